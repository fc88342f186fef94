import { Type } from 'typebox'
import { BulkRow } from '../../server/catalog/bulk/bulk-schema.ts'
import { Strict } from '../../server/platform/http/fields.ts'
import { nextBarcode } from '../harness/catalog.ts'
import { nextNumber } from '../harness/factories.ts'
import { makePicture, pictureFile } from '../harness/pictures.ts'
import { type Data, type Example, type Examples, readByIds } from './example.ts'
import type { Schema } from './places.ts'
import { KNOWN_BARCODE, KNOWN_SKU, type World } from './world.ts'

const internal = () => ({ code: `INTERNE-${nextNumber()}`, type: 'internal' })

const categories: Example = {
  bodies: [
    ({ categoryId }) => ({
      name: `Rayon ${nextNumber()}`,
      parent_id: categoryId,
      // Of its own: else each would push all its sisters on.
      position: nextNumber(),
      external_id: `externe-${nextNumber()}`,
    }),
  ],
  readBack: ({ owner }, answers) =>
    readByIds(
      owner,
      '/api/v1/product-categories',
      answers.map(({ id }) => id),
    ),
  async release({ sql, last }) {
    await sql`delete from product_categories where id > ${last.product_categories}`
    await sql`update product_categories set name = 'Libre ' || id, external_id = null`
  },
}

const releaseCodes = async ({ sql, last }: World): Promise<void> => {
  await sql`delete from product_variants where id > ${last.product_variants}`
  await sql`delete from products where id > ${last.products}`
  await sql`delete from variant_barcodes where code <> ${KNOWN_BARCODE}`
  await sql`update product_variants set sku = null, external_id = null 
    where sku is distinct from ${KNOWN_SKU} and (sku is not null or external_id is not null)`
  await sql`update products set external_id = null where external_id is not null`
}

const productBody = ({ categoryId, stores }: World) => ({
  // A number at the end would have every product wait for the same slugs.
  name: `${nextNumber()} produits`,
  description: 'Description',
  category_id: categoryId,
  is_active: true,
  is_featured: false,
  store_ids: [stores[0]],
  sold_everywhere: false,
  tax_class: 'standard',
  vendor: 'Fournisseur',
  tags: ['été'],
  external_id: `externe-${nextNumber()}`,
  price: '12.50',
  compare_at_price: '15.00',
  cost: '6.25',
  sku: `SKU-${nextNumber()}`,
})

const products: Example = {
  bodies: [
    (world) => ({ ...productBody(world), barcode: nextBarcode() }),
    (world) => ({ ...productBody(world), barcode: internal() }),
  ],
  readBack: ({ owner }, answers) =>
    readByIds(
      owner,
      '/api/v1/products',
      answers.map(({ id }) => id),
    ),
  keptAs: { 'barcode.code': 'barcode' },
  release: releaseCodes,
}

const variantBody = () => ({
  price: '12.50',
  name: 'Variante',
  sku: `SKU-${nextNumber()}`,
  compare_at_price: '15.00',
  cost: '6.25',
  weight_grams: 250,
  is_open_price: false,
  sold_by: 'unit',
  content_quantity: '750',
  content_unit: 'ml',
  plu: String(nextNumber()),
  is_active: true,
  position: 1,
  external_id: `externe-${nextNumber()}`,
})

const variants: Example = {
  bodies: [
    () => ({ ...variantBody(), barcode: nextBarcode() }),
    () => ({ ...variantBody(), barcode: internal() }),
    () => ({ ...variantBody(), barcodes: [nextBarcode()] }),
    () => ({ ...variantBody(), barcodes: [internal()] }),
    () => ({ ...variantBody(), option_values: [{ option: 'Taille', value: 'M' }] }),
  ],
  readBack: ({ owner }, answers) =>
    Promise.all(answers.map(async ({ id }: Data) => (await owner.get(`/api/v1/product-variants/${id}`)).body.data)),
  keptAs: { barcode: 'barcodes.0.code', 'barcode.code': 'barcodes.0.code', 'barcodes[]': 'barcodes.0.code' },
  release: releaseCodes,
}

const labels: Example = {
  bodies: [
    ({ stores, variants }, slot) => ({
      items: [{ variant_id: variants[slot] ?? 0, copies: 2 }],
      kind: 'product',
      format: 'zpl',
      sheet: 'roll-57x32',
      store_id: stores[0],
      language: 'fr',
      start_at: 1,
      resolution: 300,
      show: {
        price: true,
        compare_at_price: true,
        unit_price: true,
        tax: true,
        sku: true,
        barcode: true,
        date: true,
      },
    }),
  ],
}

