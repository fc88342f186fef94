import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeCategory } from '../../../test/harness/catalog.ts'
import type { Client } from '../../../test/harness/client.ts'
import { makeRole, makeStore, makeToken, makeUser } from '../../../test/harness/factories.ts'
import { makeArticle } from '../../../test/harness/inventory.ts'
import { addDays } from '../resolve-scope.ts'
import { insertTickets } from '../test-tickets.ts'
import { insertMovements } from './test-movements.ts'

const application = await testApplication({ after })
const { sql, as, withToken } = application
const owner = as('owner')

const PATH = '/api/v1/reports/inventory'
const today = new Date().toISOString().slice(0, 10)
const ago = (days: number) => addDays(today, -days)
const TEN_DAYS = `date_from=${ago(9)}&date_to=${today}`

const utc = { time_zone: 'UTC', tax_zone: 'NONE' }
const north = await makeStore(sql, { ...utc, name: 'Nord', city: 'Laval', group: 'Couronne' })
const south = await makeStore(sql, { ...utc, name: 'Sud', city: 'Brossard', group: 'Couronne' })
const abroad = await makeStore(sql, { ...utc, name: 'Lyon', city: 'Lyon', currency: 'EUR' })
const teas = await makeCategory(sql, { name: 'Thés' })
const pots = await makeCategory(sql, { name: 'Théières' })
const tea = await makeArticle(sql, { name: 'Thé vert', price: '20.00', category_id: teas.id, sku: 'THE' })
const pot = await makeArticle(sql, { name: 'Théière', price: '45.50', category_id: pots.id })
const cup = await makeArticle(sql, { name: 'Tasse', price: '8.00', category_id: pots.id })

/**
 * Ten days that were worked out by hand.
 *
 *        nine days ago            four days ago     two days ago              today
 * Nord   100 teas for 1000.00     40 teas sold      5 teas broken, 1 found    55 + 1 teas for 560.00; 10 pots for 200.00
 * Sud    20 pots, long before                                                 20 pots for 400.00, never sold; no cups left
 */
const line = { quantity: '40', gross: 80_000, cost: 40_000, productId: tea.productId, variantId: tea.variantId }
const named = { name: 'Thé vert', sku: 'THE', categoryId: teas.id, categoryName: 'Thés' }
await insertMovements(sql, [
  { storeId: south.id, variantId: pot.variantId, day: ago(200), kind: 'receipt', quantity: 20, value: 40_000 },
  { storeId: south.id, variantId: cup.variantId, day: ago(200), kind: 'receipt', quantity: 2, value: 600 },
  { storeId: south.id, variantId: cup.variantId, day: ago(150), kind: 'adjustment', quantity: -2, value: -600 },
  { storeId: abroad.id, variantId: tea.variantId, day: ago(30), kind: 'receipt', quantity: 3, value: 1500 },
  { storeId: north.id, variantId: tea.variantId, day: ago(9), kind: 'receipt', quantity: 100, value: 100_000 },
  { storeId: north.id, variantId: pot.variantId, day: ago(9), kind: 'receipt', quantity: 10, value: 20_000 },
  { storeId: north.id, variantId: tea.variantId, day: ago(4), kind: 'sale', quantity: -40, value: -40_000 },
  ...[
    { quantity: -5, value: -5000, reason: 'Brisé' },
    { quantity: 1, value: 1000, reason: 'brisé' },
  ].map((part) => ({ storeId: north.id, variantId: tea.variantId, day: ago(2), kind: 'adjustment', ...part })),
])
await insertTickets(sql, [
  {
    storeId: north.id,
    day: ago(4),
    currency: 'CAD',
    lines: [
      { ...line, ...named },
      { name: 'Vrac', quantity: '2', gross: 500 },
    ],
    payments: [],
  },
])

async function report(query = '', client: Client = owner, language = 'fr') {
  const answer = await client.get(`${PATH}?${TEN_DAYS}&${query}`, { 'accept-language': language })
  assert.equal(answer.status, 200, answer.raw.toString())
  return answer.body.data
}
const pick = (row: Record<string, unknown>, ...names: string[]) => names.map((name) => row[name])

