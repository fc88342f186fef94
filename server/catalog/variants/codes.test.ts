import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { firstVariant, makeCategory, makeProduct, nextBarcode } from '../../../test/harness/catalog.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { findVariantsById, findVariantsForSale } from '../index.ts'
import { barcodeForms } from './barcode-forms.ts'

const { sql, as, log } = await testApplication({ after })
const owner = as('owner')
const statuses = (answers: { status: number }[]) => answers.map((answer) => answer.status).sort()

type Found = { id: number; match: string; is_exact: boolean; code: string }
const lookUp = async (code: string): Promise<Found[]> =>
  (await owner.get(`/api/v1/variants/lookup?code=${encodeURIComponent(code)}`)).body.data
const found = async (code: string) => (await lookUp(code)).map(({ id, match, is_exact }) => [id, match, is_exact])

describe('the forms of a barcode', () => {
  it('are all that a scanner may read', () => {
    assert.deepEqual(barcodeForms('036000291452'), [
      '036000291452'.slice(1).padStart(12, '0'),
      '0036000291452',
      '00036000291452',
    ])
    assert.deepEqual(barcodeForms('96385074'), ['96385074', '000096385074', '0000096385074', '00000096385074'])
    assert.deepEqual(barcodeForms('13017620422000'), ['13017620422000'])
    assert.deepEqual(barcodeForms('ABC'), ['ABC'])
    assert.deepEqual(barcodeForms('123456789'), ['123456789'])
    assert.deepEqual(barcodeForms('00000000'), ['00000000', '000000000000', '0000000000000', '00000000000000'])
  })
})

describe('a look-up', () => {
  it('finds a UPC by its twelve, thirteen and fourteen digits', async () => {
    const product = await makeProduct(sql, { barcode: '036000291452' })
    const id = firstVariant(product)
    assert.deepEqual(await found('036000291452'), [[id, 'barcode', true]])
    assert.deepEqual(await found('0036000291452'), [[id, 'barcode', false]])
    assert.deepEqual(await found('00036000291452'), [[id, 'barcode', false]])
    const twin = await owner.post('/api/v1/products', { name: 'Jumeau', price: 1, barcode: '0036000291452' })
    assert.deepEqual([twin.status, twin.body.code], [409, 'barcode_taken'])
  })

  it('answers every match, the exact ones first', async () => {
    const lower = firstVariant(await makeProduct(sql, { sku: 'abc-1' }))
    const upper = firstVariant(await makeProduct(sql, { sku: 'ABC-1' }))
    const code = firstVariant(await makeProduct(sql, { barcode: { code: 'Abc-1', type: 'internal' } }))
    assert.deepEqual(await found('ABC-1'), [
      [upper, 'sku', true],
      [code, 'barcode', false],
      [lower, 'sku', false],
    ])
    assert.deepEqual((await found('Abc-1'))[0], [code, 'barcode', true])
    assert.deepEqual(await found('abc'), [])
    assert.equal((await owner.get('/api/v1/variants/lookup')).status, 422)
    assert.equal((await owner.get('/api/v1/variants/lookup?code=')).status, 422)
  })

  it('says what is not active, and forgets the barcode of a variant that is not', async () => {
    const code = nextBarcode()
    const product = await makeProduct(sql, { sku: 'INACTIF', barcode: code })
    const path = `/api/v1/product-variants/${firstVariant(product)}`
    await owner.patch(path, { is_active: false })
    assert.deepEqual(await lookUp(code), [])
    const [match] = (await owner.get('/api/v1/variants/lookup?code=INACTIF')).body.data
    assert.equal(match.is_active, false)
    const heir = await makeProduct(sql, { name: 'Héritier', barcode: code })
    const refused = await owner.patch(path, { is_active: true })
    assert.deepEqual([refused.status, refused.body.code], [409, 'barcode_taken'])
    await owner.del(`/api/v1/product-variants/${firstVariant(heir)}`)
    assert.equal((await owner.patch(path, { is_active: true })).status, 200)
    assert.deepEqual(await found(code), [[firstVariant(product), 'barcode', true]])
  })
})