const ofCategory = ({ categories }: World, slot: number) => ({ id: categories[slot] ?? 0 })
const ofProduct = ({ products }: World, slot: number) => ({ id: products[slot] ?? 0 })
const ofHost = ({ hosts }: World, slot: number) => ({ id: hosts[slot] ?? 0 })
const ofVariant = ({ variants }: World, slot: number) => ({ id: variants[slot] ?? 0 })
const decoy = () => ({ id: 1 })

const ofPicture = ({ products, pictures }: World, slot: number) => ({
  id: products[slot] ?? 0,
  file_id: pictures[slot] ?? 0,
})
const decoyPicture = () => ({ id: 1, file_id: 1 })
const upload: Example = { bodies: [() => ({ alt: 'Vue de face' })], files: [pictureFile(await makePicture())] }
const productChanges: Example = {
  ...products,
  params: ofProduct,
  bodies: [
    ...(products.bodies ?? []),
    ({ variants }, slot) => ({
      variants: [
        {
          id: variants[slot],
          price: '12.50',
          compare_at_price: '15.00',
          cost: '6.25',
          is_active: true,
          sku: `SKU-${nextNumber()}`,
        },
      ],
    }),
  ],
  keptAs: { 'barcode.code': 'barcode', 'variants[].sku': 'sku' },
}

/** An option of a new product: a product has but five of them. */
async function newOption({ sql }: World) {
  const number = nextNumber()
  const [row] = await sql<[{ productId: number; id: number; valueId: number }]>`
    with product as (
      insert into products (name, slug) values ('Options', ${`options-${number}`}) returning id
    ), option as (
      insert into product_options (product_id, name) select id, 'Taille' from product returning id, product_id
    )
    insert into product_option_values (option_id, value) select id, 'M' from option
    returning (select product_id from option) as "productId", option_id as id, id as "valueId"`
  return row
}
const ofNewOption = async (world: World) => ({ id: (await newOption(world)).id })
const ofNewValue = async (world: World) => ({ id: (await newOption(world)).valueId })
const ofOptionedProduct = async (world: World) => ({ id: (await newOption(world)).productId })
const asAnswered: Example['readBack'] = async (_world, answers) => [...answers]

