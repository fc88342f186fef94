import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { firstVariant, makeCategory, makeProduct, nextBarcode } from '../../../test/harness/catalog.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { withTransaction } from '../../platform/database/connect.ts'
import { text } from '../../platform/text.ts'
import { deleteVariant } from '../variants/delete-variant.ts'
import { deleteProduct } from './delete-product.ts'

const { sql, as, log } = await testApplication({ after })
const mine = await makeStore(sql)
const owner = as('owner')
const cashier = as('cashier', { storeIds: [mine.id] })

describe('a new product', () => {
  it('takes the French names, a float and a trailing slash', async () => {
    const category = await makeCategory(sql, { name: 'Boissons' })
    const { status, body } = await owner.post('/api/v1/products/', {
      nom: '  Nouveau Produit ',
      prix: 29.99,
      categorie_id: category.id,
      description: 'Description du produit',
    })
    assert.equal(status, 201)
    assert.equal(body.message, 'Produit créé avec succès.')
    const product = body.data
    assert.deepEqual(
      [product.name, product.price, product.category, product.is_active, product.is_featured, product.sold_everywhere],
      ['Nouveau Produit', '29.99', { id: category.id, name: 'Boissons' }, true, false, true],
    )
    assert.equal(product.creator.id, (await owner.person).id)
    assert.equal(product.variants.length, 1)
    const alias = await owner.post('/api/v1/products', { name: 'Autre', product_category_id: category.id })
    assert.equal(alias.body.data.category_id, category.id)
  })

  it('keeps exact prices of up to four decimals', async () => {
    const prices = [
      ['0', '0.00'],
      [0.1, '0.10'],
      ['2.5555', '2.5555'],
      [1e2, '100.00'],
      ['999999999', '999999999.00'],
      ['1.50000', '1.50'],
    ]
    for (const [price, shown] of prices) {
      const { body } = await owner.post('/api/v1/products', { name: 'Prix', price })
      assert.equal(body.data.price, shown, String(price))
    }
    for (const price of ['-1', '1.23456', '1e5', '1,5', ' ', 'NaN', '1000000000', null, [], {}, true, '٣']) {
      const { status, body } = await owner.post('/api/v1/products', { name: 'Prix', price })
      assert.equal(status, 422, JSON.stringify(price))
      assert.deepEqual(Object.keys(body.errors), ['price'])
    }
  })

  it('refuses what it cannot be, in both languages', async () => {
    const missing = await owner.post('/api/v1/products', {})
    assert.deepEqual(missing.body, {
      success: false,
      error: 'Validation échouée',
      code: 'validation_failed',
      errors: { name: ['Le nom du produit est obligatoire.'] },
    })
    const english = await owner.post('/api/v1/products', { name: '' }, { 'accept-language': 'en' })
    assert.deepEqual(english.body.errors, { name: ['The product name is required.'] })
    const category = await owner.post('/api/v1/products', { name: 'x', categorie_id: 999_999 })
    assert.deepEqual(category.body.errors, { category_id: ['La catégorie sélectionnée n’existe pas.'] })
    const wrong: [object, string][] = [
      [{ name: 'x'.repeat(256) }, 'name'],
      [{ name: null }, 'name'],
      [{ name: 'x', tax_class: 'luxury' }, 'tax_class'],
      [{ name: 'x', store_ids: [mine.id, 999_999] }, 'store_ids.1'],
      [{ name: 'x', sku: 'A' }, 'price'],
      [{ name: 'x', cost: '1' }, 'price'],
      [{ name: 'x', price: 1, barcode: '3017620422004' }, 'barcode'],
      [{ name: 'x', price: 1, barcode: '123' }, 'barcode'],
      [{ name: 'x', price: 1, barcode: { code: 'é', type: 'internal' } }, 'barcode'],
      [{ name: 'x', price: 1, barcode: { code: 'a', type: 'isbn' } }, 'barcode.type'],
      [{ name: 'x', is_active: 'yes' }, 'is_active'],
      [{ name: 'x', slug: 'mine' }, 'slug'],
      [{ name: 'x', category_id: -1 }, 'category_id'],
    ]
    for (const [body, field] of wrong) {
      const answer = await owner.post('/api/v1/products', body)
      assert.equal(answer.status, 422, JSON.stringify(body))
      assert.deepEqual(Object.keys(answer.body.errors), [field])
    }
    assert.equal((await owner.post('/api/v1/products', '{')).status, 400)
    assert.equal((await owner.get('/api/v1/products/abc')).status, 400)
    assert.equal((await owner.get('/api/v1/products/99999999999999999999')).status, 400)
    assert.equal((await owner.get('/api/v1/products/999999')).body.error, 'Ressource non trouvée')
  })

  it('is made once for an idempotency key', async () => {
    const send = () => owner.post('/api/v1/products', { name: 'Une fois' }, { 'idempotency-key': 'une-fois' })
    const first = await send()
    const second = await send()
    assert.equal(second.body.data.id, first.body.data.id)
    assert.equal(second.headers['idempotent-replayed'], 'true')
  })

  it('gives back what it was given', async () => {
    const given = {
      name: 'Œuf « bio » 🥚 %_\\',
      description: '<b>gras</b>\n\tligne',
      vendor: '',
      tags: ['été', 'a,b', '"', '\\'],
      external_id: "o'neil",
    }
    const { body } = await owner.post('/api/v1/products', given)
    const { name, description, vendor, tags, external_id } = body.data
    assert.deepEqual({ name, description, vendor, tags, external_id }, given)
  })
})

