import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/harness/database.ts'
import { withTransaction } from '../platform/database/connect.ts'
import { DEFAULT_ROLE_NAMES, DEFAULT_ROLES, ensureDefaultRoles, SERVICE_PERMISSIONS } from './default-roles.ts'
import { PERMISSION_NAMES } from './permissions.ts'

/** o owner, m manager, c cashier, s stock clerk, a analyst, t the program that holds API_TOKEN. */
const WHO_MAY = `
users.view                    om....
users.create                  om....
users.update                  om....
users.delete                  om....
users.restore                 om....
roles.view                    o.....
roles.create                  o.....
roles.update                  o.....
roles.delete                  o.....
stores.view                   omcsat
stores.create                 om...t
stores.update                 om...t
stores.delete                 om...t
stores.attachUsers            om...t
stores.all                    o....t
registers.view                omcsat
registers.create              om...t
registers.update              om...t
registers.delete              om...t
addresses.view                om...t
addresses.create              om...t
addresses.update              om...t
addresses.delete              om...t
products.view                 omcsat
products.create               om...t
products.update               om...t
products.delete               om...t
products.restore              om...t
products.attachGallery        om...t
products.viewCost             om...t
product-variants.view         omcsat
product-variants.create       om...t
product-variants.update       om...t
product-variants.delete       om...t
product-categories.view       omcsat
product-categories.create     om...t
product-categories.update     om...t
product-categories.delete     om...t
product-options.view          omcsat
product-options.create        om...t
product-options.update        om...t
product-options.delete        om...t
product-option-values.view    omcsat
product-option-values.create  om...t
product-option-values.update  om...t
product-option-values.delete  om...t
customers.view                omc..t
customers.create              omc..t
customers.update              om...t
customers.delete              om...t
customers.erase               om...t
stock.view                    omcsat
stock.adjust                  om.s.t
stock.count                   om.s.t
stock.approve                 om...t
transfers.view                om.s.t
transfers.request             om.s.t
transfers.approve             om...t
transfers.ship                om.s.t
transfers.receive             om.s.t
sales.view                    omc.at
sales.create                  omc..t
sales.return                  omc..t
sales.discount                omc..t
sales.override                om...t
sales.reprint                 om...t
sessions.open                 omc..t
sessions.close                omc..t
sessions.view                 omc..t
sessions.cash                 om...t
approvals.give                om....
reviews.settle                om...t
journal.view                  om...t
reports.view                  om..at
reports.margin                om..at
audit.view                    om....
settings.manage               o.....
cache.manage                  om...t
devices.manage                om...t
imports.run                   om...t
`

const expected = WHO_MAY.trim()
  .split('\n')
  .map((line) => line.split(/\s+/) as [string, string])

test('every permission is in the table, and no other', () => {
  assert.deepEqual(
    expected.map(([name]) => name),
    [...PERMISSION_NAMES],
  )
})

test('each default role, and the program, has what the table says', () => {
  const roles = [...DEFAULT_ROLE_NAMES.map((name) => DEFAULT_ROLES[name].permissions), SERVICE_PERMISSIONS]
  const letters = 'omcsat'
  const actual = PERMISSION_NAMES.map((name) => [
    name,
    roles.map((permissions, index) => (permissions.includes(name) ? letters[index] : '.')).join(''),
  ])
  assert.deepEqual(actual, expected)
})

test('default roles are made once, even by several processes at the same time', async (t) => {
  const { sql } = await testDatabase(t)
  const ensure = () => withTransaction(sql, {}, ensureDefaultRoles)
  await Promise.all([ensure(), ensure(), ensure(), ensure()])
  const roles = await sql<{ name: string; label_fr: string; permissions: string[] }[]>`
    select name, label_fr, array(select permission from role_permissions where role_id = roles.id) as permissions
    from roles order by name`
  assert.deepEqual(
    roles.map(({ name, label_fr }) => [name, label_fr]),
    [
      ['analyst', 'Analyste'],
      ['cashier', 'Caissier'],
      ['manager', 'Gérant'],
      ['owner', 'Propriétaire'],
      ['stock_clerk', 'Magasinier'],
    ],
  )
  for (const role of roles) {
    const definition = DEFAULT_ROLES[role.name as keyof typeof DEFAULT_ROLES]
    assert.deepEqual(role.permissions.sort(), [...definition.permissions].sort(), role.name)
  }
})

test('a start keeps what people made of a role, and gives the owner everything again', async (t) => {
  const { sql } = await testDatabase(t)
  await withTransaction(sql, {}, ensureDefaultRoles)
  await sql`delete from role_permissions where permission in ('sales.return', 'sales.view')`
  await sql`update roles set label_fr = 'Caissière' where name = 'cashier'`
  await withTransaction(sql, {}, ensureDefaultRoles)
  const holders = await sql`
    select name from roles join role_permissions on role_id = id where permission = 'sales.return'`
  assert.deepEqual(
    holders.map((row) => row.name),
    ['owner'],
  )
  const [cashier] = await sql`select label_fr from roles where name = 'cashier'`
  assert.equal(cashier?.label_fr, 'Caissière')
})
