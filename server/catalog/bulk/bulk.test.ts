import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import postgres from 'postgres'
import { testApplication } from '../../../test/harness/app.ts'
import { firstVariant, makeCategory, makeProduct, nextBarcode } from '../../../test/harness/catalog.ts'
import { makeRole, makeToken, makeUser } from '../../../test/harness/factories.ts'
import { meet, withoutWaiting } from '../../../test/harness/meet.ts'
import { systemActor } from '../../platform/actor.ts'
import { withTransaction } from '../../platform/database/connect.ts'
import { VALUE_TYPES } from '../../platform/database/value-types.ts'
import { updateProduct } from '../products/update-product.ts'
import type { VariantItem } from '../schema.ts'
import type { BulkAnswerItem } from './bulk-schema.ts'
import { changeManyVariants } from './change-many-variants.ts'

const { sql, as, config, log, withToken } = await testApplication({ after })
const owner = as('owner')
const PATH = '/api/v1/product-variants/bulk'

const newVariant = async (input = {}) => firstVariant(await makeProduct(sql, input))
const read = async (id: number): Promise<VariantItem> => (await owner.get(`/api/v1/product-variants/${id}`)).body.data
const statuses = (rows: BulkAnswerItem[]) => rows.map(({ index, id, status, code }) => [index, id, status, code])

/** A product with this many variants beside its first; their ids. */
async function newProductWith(count: number) {
  const product = await makeProduct(sql)
  const rows = await sql<{ id: number }[]>`
    insert into product_variants (product_id, name, price, sku, position)
    select ${product.id}, 'V' || n, 10, ${`BULK-${product.id}-`} || n, n + 1 from generate_series(1, ${count}) n
    returning id`
  return { id: product.id, variantIds: rows.map((row) => row.id) }
}