describe('a change of a product', () => {
  it('leaves what is not given, by PUT as by PATCH, and keeps the slug', async () => {
    const product = await makeProduct(sql, { name: 'Chaise', price: '10', description: 'En bois' })
    for (const method of ['PUT', 'PATCH'] as const) {
      const { status, body } = await owner.send(method, `/api/v1/products/${product.id}`, { name: `Chaise ${method}` })
      assert.equal(status, 200)
      assert.deepEqual(
        [body.data.name, body.data.description, body.data.price, body.data.slug],
        [`Chaise ${method}`, 'En bois', '10.00', product.slug],
      )
    }
    const code = nextBarcode()
    const { body } = await owner.patch(`/api/v1/products/${product.id}`, {
      description: null,
      price: '12.5',
      cost: '7',
      sku: `SKU-${product.id}`,
      barcode: code,
      tags: ['a'],
      is_active: false,
      is_featured: true,
      tax_class: 'books',
    })
    assert.deepEqual(
      [body.data.description, body.data.price, body.data.cost, body.data.sku, body.data.barcode, body.data.tags],
      [null, '12.50', '7.00', `SKU-${product.id}`, code, ['a']],
    )
    assert.deepEqual([body.data.is_active, body.data.is_featured, body.data.tax_class], [false, true, 'books'])
    const cleared = await owner.patch(`/api/v1/products/${product.id}`, { sku: null, barcode: null, cost: null })
    assert.deepEqual([cleared.body.data.sku, cleared.body.data.barcode, cleared.body.data.cost], [null, null, null])
  })

  it('gives a price to a product without one, and points to the variants when there are several', async () => {
    const bare = (await owner.post('/api/v1/products', { name: 'Sans prix' })).body.data
    assert.deepEqual([bare.price, bare.variants_count, bare.variants], [null, 0, []])
    assert.deepEqual(Object.keys((await owner.patch(`/api/v1/products/${bare.id}`, { sku: 'X' })).body.errors), [
      'price',
    ])
    const priced = (await owner.patch(`/api/v1/products/${bare.id}`, { price: '3', cost: null })).body.data
    assert.deepEqual([priced.price, priced.variants_count], ['3.00', 1])
    const several = await makeProduct(sql, { variants: [{ name: 'Grand', price: '20' }] })
    const refused = await owner.patch(`/api/v1/products/${several.id}`, { price: '5', sku: 'Y' })
    assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [422, ['price', 'sku']])
    const shown = (await owner.get(`/api/v1/products/${several.id}`)).body.data
    assert.deepEqual([shown.price, shown.price_max, shown.variants_count], ['10.00', '20.00', 2])
  })
})