describe('a variant', () => {
  it('has several codes, each of its own', async () => {
    const product = await makeProduct(sql)
    const codes = [nextBarcode(), nextBarcode()]
    const path = `/api/v1/products/${product.id}/variants`
    const made = await owner.post(path, {
      name: 'M / Rouge',
      prix: '12.3456',
      barcodes: [codes[0], codes[1], { code: 'R-1', type: 'internal' }],
      weight_grams: 250,
      compare_at_price: '15',
    })
    assert.deepEqual([made.status, made.body.message], [201, 'Variante créée avec succès.'])
    const variant = made.body.data
    assert.deepEqual(
      [variant.price, variant.compare_at_price, variant.position, variant.weight_grams, variant.product_id],
      ['12.3456', '15.00', 2, 250, product.id],
    )
    assert.deepEqual(
      variant.barcodes.map((barcode: { code: string }) => barcode.code),
      [...codes, 'R-1'],
    )
    const wrong: [object, string][] = [
      [{ price: 1, barcodes: [codes[0], 'x'] }, 'barcodes.1'],
      [{ price: 1, barcodes: ['036000291452', '0036000291452'] }, 'barcodes.1'],
      [{ price: 1, barcode: codes[0], barcodes: [] }, 'barcode'],
      [{ name: 'sans prix' }, 'price'],
      [{ price: 1, weight_grams: -1 }, 'weight_grams'],
    ]
    for (const [body, field] of wrong) {
      const answer = await owner.post(path, body)
      assert.deepEqual([answer.status, Object.keys(answer.body.errors)], [422, [field]], JSON.stringify(body))
    }
    const changed = await owner.put(`/api/v1/product-variants/${variant.id}`, { barcodes: [codes[1]], name: 'L' })
    assert.deepEqual(changed.body.data.barcodes, [{ code: codes[1], type: 'gtin' }])
    assert.equal(changed.body.data.price, '12.3456')
    // A code that was let go is free at once, and one's own is not in one's way.
    assert.equal((await owner.post(path, { price: 1, barcode: codes[0] })).status, 201)
    assert.equal((await owner.patch(`/api/v1/product-variants/${variant.id}`, { barcode: codes[1] })).status, 200)
    const list = await owner.get(`${path}?sort=-price&fields=price`)
    assert.deepEqual(
      list.body.data.map((item: { price: string }) => item.price),
      ['12.3456', '10.00', '1.00'],
    )
    assert.equal((await owner.get('/api/v1/products/999999/variants')).status, 404)
    assert.equal((await owner.post('/api/v1/products/999999/variants', { price: 1 })).status, 404)
    assert.equal((await owner.patch('/api/v1/product-variants/999999', {})).status, 404)
  })

  it('names the holder of a code it cannot have', async () => {
    await makeProduct(sql, { name: 'Bougie', sku: 'BOUGIE', external_id: 'x' })
    const product = await makeProduct(sql)
    const path = `/api/v1/products/${product.id}/variants`
    const refused = await owner.post(path, { price: 1, sku: 'BOUGIE' }, { 'accept-language': 'en' })
    assert.equal(refused.status, 409)
    assert.match(refused.body.errors.sku[0], /^“BOUGIE” already belongs to “Bougie” \(variant \d+\)\.$/)
    assert.equal((await owner.post(path, { price: 1, sku: 'bougie', external_id: 'v-1' })).status, 201)
    assert.equal((await owner.post(path, { price: 1, external_id: 'v-1' })).body.code, 'variant_external_id_taken')
  })
})