export const CATALOG_EXAMPLES: Examples = {
  'POST /api/v1/product-categories': categories,
  'GET /api/v1/product-categories/:id': { params: ofCategory },
  'PUT /api/v1/product-categories/:id': { ...categories, params: ofCategory },
  'PATCH /api/v1/product-categories/:id': { ...categories, params: ofCategory },
  'DELETE /api/v1/product-categories/:id': { params: decoy },
  'POST /api/v1/products': products,
  'GET /api/v1/products/:id': { params: ofProduct },
  'PUT /api/v1/products/:id': productChanges,
  'PATCH /api/v1/products/:id': productChanges,
  'DELETE /api/v1/products/:id': { params: decoy },
  'POST /api/v1/products/:id/restore': { params: decoy },
  'GET /api/v1/products/:id/variants': { params: ofProduct },
  'POST /api/v1/products/:id/variants': { ...variants, params: ofHost },
  'GET /api/v1/product-variants/:id': { params: ofVariant },
  'PUT /api/v1/product-variants/:id': { ...variants, params: ofVariant },
  'PATCH /api/v1/product-variants/:id': { ...variants, params: ofVariant },
  'DELETE /api/v1/product-variants/:id': { params: decoy },
  'POST /api/v1/labels': labels,
  'POST /api/v1/products/:id/gallery': { ...upload, params: ofProduct },
  'POST /api/v1/product-variants/:id/gallery': { ...upload, params: ofVariant },
  'PUT /api/v1/products/:id/gallery/order': {
    bodies: [({ pictures }, slot) => ({ file_ids: [pictures[slot]] })],
    params: ofProduct,
  },
  'PATCH /api/v1/products/:id/gallery/:file_id': {
    bodies: [() => ({ alt: 'Vue de face', variant_id: null })],
    params: ofPicture,
    readBack: async (_world, answers) => [...answers],
  },
  'DELETE /api/v1/products/:id/gallery/:file_id': { params: decoyPicture },
  'DELETE /api/v1/product-variants/:id/gallery/:file_id': { params: decoyPicture },
  'POST /api/v1/products/:id/gallery/fetch': { params: decoy },
  'GET /files/:key/:file': {
    params: ({ pictureAddress }) => {
      const [, , key = '', file = ''] = pictureAddress.split('/')
      return { key, file }
    },
  },
  'GET /api/v1/products/:id/options': { params: ofProduct },
  'POST /api/v1/products/:id/options': {
    params: ofOptionedProduct,
    bodies: [
      () => ({ name: 'Couleur', position: 1, values: ['Rouge'] }),
      () => ({ name: 'Couleur', values: ['Rouge'], default_value: 'Rouge' }),
    ],
    readBack: asAnswered,
    keptAs: { 'values[]': 'values.0.value' },
  },
  'PUT /api/v1/product-options/:id': {
    params: ofNewOption,
    bodies: [() => ({ name: 'Pointure', position: 1 })],
    readBack: asAnswered,
  },
  'DELETE /api/v1/product-options/:id': { params: decoy },
  'POST /api/v1/product-options/:id/values': {
    params: ofNewOption,
    bodies: [() => ({ value: 'L', position: 1, make_variants: true })],
    readBack: asAnswered,
  },
  'PUT /api/v1/product-option-values/:id': {
    params: ofNewValue,
    bodies: [() => ({ value: 'XL', position: 1 })],
    readBack: asAnswered,
  },
  'DELETE /api/v1/product-option-values/:id': { params: decoy },
  'POST /api/v1/products/:id/variants/matrix': {
    params: ofOptionedProduct,
    bodies: [
      () => ({
        price: '12.50',
        compare_at_price: '15.00',
        cost: '6.25',
        weight_grams: 250,
        is_active: true,
        sku_pattern: `M${nextNumber()}-{Taille}`,
      }),
    ],
  },
  'POST /api/v1/product-variants/bulk': {
    schema: Strict({ variants: Type.Array(BulkRow), atomic: Type.Boolean() }) as Schema,
    bodies: [
      ({ variants, categoryId }, slot) => ({
        variants: [
          {
            id: variants[slot],
            price: '12.50',
            compare_at_price: '15.00',
            cost: '6.25',
            is_active: true,
            sku: `SKU-${nextNumber()}`,
            category_id: categoryId,
          },
        ],
        atomic: false,
      }),
    ],
    unwrap(body) {
      const [first] = Array.isArray(body.data) ? body.data : []
      if (first === undefined) return { status: 200, body }
      return { status: first.status, body: { success: first.status < 400, data: { id: first.id }, ...first } }
    },
    readBack: variants.readBack as NonNullable<Example['readBack']>,
    keptAs: { 'variants[].sku': 'sku' },
    release: releaseCodes,
  },
  'PUT /api/v1/barcode-layouts': {
    bodies: [() => ({ layouts: [{ name: 'Balances', pattern: '20PPPPPVVVVVC', measure: 'weight', decimals: 3 }] })],
    // The layouts are the chain's: those that were sent last are the ones that are there.
    readBack: async (_world, answers) => answers.map((layouts) => ({ layouts })),
  },
  'GET /api/v1/product-variants/:id/prices': { params: ofVariant },
  'GET /api/v1/product-variants/:id/fees': { params: ofVariant },
  'PUT /api/v1/product-variants/:id/prices': {
    params: ofVariant,
    bodies: [
      ({ stores }) => ({
        prices: [
          {
            store_id: stores[0],
            price: '12.50',
            compare_at_price: '15.00',
            starts_at: '2026-01-01T00:00:00Z',
            ends_at: '2027-01-01T00:00:00Z',
          },
        ],
      }),
    ],
  },
  'PUT /api/v1/product-variants/:id/fees': {
    params: ofVariant,
    bodies: [() => ({ fees: [{ kind: 'deposit', label: 'Consigne', amount: '0.10', tax_class: 'standard' }] })],
    readBack: async (_world, answers) => answers.map((fees) => ({ fees })),
  },
  'POST /api/v1/products/:id/stores': { params: ofProduct, bodies: [({ stores }) => ({ store_ids: [stores[0]] })] },
  'DELETE /api/v1/products/:id/stores/:store_id': { params: () => ({ id: 1, store_id: 1 }) },
  'GET /api/v1/variants/lookup': { query: { code: 'INCONNU' } },
}
