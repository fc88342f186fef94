import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeRole, makeToken, makeUser } from '../../../test/harness/factories.ts'

const FIELDS = '/api/v1/reports/fields'
const { sql, as, withToken } = await testApplication({ after })

type Named = { name: string; label: string; meaning: string; unit: string }
const named = (list: Named[], name: string) => list.find((field) => field.name === name)

test('what reports are made of is told in the reader’s words', async () => {
  const { body } = await as('owner').get(FIELDS)
  const { measures, dimensions, key_figures: figures, stock_measures: stock, stock_groupings: groupings } = body.data
  assert.deepEqual(named(measures, 'net'), {
    name: 'net',
    label: 'Chiffre d’affaires net',
    meaning: 'Brut − remises + retours\u00a0: le chiffre d’affaires.',
    unit: 'money',
    is_additive: true,
  })
  assert.deepEqual(named(dimensions, 'day'), { name: 'day', label: 'Jour', is_ordered: true, is_filter: false })
  assert.deepEqual(named(dimensions, 'store'), { name: 'store', label: 'Magasin', is_ordered: false, is_filter: true })
  assert.equal(named(figures, 'returns_rate')?.unit, 'rate')
  assert.equal(named(stock, 'days_of_cover')?.unit, 'number')
  assert.deepEqual(named(groupings, 'abc_class'), { name: 'abc_class', label: 'Classe ABC' })
  assert.match(
    named(measures, 'collected')?.meaning ?? '',
    /Par mode de paiement, ce que chaque mode a encaissé lui-même/,
  )
  assert.match(named(measures, 'discounts')?.meaning ?? '', /articles repris ne s’en déduisent pas/)
  const english = await as('owner').get(FIELDS, { 'accept-language': 'en' })
  assert.equal(named(english.body.data.measures, 'net')?.label, 'Net revenue')
})

test('measures that one may not see are not among it', async () => {
  const role = await makeRole(sql, ['reports.view'])
  const { id } = await makeUser(sql, { roles: [role] })
  const { body, raw } = await withToken((await makeToken(sql, id)).secret).get(FIELDS)
  assert.ok(named(body.data.measures, 'net'))
  for (const name of ['cost', 'margin', 'margin_rate', 'value_at_cost', 'rotation']) {
    assert.ok(!raw.toString().includes(`"${name}"`), name)
  }
})

test('every dimension and measure may be asked of a custom report', async () => {
  const owner = as('owner')
  const { body } = await owner.get(FIELDS)
  const measures = body.data.measures.map(({ name }: Named) => name)
  for (const { name } of body.data.dimensions as Named[]) {
    const { status, raw } = await owner.post('/api/v1/reports/custom', { dimensions: [name], measures })
    assert.equal(status, 200, raw.toString())
  }
})
