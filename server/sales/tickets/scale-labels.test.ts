import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, it } from 'node:test'
import { gtinCheckDigit } from '../../../rules/index.ts'
import { testApplication } from '../../../test/harness/app.ts'
import { makeStore, nextNumber } from '../../../test/harness/factories.ts'
import { makeArticle } from '../../../test/harness/sales.ts'

const { sql, as, log } = await testApplication({ after })
const store = await makeStore(sql, { tax_zone: 'NONE' })
const owner = as('owner')
const cashier = as('cashier', { storeIds: [store.id] })
await owner.put('/api/v1/barcode-layouts', {
  layouts: [
    { name: 'Balances', pattern: '20PPPPPVVVVVC', measure: 'weight' },
    { name: 'Préemballés', pattern: '21PPPPPVVVVVC', measure: 'price' },
  ],
})

const label = (prefix: 20 | 21, plu: string, value: number) => {
  const digits = `${prefix}${plu.padStart(5, '0')}${String(value).padStart(5, '0')}`
  return digits + gtinCheckDigit(digits)
}

/** An article that scales know, at a price per kilogram, or per piece. */
async function newArticle(price: string, fields: object = { sold_by: 'weight' }) {
  const { variantId } = await makeArticle(sql, { price })
  const plu = String(1000 + nextNumber())
  const { status } = await owner.patch(`/api/v1/product-variants/${variantId}`, { plu, ...fields })
  assert.equal(status, 200)
  return { variantId, plu }
}

const sell = async (lines: object[], amount: string, client = cashier) => {
  const sale = { id: randomUUID(), store_id: store.id, lines, payments: [{ method: 'card', amount }] }
  const { status, body } = await client.post('/api/v1/sales', sale)
  return { status, data: body.data, errors: body.errors, sale }
}
const lineOf = ({ status, data, errors }: Awaited<ReturnType<typeof sell>>) => {
  assert.equal(status, 201, JSON.stringify(errors))
  const [line] = data.lines
  return [
    line.variant_id,
    line.quantity,
    line.unit_price,
    line.total,
    ...data.flags.filter((flag: string) => flag !== 'stock_negative'),
  ]
}