describe('many at once', () => {
  it('ask for one SKU: one gets it, the others are told who', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        owner.post('/api/v1/products', { name: `P${index}`, price: 1, sku: 'SEUL' }),
      ),
    )
    assert.deepEqual(statuses(answers), [201, ...Array(29).fill(409)])
    for (const { status, body } of answers)
      if (status === 409) assert.match(body.errors.sku[0], /« SEUL » appartient déjà/)
  })

  it('ask for one barcode in several forms: one gets it', async () => {
    const forms = ['042100005264', '0042100005264', '00042100005264']
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        owner.post('/api/v1/products', { name: `B${index}`, price: 1, barcode: forms[index % 3] }),
      ),
    )
    assert.deepEqual(statuses(answers), [201, ...Array(29).fill(409)])
  })

  it('swap codes in opposite orders without a fault', async () => {
    const product = await makeProduct(sql, { variants: [{ name: 'B', price: 1 }] })
    const [first, second] = product.variants ?? []
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        owner.patch(`/api/v1/product-variants/${(index % 2 === 0 ? first : second)?.id}`, { sku: `S${index % 4}` }),
      ),
    )
    for (const { status } of answers) assert.ok(status === 200 || status === 409, String(status))
    assert.deepEqual(log.faults, [])
  })
})

describe('articles for a set of sales', () => {
  it('are found by id, SKU and barcode', async () => {
    const store = await makeStore(sql)
    const category = await makeCategory(sql, { name: 'Thés' })
    const code = nextBarcode()
    const tea = await makeProduct(sql, {
      name: 'Thé vert',
      category_id: category.id,
      price: '7.255',
      cost: '3',
      sku: 'THE',
      barcode: code,
      store_ids: [store.id],
      tax_class: 'exempt',
      variants: [{ name: '100 g', price: '9', sku: 'the-100', barcode: '614141000036' }],
    })
    const [plain = 0, large = 0] = (tea.variants ?? []).map((variant) => variant.id)
    const articles = await findVariantsForSale(sql, {
      ids: [plain, 999_999, plain],
      skus: ['THE', 'THE-100', 'nope', 'THE-100'],
      barcodes: [code, '0614141000036', '614141000036', '00000000'],
    })
    assert.deepEqual(articles.byId.get(plain), {
      variantId: plain,
      productId: tea.id,
      name: 'Thé vert',
      sku: 'THE',
      categoryId: category.id,
      categoryName: 'Thés',
      taxClass: 'exempt',
      price: 72_550n,
      isOpenPrice: false,
      isWeighed: false,
      storePrices: [],
      fees: [],
      cost: 30_000n,
      isSellable: true,
      storeIds: [store.id],
    })
    assert.deepEqual([...articles.byId.keys()], [plain])
    assert.equal(articles.bySku.get('THE-100')?.name, 'Thé vert (100 g)')
    assert.equal(articles.bySku.get('THE-100')?.cost, 0n)
    assert.equal(articles.bySku.has('nope'), false)
    assert.deepEqual(
      [code, '0614141000036', '614141000036', '00000000'].map((asked) => articles.byBarcode.get(asked)?.variantId),
      [plain, large, large, undefined],
    )
  })

  it('are not guessed between SKUs that differ in case only', async () => {
    await makeProduct(sql, { sku: 'duo' })
    await makeProduct(sql, { sku: 'DUO' })
    const { bySku } = await findVariantsForSale(sql, { ids: [], skus: ['Duo', 'duo'], barcodes: [] })
    assert.deepEqual([...bySku.keys()], ['duo'])
    assert.equal(bySku.get('duo')?.sku, 'duo')
  })

  it('are found when they have left, and say so', async () => {
    const product = await makeProduct(sql, { sku: 'PARTI' })
    const anywhere = (await findVariantsById(sql, [firstVariant(product)])).get(firstVariant(product))
    assert.deepEqual([anywhere?.isSellable, anywhere?.storeIds], [true, null])
    await owner.patch(`/api/v1/products/${product.id}`, { is_active: false })
    assert.equal((await findVariantsById(sql, [firstVariant(product)])).get(firstVariant(product))?.isSellable, false)
    await owner.patch(`/api/v1/products/${product.id}`, { is_active: true })
    await owner.del(`/api/v1/products/${product.id}`)
    const { byId, bySku } = await findVariantsForSale(sql, {
      ids: [firstVariant(product)],
      skus: ['PARTI'],
      barcodes: [],
    })
    assert.deepEqual([byId.get(firstVariant(product))?.isSellable, bySku.get('PARTI')?.isSellable], [false, false])
    assert.deepEqual((await findVariantsForSale(sql, { ids: [], skus: [], barcodes: [] })).byId.size, 0)
  })
})