describe('the inventory report', () => {
  it('tells of each store what it has, at cost and at price, and how that turned', async () => {
    const data = await report('currency=CAD')
    assert.deepEqual(pick(data, 'group_by', 'days', 'dead_days', 'currency'), ['store', 10, 90, 'CAD'])
    const [first, second] = data.rows
    assert.deepEqual(pick(first, 'key', 'label', 'articles', 'units'), [north.id, 'Nord', 2, '66'])
    // 56 teas at 20.00 and 10 pots at 45.50.
    assert.deepEqual(pick(first, 'value_at_cost', 'value_at_price'), ['760.00', '1575.00'])
    // Five evenings of 1200.00, two of 800.00, three of 760.00: 988.00 on average, of which 400.00 was sold.
    assert.deepEqual(pick(first, 'average_value', 'cost_of_goods', 'rotation'), ['988.00', '400.00', '0.40'])
    // 66 on hand, 4.2 sold a day.
    assert.deepEqual(pick(first, 'revenue', 'sold_units', 'days_of_cover'), ['805.00', '42', '15.71'])
    assert.deepEqual(pick(first, 'lost_units', 'found_units', 'lost_value', 'found_value'), [
      '5',
      '1',
      '50.00',
      '10.00',
    ])
    assert.deepEqual(pick(first, 'stock_url', 'alerts_url'), [
      `/api/v1/stock?store_id=${north.id}`,
      `/api/v1/stock-alerts?store_id=${north.id}`,
    ])
    assert.deepEqual(pick(second, 'label', 'articles', 'out', 'dead', 'dead_units'), ['Sud', 2, 1, 1, '20'])
    assert.deepEqual(pick(second, 'dead_value', 'dead_value_at_price'), ['400.00', '910.00'])
    assert.deepEqual(pick(second, 'rotation', 'days_of_cover', 'revenue'), ['0.00', null, '0.00'])
    assert.deepEqual(pick(data.totals, 'articles', 'units', 'value_at_cost', 'out'), [4, '86', '1160.00', 1])
    // 988.00 and 400.00.
    assert.deepEqual(pick(data.totals, 'average_value', 'rotation'), ['1388.00', '0.29'])
  })

  it('never adds two currencies', async () => {
    const { currencies, currency } = await report()
    assert.equal(currency, undefined)
    assert.deepEqual(
      currencies.map(({ currency, totals }: { currency: string; totals: object }) => [
        currency,
        ...pick({ ...totals }, 'units', 'value_at_cost', 'value_at_price'),
      ]),
      [
        ['CAD', '86', '1160.00', '2485.00'],
        ['EUR', '3', '15.00', '60.00'],
      ],
    )
  })

  it('groups by whatever stores and articles have in common', async () => {
    const rowsOf = async (groupBy: string) =>
      (await report(`currency=CAD&group_by=${groupBy}`)).rows.map((row: Record<string, unknown>) =>
        pick(row, 'key', 'label', 'units', 'value_at_cost', 'revenue'),
      )
    assert.deepEqual(await rowsOf('store_group'), [['Couronne', 'Couronne', '86', '1160.00', '805.00']])
    assert.deepEqual(await rowsOf('city'), [
      ['Laval', 'Laval', '66', '760.00', '805.00'],
      ['Brossard', 'Brossard', '20', '400.00', '0.00'],
    ])
    assert.deepEqual(await rowsOf('category'), [
      [pots.id, 'Théières', '30', '600.00', '0.00'],
      [teas.id, 'Thés', '56', '560.00', '800.00'],
      [null, 'Sans catégorie', '0', '0.00', '5.00'],
    ])
    assert.deepEqual(await rowsOf('product'), [
      [pot.productId, 'Théière', '30', '600.00', '0.00'],
      [tea.productId, 'Thé vert', '56', '560.00', '800.00'],
      [cup.productId, 'Tasse', '0', '0.00', '0.00'],
      [null, 'Sans article', '0', '0.00', '5.00'],
    ])
    const variants = (await report('currency=CAD&group_by=variant')).rows
    assert.deepEqual(
      variants.map((row: Record<string, unknown>) => pick(row, 'key', 'sku', 'abc_class')),
      [
        [pot.variantId, null, 'C'],
        [tea.variantId, 'THE', 'A'],
        [cup.variantId, null, 'C'],
        [null, null, null],
      ],
    )
  })

  it('puts the articles of a class together', async () => {
    const { rows } = await report('currency=CAD&group_by=abc_class&sort=label')
    assert.deepEqual(
      rows.map((row: Record<string, unknown>) => pick(row, 'key', 'label', 'articles', 'revenue', 'value_at_cost')),
      [
        ['A', 'Classe A', 1, '800.00', '560.00'],
        ['B', 'Classe B', 0, '0.00', '0.00'],
        ['C', 'Classe C', 3, '0.00', '600.00'],
        [null, 'Sans article', 0, '5.00', '0.00'],
      ],
    )
    const english = await report('currency=CAD&group_by=abc_class&sort=label', owner, 'en')
    assert.equal(english.rows[0].label, 'Class A')
  })

  it('sums what was lost by its reason, however it is spelt', async () => {
    const { shrinkage } = await report('currency=CAD')
    assert.equal(shrinkage.length, 1)
    assert.deepEqual(pick(shrinkage[0], 'kind', 'lost_units', 'found_units', 'lost_value', 'found_value'), [
      'adjustment',
      '5',
      '1',
      '50.00',
      '10.00',
    ])
    assert.match(shrinkage[0].label, /^brisé$/i)
    assert.equal(
      shrinkage[0].movements_url,
      `/api/v1/stock-movements?kind=adjustment&date_from=${ago(9)}&date_to=${today}`,
    )
  })

  it('orders as it is asked to, shows no more than it is asked for, and says so', async () => {
    const labels = async (query: string) => {
      const { rows, truncated } = await report(`currency=CAD&group_by=product&${query}`)
      return [...rows.map((row: { label: string }) => row.label), truncated]
    }
    assert.deepEqual(await labels('sort=label&limit=2'), ['Tasse', 'Thé vert', true])
    assert.deepEqual(await labels('sort=-label'), ['Théière', 'Thé vert', 'Tasse', 'Sans article', false])
    // What has no figure comes last, whichever way.
    assert.deepEqual(await labels('sort=-days_of_cover&limit=2'), ['Thé vert', 'Sans article', true])
    assert.deepEqual(await labels('sort=out,-units&limit=4'), ['Thé vert', 'Théière', 'Sans article', 'Tasse', false])
  })

  it('calls dead what was not sold for as long as it is asked', async () => {
    const deadOf = async (days: number) => {
      const { totals } = await report(`currency=CAD&dead_days=${days}`)
      return pick(totals, 'dead', 'dead_units')
    }
    assert.deepEqual(await deadOf(3), [3, '86'])
    assert.deepEqual(await deadOf(6), [2, '30'])
    assert.deepEqual(await deadOf(300), [0, '0'])
  })

  it('has a period to come, and one without a day', async () => {
    const later = await owner.get(`${PATH}?date_from=${ago(9)}&date_to=${ago(-20)}&store_id=${north.id}`)
    assert.deepEqual(pick(later.body.data, 'days'), [10])
    assert.deepEqual(pick(later.body.data.totals, 'average_value', 'days_of_cover'), ['988.00', '15.71'])
    const never = await owner.get(`${PATH}?date_from=${ago(-3)}&date_to=${ago(-20)}&store_id=${north.id}`)
    assert.equal(never.body.data.days, 0)
    assert.deepEqual(pick(never.body.data.totals, 'average_value', 'rotation', 'days_of_cover'), [null, null, null])
  })
})

