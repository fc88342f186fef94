import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameOfRole } from './name-of-role.ts'

test('a role is called by programs as by people, without accents, and by a name of its own', () => {
  assert.equal(nameOfRole('Chef de rayon', []), 'chef_de_rayon')
  assert.equal(nameOfRole(' Élève (été) ', []), 'eleve_ete')
  assert.equal(nameOfRole('Cashier', ['cashier', 'Cashier_2']), 'cashier_3')
  assert.equal(nameOfRole('店長', []), 'role')
})