describe('a deleted product', () => {
  it('leaves lists and look-ups, frees its barcode, keeps its slug and SKU, and comes back', async () => {
    const code = nextBarcode()
    const product = await makeProduct(sql, { name: 'Disparue', sku: 'DISPARUE', barcode: code })
    const deleted = await owner.del(`/api/v1/products/${product.id}`)
    assert.deepEqual([deleted.status, deleted.body.message], [200, 'Produit supprimé avec succès.'])
    for (const path of [
      `products/${product.id}`,
      `products/${product.id}/variants`,
      `product-variants/${firstVariant(product)}`,
    ]) {
      assert.equal((await owner.get(`/api/v1/${path}`)).status, 404, path)
    }
    assert.equal((await owner.put(`/api/v1/products/${product.id}`, {})).status, 404)
    assert.equal((await owner.del(`/api/v1/products/${product.id}`)).status, 404)
    assert.deepEqual((await owner.get(`/api/v1/variants/lookup?code=${code}`)).body.data, [])
    assert.deepEqual((await owner.get('/api/v1/variants/lookup?code=DISPARUE')).body.data, [])
    assert.equal((await owner.get('/api/v1/products?q=disparue')).body.meta.total, 0)

    const heir = await makeProduct(sql, { name: 'Disparue', barcode: code })
    assert.equal(heir.slug, 'disparue-1')
    const sku = await owner.post('/api/v1/products', { name: 'x', price: 1, sku: 'DISPARUE' })
    assert.deepEqual([sku.status, sku.body.code], [409, 'sku_taken'])
    const refused = await owner.post(`/api/v1/products/${product.id}/restore`)
    assert.deepEqual([refused.status, refused.body.code], [409, 'barcode_taken'])
    assert.match(refused.body.errors.barcode[0], new RegExp(`« ${code} » appartient déjà à « Disparue »`))

    await owner.patch(`/api/v1/products/${heir.id}`, { barcode: null })
    const restored = await owner.post(`/api/v1/products/${product.id}/restore`)
    assert.deepEqual([restored.status, restored.body.message], [200, 'Produit restauré avec succès.'])
    assert.equal(restored.body.data.barcode, code)
    const found = (await owner.get(`/api/v1/variants/lookup?code=${code}`)).body.data
    assert.deepEqual(
      found.map((match: { product_id: number }) => match.product_id),
      [product.id],
    )
    assert.equal((await owner.post(`/api/v1/products/${product.id}/restore`)).status, 200)
    assert.equal((await owner.post('/api/v1/products/999999/restore')).status, 404)
  })

  it('comes back without the category that has gone', async () => {
    const category = await makeCategory(sql)
    const product = await makeProduct(sql, { category_id: category.id })
    assert.equal((await owner.del(`/api/v1/product-categories/${category.id}`)).status, 409)
    await owner.del(`/api/v1/products/${product.id}`)
    assert.equal((await owner.del(`/api/v1/product-categories/${category.id}`)).status, 200)
    assert.equal((await owner.post(`/api/v1/products/${product.id}/restore`)).body.data.category_id, null)
  })

  it('stays when a later room says why', async () => {
    const product = await makeProduct(sql)
    const asked: number[][] = []
    const guard = async (_tx: unknown, ids: readonly number[]) => {
      asked.push([...ids])
      return text('il en reste 7 en stock.', '7 are still in stock.')
    }
    const refused = {
      status: 409,
      text: {
        fr: 'Cet article ne peut pas être supprimé : il en reste 7 en stock.',
        en: 'This article cannot be deleted: 7 are still in stock.',
      },
    }
    await assert.rejects(
      withTransaction(sql, {}, (tx) => deleteProduct(tx, product.id, [guard])),
      refused,
    )
    await assert.rejects(
      withTransaction(sql, {}, (tx) => deleteVariant(tx, firstVariant(product), [guard])),
      refused,
    )
    assert.deepEqual(asked, [[firstVariant(product)], [firstVariant(product)]])
  })
})

describe('cached pages of the catalogue', () => {
  it('answer 304 until a write, and never an old page after it', async () => {
    const category = await makeCategory(sql, { name: 'Avant' })
    const product = await makeProduct(sql, { name: 'Avant', category_id: category.id })
    const paths = [`/api/v1/products/${product.id}`, `/api/v1/products?ids=${product.id}&include=variants`]
    let round = 0
    const writes = [
      () => owner.patch(`/api/v1/products/${product.id}`, { name: `Nom ${round}` }),
      () => owner.patch(`/api/v1/product-variants/${firstVariant(product)}`, { price: 70 + round }),
      () => owner.patch(`/api/v1/product-categories/${category.id}`, { name: `Catégorie ${round}` }),
      () => owner.post(`/api/v1/products/${product.id}/variants`, { name: 'Autre', price: 90 + round }),
    ]
    for (const path of paths) {
      round += 1
      for (const write of writes) {
        const etag = String((await cashier.get(path)).headers.etag)
        assert.equal((await cashier.get(path, { 'if-none-match': etag })).status, 304)
        assert.ok((await write()).status < 300)
        assert.equal((await cashier.get(path, { 'if-none-match': etag })).status, 200)
      }
    }
    const shown = (await cashier.get(paths[0] as string)).body.data
    assert.deepEqual([shown.name, shown.price, shown.category.name], ['Nom 2', '72.00', 'Catégorie 2'])
    assert.equal((await owner.del(`/api/v1/products/${product.id}`)).status, 200)
    assert.equal((await cashier.get(paths[0] as string)).status, 404)
    assert.equal((await cashier.get(paths[1] as string)).body.meta.total, 0)
  })
})

it('never answers with a fault', () => {
  assert.deepEqual(log.faults, [])
})