describe('who reads it', () => {
  it('sees their own stores only', async () => {
    const manager = as('manager', { storeIds: [south.id] })
    const data = await report('', manager)
    assert.deepEqual(
      data.rows.map((row: { label: string }) => row.label),
      ['Sud'],
    )
    const { raw } = await manager.get(`${PATH}?${TEN_DAYS}&group_by=product`)
    assert.ok(!raw.includes('Thé vert'))
    for (const ids of [north.id, `${south.id},${north.id}`, 999_999]) {
      assert.equal((await manager.get(`${PATH}?store_id=${ids}`)).status, 404)
    }
  })

  it('learns no cost without its permission, and cannot order by it', async () => {
    const role = await makeRole(sql, ['reports.view'])
    const { id } = await makeUser(sql, { roles: [role], storeIds: [north.id] })
    const viewer = withToken((await makeToken(sql, id)).secret)
    const data = await report('', viewer)
    const [row] = data.rows
    assert.deepEqual(pick(row, 'units', 'value_at_price', 'lost_units'), ['66', '1575.00', '5'])
    for (const part of [row, data.totals, data.shrinkage[0]]) {
      const names = Object.keys(part).join(' ')
      assert.doesNotMatch(names, /at_cost|average_value|rotation|lost_value|found_value|cost_of_goods|dead_value\b/)
    }
    const refused = await viewer.get(`${PATH}?sort=value_at_cost`)
    assert.equal(refused.status, 422)
    assert.doesNotMatch(refused.body.errors.sort[0], /value_at_cost/)
  })

  it('is told what is not understood, in both languages', async () => {
    const refusals: [query: string, status: number, field: string, french: RegExp, english: RegExp][] = [
      [`date_from=${ago(400)}`, 422, 'date_to', /366 jours/, /366 days/],
      [`date_from=${ago(1200)}&date_to=${ago(1100)}`, 422, 'date_from', /registre du stock/, /stock ledger/],
      ['sort=colour', 422, 'sort', /Le tri accepte/, /The sort takes/],
      ['group_by=hour', 422, 'group_by', /Le regroupement/, /The grouping/],
      ['dead_days=0', 422, 'dead_days', /Le nombre de jours sans vente/, /The number of days without a sale/],
      ['limit=10001', 422, 'limit', /Le nombre de lignes/, /The number of rows/],
    ]
    for (const [query, status, field, french, english] of refusals) {
      for (const [language, words] of [
        ['fr', french],
        ['en', english],
      ] as const) {
        const answer = await owner.get(`${PATH}?${query}`, { 'accept-language': language })
        assert.equal(answer.status, status, query)
        assert.match(answer.body.errors[field][0], words)
      }
    }
  })

  it('gets nothing where there is no store', async () => {
    const { body } = await as('manager').get(PATH)
    assert.deepEqual(pick(body.data, 'currency', 'rows', 'shrinkage'), [null, [], []])
    assert.equal(body.data.totals.units, '0')
  })
})