describe('many variants in one request', () => {
  it('are changed, each by what its row says', async () => {
    const category = await makeCategory(sql)
    const [first, second] = [await newVariant({ cost: '4' }), await newVariant({ sku: 'PAR-UGS' })]
    const answer = await owner.post(PATH, {
      variants: [
        { id: first, price: '19.9901', compare_at_price: '25', cost: null, sku: 'NEUVE' },
        { sku: 'PAR-UGS', is_active: false, category_id: category.id },
      ],
    })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    assert.equal(answer.body.message, 'Variantes modifiées\u00a0: 2\u00a0; refusées\u00a0: 0.')
    assert.deepEqual(statuses(answer.body.data), [
      [0, first, 200, undefined],
      [1, second, 200, undefined],
    ])
    const changed = await read(first)
    assert.deepEqual(
      [changed.price, changed.compare_at_price, changed.cost, changed.sku],
      ['19.9901', '25.00', null, 'NEUVE'],
    )
    const other = await read(second)
    assert.deepEqual([other.is_active, other.price, other.sku], [false, '10.00', 'PAR-UGS'])
    const product = (await owner.get(`/api/v1/products/${other.product_id}`)).body.data
    assert.equal(product.category_id, category.id)
  })

  it('answer row by row: the good ones happen, and the others say why not', async () => {
    const [good, twice] = [await newVariant(), await newVariant()]
    await newVariant({ sku: 'PRISE' })
    const variants = [
      { id: good, price: '7' },
      { id: 999_999, price: '7' },
      { sku: 'INCONNUE', price: '7' },
      { id: await newVariant(), price: '-1', is_active: 'peut-être' },
      { id: twice, cost: '1' },
      { id: twice, cost: '2' },
      { id: await newVariant(), sku: 'PRISE' },
      { id: await newVariant(), category_id: 999_999 },
      { id: await newVariant(), price: null },
      { price: '1' },
      { id: await newVariant(), prix: '3', inconnu: 1 },
      { id: await newVariant(), sku: 'DEUX' },
      { id: await newVariant(), sku: 'DEUX' },
    ]
    const { body } = await owner.post(PATH, { variants })
    assert.equal(body.message, 'Variantes modifiées\u00a0: 3\u00a0; refusées\u00a0: 10.')
    const rows: BulkAnswerItem[] = body.data
    assert.deepEqual(
      rows.map(({ status, errors }) => [status, Object.keys(errors ?? {}).join()]),
      [
        [200, ''],
        [404, 'id'],
        [404, 'sku'],
        [422, 'price,is_active'],
        [200, ''],
        [422, 'id'],
        [409, 'sku'],
        [422, 'category_id'],
        [422, 'price'],
        [422, 'id'],
        [422, 'inconnu'],
        [200, ''],
        [422, 'sku'],
      ],
    )
    assert.match(rows[6]?.errors?.sku?.[0] ?? '', /PRISE.*appartient déjà à/)
    assert.equal((await read(good)).price, '7.00')
    assert.equal((await read(variants[3]?.id as number)).price, '10.00')
    const english = await owner.post(PATH, { variants: [{ id: 999_999 }] }, { 'accept-language': 'en' })
    assert.deepEqual(english.body.data, [
      {
        index: 0,
        id: 999_999,
        status: 404,
        error: 'Resource not found',
        code: 'not_found',
        errors: { id: ['This variant does not exist.'] },
      },
    ])
  })

  it('are refused together when asked to', async () => {
    const id = await newVariant()
    const answer = await owner.post(PATH, { atomic: true, variants: [{ id, price: '7' }, { id: 999_999 }] })
    assert.deepEqual([answer.status, answer.body.errors], [422, { 'variants.1.id': ['Cette variante n’existe pas.'] }])
    assert.equal((await read(id)).price, '10.00')
    assert.equal((await owner.post(PATH, { variants: [] })).status, 422)
  })

  it('take their barcodes back, unless another has them now', async () => {
    const code = nextBarcode()
    const gone = await newVariant({ barcode: code })
    await owner.post(PATH, { variants: [{ id: gone, is_active: false }] })
    const heir = await newVariant({ barcode: code })
    const refused = (await owner.post(PATH, { variants: [{ id: gone, is_active: true }] })).body.data
    assert.deepEqual(statuses(refused), [[0, gone, 409, 'barcode_taken']])
    await owner.post(PATH, { variants: [{ id: heir, is_active: false }] })
    assert.equal((await owner.post(PATH, { variants: [{ id: gone, is_active: true }] })).body.data[0].status, 200)
    assert.equal((await owner.get(`/api/v1/variants/lookup?code=${code}`)).body.data[0].id, gone)
  })

  it('do not come back together with one barcode, in whatever length it is written', async () => {
    const code = '0042100005264'
    const [short, long] = [await newVariant(), await newVariant()]
    for (const [id, barcode] of [
      [short, code.slice(1)],
      [long, code],
    ] as const) {
      await owner.patch(`/api/v1/product-variants/${id}`, { is_active: false })
      await owner.patch(`/api/v1/product-variants/${id}`, { barcode })
    }
    const rows = [short, long].map((id) => ({ id, is_active: true }))
    const { data } = (await owner.post(PATH, { variants: rows })).body
    assert.deepEqual(
      [data[0].status, data[1].status, data[1].errors],
      [200, 422, { is_active: ['Une autre ligne demande ce code.'] }],
    )
    const late = await owner.patch(`/api/v1/product-variants/${long}`, { is_active: true })
    assert.deepEqual([late.status, late.body.code], [409, 'barcode_taken'])
    await assert.rejects(sql`update variant_barcodes set is_active = true where variant_id = ${long}`, {
      constraint_name: 'variant_barcodes_gtin',
    })
  })

  it('move products only for whoever may change products', async () => {
    const category = await makeCategory(sql)
    const [moved, priced] = [await newVariant(), await newVariant()]
    const role = await makeRole(sql, ['product-variants.update'])
    const client = withToken((await makeToken(sql, (await makeUser(sql, { roles: [role] })).id)).secret)
    const variants = [
      { id: moved, price: '2', category_id: category.id },
      { id: priced, price: '3' },
    ]
    const { data } = (await client.post(PATH, { variants })).body
    assert.deepEqual(statuses(data), [
      [0, moved, 403, 'forbidden'],
      [1, priced, 200, undefined],
    ])
    assert.deepEqual(data[0].errors, {
      category_id: ['Changer la catégorie d’un produit demande la permission products.update.'],
    })
    assert.deepEqual([(await read(moved)).price, (await read(priced)).price], ['10.00', '3.00'])
  })

  it('do not wait in a circle for whoever renames their category', async () => {
    const category = await makeCategory(sql)
    const id = await newVariant({ category_id: category.id })
    const { product_id } = await read(id)
    for (const write of [
      () => owner.post(PATH, { variants: [{ id, category_id: category.id }] }),
      () => owner.patch(`/api/v1/products/${product_id}`, { category_id: category.id }),
    ]) {
      const answer = await meet(
        sql,
        (tx) => tx`select from product_categories where id = ${category.id} for no key update`,
        write,
        (tx) => withoutWaiting(tx, tx`select from products where id = ${product_id} for no key update`),
      )
      assert.equal(answer.status, 200)
    }
  })

  it('do not wait for each other in a circle', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => newVariant()))
    const orders = [ids, ids.toReversed(), [...ids.slice(10), ...ids.slice(0, 10)]]
    const answers = await Promise.all(
      orders.map((order, index) => owner.post(PATH, { variants: order.map((id) => ({ id, price: index + 1 })) })),
    )
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    )
    assert.deepEqual(log.faults, [])
  })
})

