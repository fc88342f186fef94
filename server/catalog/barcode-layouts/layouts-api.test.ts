import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { firstVariant, makeProduct } from '../../../test/harness/catalog.ts'
import { makeStore } from '../../../test/harness/factories.ts'

const { sql, as } = await testApplication({ after })
const owner = as('owner')
const cashier = as('cashier')
const PATH = '/api/v1/barcode-layouts'
const WEIGHT = { name: 'Balances', pattern: '20PPPPPVVVVVC', measure: 'weight' }
const PRICE = { name: 'Préemballés', pattern: '21PPPPPVVVVVC', measure: 'price' }

const lookUp = async (code: string, query = '') =>
  (await cashier.get(`/api/v1/variants/lookup?code=${code}${query}`)).body.data

/** An article that scales know by this number, at a price per kilogram. */
async function newWeighed(plu: string, input = {}) {
  const id = firstVariant(await makeProduct(sql, { price: '9.90', ...input }))
  const answer = await owner.patch(`/api/v1/product-variants/${id}`, { plu, sold_by: 'weight' })
  return { id, answer }
}

describe('layouts of the scales’ codes', () => {
  it('are replaced as a list, with the decimals of cents and grams unless given', async () => {
    const { status, body } = await owner.put(PATH, { layouts: [WEIGHT, { ...PRICE, decimals: 1 }] })
    assert.equal(status, 200)
    assert.deepEqual(
      body.data.map((layout: { pattern: string; measure: string; decimals: number }) => [
        layout.pattern,
        layout.measure,
        layout.decimals,
      ]),
      [
        ['20PPPPPVVVVVC', 'weight', 3],
        ['21PPPPPVVVVVC', 'price', 1],
      ],
    )
    assert.deepEqual((await cashier.get(PATH)).body.data, body.data)
    assert.deepEqual((await owner.put(PATH, { layouts: [WEIGHT] })).body.data.length, 1)
  })

  it('never leave a code to two of them', async () => {
    const refuse = async (...layouts: object[]) => (await owner.put(PATH, { layouts })).body.errors
    assert.deepEqual(await refuse(WEIGHT, PRICE, { ...PRICE, pattern: '2PPPPPPVVVVVC' }), {
      'layouts.2.pattern': ['Un même code pourrait suivre ce modèle et celui de la ligne 0.'],
    })
    assert.deepEqual(Object.keys(await refuse(WEIGHT, WEIGHT)), ['layouts.1.pattern'])
    assert.deepEqual(await refuse({ ...WEIGHT, pattern: '30PPPPPVVVVVC' }), {
      'layouts.0.pattern': ['Un code de magasin commence par 02, 04 ou 20 à 29.'],
    })
    assert.deepEqual(Object.keys(await refuse({ ...WEIGHT, decimals: 4 })), ['layouts.0.decimals'])
    assert.deepEqual(Object.keys(await refuse({ ...WEIGHT, pattern: 'VVVV' })), ['layouts.0.pattern'])
  })
})

describe('a label of a scale', () => {
  it('is looked up: the article by its PLU, with the weight or the price', async () => {
    await owner.put(PATH, { layouts: [WEIGHT, PRICE] })
    const store = await makeStore(sql)
    const { id } = await newWeighed('00042')
    await owner.put(`/api/v1/product-variants/${id}/prices`, { prices: [{ store_id: store.id, price: '7.50' }] })
    const weighed = await lookUp('2000042005122')
    assert.deepEqual([weighed.length, weighed[0].id, weighed[0].match, weighed[0].price], [1, id, 'scale', '9.90'])
    assert.deepEqual(weighed[0].scan, { quantity: '0.512', price: null })
    const [priced] = await lookUp('2100042012493', '')
    assert.deepEqual([priced.id, priced.scan], [id, { quantity: null, price: '12.49' }])
    const [typed] = await owner.get('/api/v1/variants/lookup?code=42').then(({ body }) => body.data)
    assert.deepEqual([typed.id, typed.match, typed.is_exact, typed.scan], [id, 'plu', true, null])
    const [padded] = await lookUp('0042')
    assert.deepEqual([padded.id, padded.match, padded.is_exact, padded.code], [id, 'plu', false, '42'])
    const inStore = (await owner.get(`/api/v1/variants/lookup?code=2000042005122&store_id=${store.id}`)).body.data
    assert.equal(inStore[0].price, '7.50')
    assert.equal((await cashier.get(`/api/v1/variants/lookup?code=42&store_id=${store.id}`)).status, 422)
  })

  it('is nothing with a wrong check digit or an unknown article; a barcode that is the same comes first', async () => {
    await owner.put(PATH, { layouts: [WEIGHT] })
    assert.deepEqual(await lookUp('2000042005123'), [])
    assert.deepEqual(await lookUp('2077777005129'), [])
    const { id } = await newWeighed('12345')
    const bearer = firstVariant(await makeProduct(sql, { barcode: '2012345005129' }))
    const found = await lookUp('2012345005129')
    assert.deepEqual(
      found.map((match: { id: number; match: string }) => [match.id, match.match]),
      [
        [bearer, 'barcode'],
        [id, 'scale'],
      ],
    )
  })

  it('names one article: a PLU is one variant’s, and the refusal names the holder', async () => {
    const { id } = await newWeighed('777')
    const { answer } = await newWeighed('0777')
    assert.deepEqual([answer.status, answer.body.code], [409, 'plu_taken'])
    assert.match(answer.body.errors.plu[0], new RegExp(`variante ${id}`))
    assert.equal((await newWeighed('12a')).answer.status, 422)
    const product = (await owner.get(`/api/v1/product-variants/${id}`)).body.data.product_id
    await owner.post(`/api/v1/products/${product}/variants`, { price: '1' })
    await owner.del(`/api/v1/product-variants/${id}`)
    assert.equal((await newWeighed('777')).answer.status, 200)
  })
})
