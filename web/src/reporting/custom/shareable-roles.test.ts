import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rolesWithoutReports, shareableRoles } from './shareable-roles.ts'

const MANAGER = { name: 'manager', label: 'Gérant', permissions: ['reports.view', 'sales.view'] }
const CLERK = { name: 'stock_clerk', label: 'Magasinier', permissions: ['stock.view'] }

test('a role that opens no report is told by what it is called', () => {
  const roles = shareableRoles([MANAGER, CLERK], [])
  assert.deepEqual(rolesWithoutReports(roles, ['manager', 'stock_clerk']), ['Magasinier'])
  assert.deepEqual(rolesWithoutReports(roles, ['manager']), [])
})

test('roles of which one may not know what they allow keep their names, and are not judged', () => {
  const roles = shareableRoles([{ name: 'manager', label: 'Gérant' }], [{ name: 'stock_clerk', label: 'Magasinier' }])
  assert.deepEqual(
    roles.map(({ label }) => label),
    ['Gérant', 'Magasinier'],
  )
  assert.deepEqual(rolesWithoutReports(roles, ['manager', 'stock_clerk']), [])
})

test('what is known of a role comes before its mere name', () => {
  const roles = shareableRoles([CLERK], [{ name: 'stock_clerk', label: 'Magasinier' }])
  assert.deepEqual(rolesWithoutReports(roles, ['stock_clerk']), ['Magasinier'])
})