describe('the number of statements does not depend on how many', () => {
  const statements: string[] = []
  const watched = postgres(config.databaseUrl ?? '', {
    max: 1,
    types: VALUE_TYPES,
    debug: (_connection, query) => {
      if (!query.includes('pg_catalog.pg_type')) statements.push(query)
    },
  })
  after(() => watched.end())

  async function countStatements(work: () => Promise<unknown>): Promise<number> {
    statements.length = 0
    await work()
    return statements.length
  }

  it('of a bulk change', async () => {
    const change = async (count: number, price: string) => {
      const { variantIds } = await newProductWith(count)
      const variants = variantIds.map((id) => ({ id, price, is_active: true, sku: `S-${id}-${price}` }))
      return countStatements(async () => {
        const { data } = await withTransaction(watched, {}, (tx) =>
          changeManyVariants(tx, systemActor, { variants }, 'fr'),
        )
        assert.ok(data.every(({ status }) => status === 200))
      })
    }
    const few = await change(2, '1')
    assert.equal(await change(3000, '2'), few)
  })

  it('of a product that is changed with its variants', async () => {
    const change = async (count: number) => {
      const { id, variantIds } = await newProductWith(count)
      const variants = variantIds.map((variantId) => ({ id: variantId, price: '33.00', sku: `T-${variantId}` }))
      return countStatements(() =>
        withTransaction(watched, {}, (tx) => updateProduct(tx, systemActor, id, { name: 'Renommé', variants })),
      )
    }
    const few = await change(2)
    assert.equal(await change(500), few)
  })
})

describe('a product changed with its variants', () => {
  it('changes all or none, and names the row at fault', async () => {
    const { id, variantIds } = await newProductWith(2)
    const [first, second] = variantIds
    const path = `/api/v1/products/${id}`
    const changed = await owner.patch(path, {
      variants: [
        { id: first, price: '3' },
        { id: second, is_active: false },
      ],
    })
    assert.equal(changed.status, 200)
    const shown: VariantItem[] = changed.body.data.variants
    assert.deepEqual(
      shown.slice(1).map(({ price, is_active }) => [price, is_active]),
      [
        ['3.00', true],
        ['10.00', false],
      ],
    )
    const foreign = await newVariant()
    const refused = await owner.patch(path, { name: 'Non', variants: [{ id: first, price: '4' }, { id: foreign }] })
    assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [422, ['variants.1.id']])
    await newVariant({ sku: 'DEJA-LA' })
    const taken = await owner.patch(path, { variants: [{ id: first, sku: 'DEJA-LA' }] })
    assert.deepEqual(
      [taken.status, taken.body.code, Object.keys(taken.body.errors)],
      [409, 'sku_taken', ['variants.0.sku']],
    )
    assert.equal((await read(first as number)).price, '3.00')
  })
})
