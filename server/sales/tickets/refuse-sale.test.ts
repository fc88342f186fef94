import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeArticle, makeShop, onHandOf, saleOf } from '../../../test/harness/sales.ts'

const SALES = '/api/v1/sales'
const { sql, as, log } = await testApplication({ after })
const shop = await makeShop(sql, { tills: 1 })
const other = await makeShop(sql, { tills: 1 })
const seller = as('manager', { storeIds: [shop.store.id] })
const variantId = shop.articles[0]?.variantId ?? 0
const [inactive, deleted, elsewhere] = await Promise.all([
  makeArticle(sql, { isActive: false }),
  makeArticle(sql, { isDeleted: true }),
  makeArticle(sql, { storeIds: [other.store.id] }),
])

type Refusal = {
  sale: Record<string, unknown>
  status: number
  code?: string
  /** What is said of which field, in French and in English. */
  errors: Record<string, [string, string]>
}

const line = (more: object) => ({ lines: [{ variant_id: variantId, quantity: '1', ...more }] })
const only = (more: object) => ({ lines: [{ quantity: '1', ...more }] })
const MISSING: [string, string] = ['Cette référence n’existe pas.', 'This reference does not exist.']
const ONE_REFERENCE: [string, string] = [
  'Une ligne nomme un article par variant_id, sku ou barcode, ou porte une description.',
  'A line names an article by variant_id, sku or barcode, or carries a description.',
]
const DECIMALS: [string, string] = [
  'Un montant dans cette monnaie a au plus 2 décimales.',
  'An amount in this currency has at most 2 decimals.',
]

const refusals: Record<string, Refusal> = {
  'an unknown article': { sale: only({ variant_id: 999_999 }), status: 422, errors: { 'lines.0.variant_id': MISSING } },
  'an unknown SKU': { sale: only({ sku: 'NON' }), status: 422, errors: { 'lines.0.sku': MISSING } },
  'an unknown barcode': {
    sale: only({ barcode: '4006381333931' }),
    status: 422,
    errors: { 'lines.0.barcode': MISSING },
  },
  'an article out of the range': {
    sale: only({ variant_id: inactive.variantId }),
    status: 422,
    errors: { 'lines.0.variant_id': ['Cet article n’est plus en vente.', 'This article is no longer sold.'] },
  },
  'a deleted article': {
    sale: only({ sku: deleted.sku }),
    status: 422,
    errors: { 'lines.0.sku': ['Cet article n’est plus en vente.', 'This article is no longer sold.'] },
  },
  'an article of another store': {
    sale: only({ variant_id: elsewhere.variantId }),
    status: 422,
    errors: {
      'lines.0.variant_id': ['Cet article n’est pas vendu dans ce magasin.', 'This article is not sold in this store.'],
    },
  },
  'a line that names nothing': { sale: only({}), status: 422, errors: { 'lines.0.variant_id': ONE_REFERENCE } },
  'a line that names two articles': {
    sale: line({ sku: 'X' }),
    status: 422,
    errors: { 'lines.0.variant_id': ONE_REFERENCE },
  },
  'an open line without a price': {
    sale: only({ description: 'Divers' }),
    status: 422,
    errors: {
      'lines.0.unit_price': [
        'Une ligne sans article donne son prix.',
        'A line without an article gives its own price.',
      ],
    },
  },
  'an unknown tax class': {
    sale: only({ description: 'Divers', unit_price: '1', tax_class: 'luxe' }),
    status: 422,
    errors: { 'lines.0.tax_class': MISSING },
  },
  'a discount above 100 %': {
    sale: line({ discount: { type: 'percent', value: '100.01' } }),
    status: 422,
    errors: { 'lines.0.discount.value': ['Une remise ne dépasse pas 100 %.', 'A discount does not exceed 100%.'] },
  },
  'a discount with too many decimals': {
    sale: { discount: { type: 'amount', value: '1.005' } },
    status: 422,
    errors: { 'discount.value': DECIMALS },
  },
  'a payment with too many decimals': {
    sale: { payments: [{ method: 'card', amount: '34.481' }] },
    status: 422,
    errors: { 'payments.0.amount': DECIMALS },
  },
  'a negative payment': {
    sale: { payments: [{ method: 'card', amount: '-1' }] },
    status: 422,
    errors: { 'payments.0.amount': ['Un montant n’est pas négatif.', 'An amount is not negative.'] },
  },
  'payments that do not cover': {
    sale: { payments: [{ method: 'card', amount: '34.47' }] },
    status: 422,
    code: 'payments_do_not_cover',
    errors: { payments: ['Il reste 0,01\u00a0$ à payer.', '$0.01 remains to be paid.'] },
  },
  'a ticket that is not paid': {
    sale: { payments: [] },
    status: 422,
    code: 'payments_do_not_cover',
    errors: { payments: ['Il reste 34,48\u00a0$ à payer.', '$34.48 remains to be paid.'] },
  },
  'more on card than is due': {
    sale: { payments: [{ method: 'card', amount: '40' }] },
    status: 422,
    code: 'overpaid',
    errors: {
      payments: [
        'Les paiements dépassent de 5,52\u00a0$ le total de 34,48\u00a0$.',
        'The payments exceed the total of $34.48 by $5.52.',
      ],
    },
  },
  'a date that is no time of trade': {
    sale: { occurred_at: '1875-01-01T00:00:00Z' },
    status: 422,
    errors: { occurred_at: ['Cette date n’est pas plausible.', 'This date is not plausible.'] },
  },
  'an amount beyond all trade': {
    sale: line({ quantity: '999999', unit_price: '999999999' }),
    status: 422,
    errors: {
      'lines.0.quantity': ['Le montant de cette ligne est trop grand.', 'The amount of this line is too large.'],
    },
  },
  'an unknown customer': { sale: { customer_id: 999_999 }, status: 422, errors: { customer_id: MISSING } },
  'an unknown register': { sale: { register_id: 999_999 }, status: 422, errors: { register_id: MISSING } },
  'a register of another store': {
    sale: { register_id: other.tillIds[0] },
    status: 422,
    errors: { register_id: MISSING },
  },
  'no id at all': {
    sale: { id: undefined },
    status: 422,
    errors: {
      id: [
        'Un identifiant (UUID) ou une clé d’idempotence est obligatoire.',
        'An id (UUID) or an Idempotency-Key is required.',
      ],
    },
  },
  'an unknown store': {
    sale: { store_id: 999_999 },
    status: 404,
    errors: { store_id: ['Ce magasin n’existe pas.', 'This store does not exist.'] },
  },
  'another store': {
    sale: { store_id: other.store.id },
    status: 404,
    errors: { store_id: ['Ce magasin n’existe pas.', 'This store does not exist.'] },
  },
}

