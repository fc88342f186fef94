import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesOf, countChanges, gatherAreas, givenBy, NO_DRAFT, setGiven } from './role-matrix.ts'

const permission = (name: string) => {
  const [group = ''] = name.split('.')
  return { name, group, label: name, label_fr: name, label_en: name }
}
const cashier = { id: 1, name: 'cashier', label: 'Caissier', permissions: ['sales.create', 'sales.view'] }
const clerk = { id: 2, name: 'clerk', label: 'Magasinier', permissions: ['stock.view'] }

test('permissions stand in their areas, those that nobody knows yet in the last', () => {
  const areas = gatherAreas(['sales.view', 'products.view', 'journal.view', 'robots.build'].map(permission))
  assert.deepEqual(
    areas.map(({ area, permissions }) => [area, permissions.map(({ name }) => name)]),
    [
      ['selling', ['sales.view', 'journal.view']],
      ['catalog', ['products.view']],
      ['system', ['robots.build']],
    ],
  )
})

test('a draft holds what changes, and nothing once it is taken back', () => {
  const given = setGiven(NO_DRAFT, cashier, ['sales.discount'], true)
  const both = setGiven(given, clerk, ['stock.view'], false)
  assert.deepEqual([...givenBy(cashier, both)].sort(), ['sales.create', 'sales.discount', 'sales.view'])
  assert.deepEqual(changesOf([cashier, clerk], both), [
    { role: cashier, given: ['sales.discount'], taken: [] },
    { role: clerk, given: [], taken: ['stock.view'] },
  ])
  assert.equal(countChanges(changesOf([cashier, clerk], both)), 2)
  const back = setGiven(setGiven(both, cashier, ['sales.discount'], false), clerk, ['stock.view'], true)
  assert.equal(back.size, 0)
})

test('a whole area is given at once, what is held already counts for nothing', () => {
  const draft = setGiven(NO_DRAFT, cashier, ['sales.view', 'sales.create', 'sales.return'], true)
  assert.deepEqual(changesOf([cashier], draft)[0]?.given, ['sales.return'])
})