describe('a sale by the label of a scale', () => {
  it('takes the weight that the label says, as the look-up does', async () => {
    const { variantId, plu } = await newArticle('9.90')
    const barcode = label(20, plu, 512)
    const [found] = (await cashier.get(`/api/v1/variants/lookup?code=${barcode}`)).body.data
    assert.deepEqual([found.id, found.scan], [variantId, { quantity: '0.512', price: null }])
    const sold = [variantId, '0.512', '9.90', '5.07']
    assert.deepEqual(lineOf(await sell([{ barcode }], '5.07')), sold)
    assert.deepEqual(lineOf(await sell([{ barcode, quantity: '0.512' }], '5.07')), sold)
    const [level] = await sql`select on_hand from stock_levels where variant_id = ${variantId}`
    assert.equal(level?.on_hand, '-1.024')
  })

  it('takes so much of what is weighed that it comes to the price that the label says', async () => {
    const { variantId, plu } = await newArticle('9.90')
    assert.deepEqual(lineOf(await sell([{ barcode: label(21, plu, 990) }], '9.90')), [variantId, '1', '9.90', '9.90'])
    const { data } = await sell([{ barcode: label(21, plu, 1249) }], '12.49')
    assert.deepEqual([data.lines[0].quantity, data.total, data.flags], ['1.262', '12.49', ['stock_negative']])
    const dear = await newArticle('480.00')
    for (const cents of [1, 7, 333, 99_999]) {
      const amount = (cents / 100).toFixed(2)
      assert.equal(lineOf(await sell([{ barcode: label(21, dear.plu, cents) }], amount))[3], amount)
    }
    // A till that knows the weight says it too.
    assert.equal(lineOf(await sell([{ barcode: label(21, plu, 1249), quantity: '1.262' }], '12.49'))[1], '1.262')
  })

  it('takes the price of a piece from its label, and flags it where the article has another', async () => {
    const open = await newArticle('0', { is_open_price: true })
    assert.deepEqual(lineOf(await sell([{ barcode: label(21, open.plu, 450) }], '4.50')), [
      open.variantId,
      '1',
      '4.50',
      '4.50',
    ])
    const pieces = [{ barcode: label(21, open.plu, 450), quantity: '2' }]
    assert.deepEqual(lineOf(await sell(pieces, '9.00')), [open.variantId, '2', '4.50', '9.00'])
    const priced = await newArticle('5.00', {})
    assert.deepEqual(lineOf(await sell([{ barcode: label(21, priced.plu, 450) }], '4.50')), [
      priced.variantId,
      '1',
      '4.50',
      '4.50',
      'price_differs',
    ])
    assert.deepEqual(lineOf(await sell([{ barcode: label(21, priced.plu, 500) }], '5.00')), [
      priced.variantId,
      '1',
      '5.00',
      '5.00',
    ])
  })

  it('refuses a line that says otherwise, in both languages', async () => {
    const { plu } = await newArticle('9.90')
    const refused = async (line: object, client = owner) => (await sell([line], '100.00', client)).errors
    assert.deepEqual(await refused({ barcode: label(20, plu, 512), quantity: '1' }), {
      'lines.0.quantity': ['L’étiquette de la balance dit 0,512\u00a0kg, et la ligne 1.'],
    })
    assert.deepEqual(await refused({ barcode: label(21, plu, 1249), quantity: '1' }), {
      'lines.0.quantity': ['L’étiquette de la balance dit 12,49\u00a0$, et la ligne fait 9,90\u00a0$.'],
    })
    assert.deepEqual(
      Object.keys(await refused({ barcode: label(21, plu, 1249), quantity: '1', unit_price: '12.00' })),
      ['lines.0.unit_price'],
    )
    const piece = await newArticle('5.00', {})
    assert.deepEqual(Object.keys(await refused({ barcode: label(21, piece.plu, 450), unit_price: '5.00' })), [
      'lines.0.unit_price',
    ])
    assert.deepEqual(await refused({ barcode: label(20, plu, 0) }), {
      'lines.0.barcode': ['Cette étiquette de balance ne dit ni poids ni prix.'],
    })
    assert.deepEqual(Object.keys(await refused({ barcode: label(20, '99999', 512) })), ['lines.0.barcode'])
    const wrong = `${label(20, plu, 512).slice(0, 12)}${(Number(label(20, plu, 512).slice(12)) + 1) % 10}`
    assert.deepEqual(Object.keys(await refused({ barcode: wrong, quantity: '1' })), ['lines.0.barcode'])
    const english = await owner.post(
      '/api/v1/sales',
      { id: randomUUID(), store_id: store.id, lines: [{ barcode: label(20, plu, 512), quantity: '2' }], payments: [] },
      { 'accept-language': 'en' },
    )
    assert.deepEqual(english.body.errors['lines.0.quantity'], ['The label of the scale says 0.512 kg, and the line 2.'])
  })

  it('does not let a cashier change the price by the way', async () => {
    const { plu } = await newArticle('9.90')
    const { status } = await sell([{ barcode: label(20, plu, 512), unit_price: '1.00' }], '0.51')
    assert.equal(status, 403)
    assert.equal((await sell([{ barcode: label(21, plu, 1249), unit_price: '20.00' }], '12.49')).status, 403)
  })

  it('asks for the quantity of whatever else', async () => {
    const { variantId } = await newArticle('9.90')
    const sku = (await owner.get(`/api/v1/product-variants/${variantId}`)).body.data.sku
    await owner.patch(`/api/v1/product-variants/${variantId}`, { barcode: '4006381333931' })
    for (const line of [
      { variant_id: variantId },
      { sku },
      { barcode: '4006381333931' },
      { description: 'X', unit_price: '1' },
    ]) {
      const { status, errors } = await sell([line], '9.90')
      assert.deepEqual(
        [status, errors],
        [422, { 'lines.0.quantity': ['La quantité est obligatoire.'] }],
        JSON.stringify(line),
      )
    }
  })

  it('is the article that bears the very code where there is one, and the same sale when it is sent again', async () => {
    const { plu } = await newArticle('9.90')
    const barcode = label(20, plu, 512)
    const first = await sell([{ barcode }], '5.07')
    const bearer = await makeArticle(sql, { price: '3.00', barcode })
    assert.deepEqual(lineOf(await sell([{ barcode, quantity: '1' }], '3.00')).slice(0, 2), [bearer.variantId, '1'])
    const again = await cashier.post('/api/v1/sales', first.sale)
    assert.deepEqual([again.status, again.body.data.total], [200, '5.07'])
  })

  it('sells in batches and among other lines', async () => {
    const { plu, variantId } = await newArticle('9.90')
    const records = [512, 513].map((grams) => ({
      id: randomUUID(),
      store_id: store.id,
      lines: [{ barcode: label(20, plu, grams) }, { variant_id: variantId, quantity: '1' }],
      payments: [{ method: 'card', amount: grams === 512 ? '14.97' : '14.98' }],
    }))
    const { body } = await cashier.post('/api/v1/sales/batch', { records })
    assert.deepEqual(
      body.data.map(({ status }: { status: number }) => status),
      [201, 201],
      JSON.stringify(body),
    )
    assert.deepEqual(log.faults, [])
  })
})