for (const [what, { sale, status, code, errors }] of Object.entries(refusals)) {
  test(`${what} is refused, with the field to blame in both languages, and leaves nothing`, async () => {
    const before = await onHandOf(sql, shop.store.id, variantId)
    const body = saleOf(shop, sale)
    for (const [index, language] of (['fr', 'en'] as const).entries()) {
      const answer = await seller.post(SALES, body, { 'accept-language': language })
      assert.equal(answer.status, status, JSON.stringify(answer.body))
      if (code !== undefined) assert.equal(answer.body.code, code)
      const expected = Object.fromEntries(Object.entries(errors).map(([path, words]) => [path, [words[index]]]))
      assert.deepEqual(answer.body.errors, expected)
      assert.equal(answer.body.success, false)
    }
    assert.equal(await onHandOf(sql, shop.store.id, variantId), before)
    assert.equal((await sql`select from sale_identities`).length, 0)
  })
}

/** Each is refused by the schema, before anything is looked up. */
const malformed: Record<string, [Record<string, unknown>, string]> = {
  'no line': [{ lines: [] }, 'lines'],
  'no payments field': [{ payments: undefined }, 'payments'],
  'no store': [{ store_id: undefined }, 'store_id'],
  'an unknown property': [{ couleur: 'rouge' }, 'couleur'],
  'an unknown property of a line': [line({ couleur: 'rouge' }), 'lines.0.couleur'],
  'a quantity of nothing': [line({ quantity: '0' }), 'lines.0.quantity'],
  'a negative quantity': [line({ quantity: '-1' }), 'lines.0.quantity'],
  'a quantity with four decimals': [line({ quantity: '0.0001' }), 'lines.0.quantity'],
  'a quantity that is a word': [line({ quantity: 'deux' }), 'lines.0.quantity'],
  'a negative price': [line({ unit_price: '-1' }), 'lines.0.unit_price'],
  'a price with five decimals': [line({ unit_price: '1.00001' }), 'lines.0.unit_price'],
  'a discount of an unknown type': [line({ discount: { type: 'gift', value: '1' } }), 'lines.0.discount.type'],
  'an id that is no UUID': [{ id: 'abc' }, 'id'],
  'a method that does not exist': [{ payments: [{ method: 'shells', amount: '1' }] }, 'payments.0.method'],
  'a number of its own': [{ number: 12 }, 'number'],
  'a hash of its own': [{ hash: 'abc' }, 'hash'],
}

for (const [what, [sale, path]] of Object.entries(malformed)) {
  test(`a sale with ${what} is malformed`, async () => {
    const answer = await seller.post(SALES, saleOf(shop, sale))
    assert.equal(answer.status, 422, JSON.stringify(answer.body))
    assert.equal(answer.body.code, 'validation_failed')
    assert.deepEqual(Object.keys(answer.body.errors), [path])
  })
}

test('a refused sale may be sent again, corrected, under the same id', async () => {
  const sale = saleOf(shop, { payments: [] })
  assert.equal((await seller.post(SALES, sale)).status, 422)
  assert.equal((await seller.post(SALES, { ...sale, payments: [{ method: 'card', amount: '34.48' }] })).status, 201)
})

test('nothing of all this was a fault of the server', () => {
  assert.deepEqual(log.faults, [])
})
