import { randomUUID } from 'node:crypto'
import { makeOption } from '../harness/catalog.ts'
import { makeAddress, makeUser, nextNumber } from '../harness/factories.ts'
import { multipartBody, multipartHeaders } from '../harness/multipart.ts'
import { makePicture, pictureFile } from '../harness/pictures.ts'
import { makeCustomer } from '../harness/sales.ts'
import type { Caller } from './expected-statuses.ts'
import { APPROVAL_PLANS } from './requests-approvals.ts'
import { STOCKTAKE_PLANS } from './requests-stocktakes.ts'
import { TILL_PLANS } from './requests-tills.ts'
import { TRANSFER_PLANS } from './requests-transfers.ts'
import { PASSWORD, saleOf, type World } from './world.ts'

export type PlannedRequest = {
  /** Values for the places of the path. */
  params?: Readonly<Record<string, string | number>>
  query?: string
  body?: object
  headers?: Readonly<Record<string, string>>
}
/** Prepares what the request is about, new for each caller, since a request may use it up. */
export type Plan = (world: World, own: { caller: Caller; tokenId: number }) => Promise<PlannedRequest> | PlannedRequest

const name = () => `Nom ${nextNumber()}`
const inStore: Plan = ({ store }) => ({ params: { id: store.id } })
const ofNewStore: Plan = async (world) => ({ params: { id: (await world.newStore()).id }, body: { name: name() } })
const ofNewRegister: Plan = async (world) => ({ params: { id: await world.newRegister() }, body: { name: name() } })
const ofNewCategory: Plan = async (world) => ({ params: { id: await world.newCategory() }, body: { name: name() } })
const ofNewProduct: Plan = async (world) => ({ params: { id: (await world.newProduct()).id }, body: { name: name() } })
const ofNewVariant: Plan = async (world) => {
  const { variantId } = await world.newProduct()
  return { params: { id: variantId }, body: { price: '12.50' } }
}
const ofNewLevel = async (world: World): Promise<PlannedRequest> => ({
  params: { store_id: world.store.id, variant_id: (await world.newReceipt()).variantId },
})
const ofNewReservation: Plan = async (world) => ({
  params: { id: await world.newReservation() },
  body: { expires_at: new Date(Date.now() + 60_000).toISOString() },
})
const ofNewSession: Plan = async (world) => ({ params: { id: await world.newSession() } })
const ofNewSale: Plan = async (world) => ({ params: { id: await world.newSale() } })

const ofNewCustomer: Plan = async ({ sql }) => ({ params: { id: await makeCustomer(sql) }, body: { name: name() } })
const parkedOf = (storeId: number) => ({
  id: randomUUID(),
  store_id: storeId,
  name: name(),
  lines: [{ description: 'Article', unit_price: '1.00', quantity: '1' }],
})
const ofNewParkedSale: Plan = async ({ service, store }) => {
  const { status, body } = await service.post('/api/v1/parked-sales', parkedOf(store.id))
  if (status !== 201) throw new Error(`The ticket was not parked: ${JSON.stringify(body)}`)
  return { params: { id: body.data.id }, body: { name: name() } }
}

const ofNewAddress: Plan = async ({ sql, store }) => ({
  params: { id: (await makeAddress(sql, { owner_id: store.id })).id },
  body: { line1: name() },
})
const ofNewZone: Plan = async ({ sql }) => {
  const code = `Z${nextNumber()}`
  await sql`insert into tax_zones (code, name_fr, name_en, prices_include_tax) values (${code}, ${code}, ${code}, false)`
  return { params: { code }, body: { name_fr: name() } }
}
const ofNewClass: Plan = async ({ sql }) => {
  const code = `c${nextNumber()}`
  await sql`insert into tax_classes (code, name_fr, name_en) values (${code}, ${code}, ${code})`
  return { params: { code }, body: { name_fr: name() } }
}
const ofNewUser: Plan = async (world) => ({ params: { id: await world.newUser() }, body: { name: name() } })
const ofNewRole: Plan = async (world) => ({ params: { id: await world.newRole() }, body: { label: name() } })
/** An option of a new product, with a value. */
async function newOption(world: World) {
  const { id: productId } = await world.newProduct()
  const option = await makeOption(world.sql, productId, { name: name(), values: [name()] })
  return { id: option.id, valueId: option.values[0]?.id ?? 0, productId }
}

const withoutBody =
  (plan: Plan): Plan =>
  async (world, own) => {
    const { params, query } = await plan(world, own)
    return { ...(params !== undefined && { params }), ...(query !== undefined && { query }) }
  }

const picture = await makePicture()
const withPicture = { body: multipartBody([pictureFile(picture)]), headers: multipartHeaders }

/** The manager's own. */
const ofNewSavedReport: Plan = async ({ sql, people }) => {
  const key = `user:${people.get('manager')?.id}`
  const [made] = await sql<{ id: number }[]>`
    insert into saved_reports (name, definition, owner_key, owner_id, owner_name)
    values (${name()}, '{"dimensions": [], "measures": ["net"]}', ${key}, ${people.get('manager')?.id ?? 0}, 'Gérante')
    returning id`
  return { params: { id: made?.id ?? 0 }, body: { name: name() } }
}
const ofNewExport: Plan = async (world, { caller }) => ({ params: { id: await world.newExport(caller) } })
const sendsProducts: Plan = () => ({
  body: multipartBody([
    { name: 'kind', content: 'products' },
    { name: 'file', filename: 'produits.csv', content: 'name,price\n' },
  ]),
  headers: multipartHeaders,
})
const ofNewImport: Plan = async (world) => ({ params: { id: await world.newImport() } })

/** How to ask each endpoint; one that is not named here needs nothing. */
export const PLANS: Readonly<Record<string, Plan>> = {
  'POST /api/v1/login': ({ people }, { caller }) => ({
    body: { email: people.get(caller === 'guest' ? 'owner' : caller)?.email, password: PASSWORD },
  }),
  'POST /api/v1/register': () => ({
    body: {
      name: name(),
      email: `nouveau-${nextNumber()}@example.com`,
      password: PASSWORD,
      password_confirmation: PASSWORD,
    },
  }),
  'PUT /api/v1/me': () => ({ body: { name: name() } }),
  'PUT /api/v1/me/password': () => ({
    body: { current_password: PASSWORD, password: PASSWORD, password_confirmation: PASSWORD },
  }),
  'POST /api/v1/password/forgot': () => ({ body: { email: `inconnu-${nextNumber()}@example.com` } }),
  'POST /api/v1/password/reset': async (world) => ({
    body: { token: await world.newResetCode(), password: PASSWORD, password_confirmation: PASSWORD },
  }),
  'POST /api/v1/tokens': () => ({ body: { name: name() } }),
  'DELETE /api/v1/tokens/:id': (_world, { tokenId }) => ({ params: { id: tokenId } }),

  'POST /api/v1/users': ({ store }) => ({
    body: { name: name(), email: `ajout-${nextNumber()}@example.com`, store_ids: [store.id] },
  }),
  'GET /api/v1/users/:id': withoutBody(ofNewUser),
  'PUT /api/v1/users/:id': ofNewUser,
  'PATCH /api/v1/users/:id': ofNewUser,
  'DELETE /api/v1/users/:id': withoutBody(ofNewUser),
  'POST /api/v1/users/:id/restore': async (world) => {
    const id = await world.newUser()
    await world.sql`update users set deleted_at = now() where id = ${id}`
    return { params: { id } }
  },
  'PUT /api/v1/users/:id/roles': async (world) => ({
    params: { id: await world.newUser() },
    body: { roles: ['stock_clerk'] },
  }),
  'PUT /api/v1/users/:id/pin': async (world) => ({ params: { id: await world.newUser() }, body: { pin: '482913' } }),
  'POST /api/v1/roles': () => ({ body: { name: name(), permissions: ['stock.view'] } }),
  'GET /api/v1/roles/:id': withoutBody(ofNewRole),
  'PUT /api/v1/roles/:id': ofNewRole,
  'PATCH /api/v1/roles/:id': ofNewRole,
  'DELETE /api/v1/roles/:id': withoutBody(ofNewRole),
  'PUT /api/v1/settings': () => ({ body: { chain_name: name() } }),

  'POST /api/v1/stores': () => ({
    body: { name: name(), time_zone: 'America/Toronto', currency: 'CAD', tax_zone: 'QC', code: `P${nextNumber()}` },
  }),
  'GET /api/v1/stores/:id': inStore,
  'PUT /api/v1/stores/:id': ofNewStore,
  'PATCH /api/v1/stores/:id': ofNewStore,
  'DELETE /api/v1/stores/:id': withoutBody(ofNewStore),
  'POST /api/v1/stores/:id/restore': async (world) => {
    const { id } = await world.newStore()
    await world.sql`update stores set deleted_at = now() where id = ${id}`
    return { params: { id } }
  },
  'GET /api/v1/stores/:id/users': inStore,
  'POST /api/v1/stores/:id/users': async ({ sql, store }) => ({
    params: { id: store.id },
    body: { user_ids: [(await makeUser(sql, { storeIds: [store.id] })).id] },
  }),
  'DELETE /api/v1/stores/:id/users/:user_id': async ({ sql, store }) => ({
    params: { id: store.id, user_id: (await makeUser(sql, { storeIds: [store.id] })).id },
  }),
  'GET /api/v1/stores/:id/registers': inStore,
  'POST /api/v1/stores/:id/registers': ({ store }) => ({ params: { id: store.id }, body: { name: name() } }),
  'GET /api/v1/registers/:id': withoutBody(ofNewRegister),
  'PUT /api/v1/registers/:id': ofNewRegister,
  'PATCH /api/v1/registers/:id': ofNewRegister,
  'DELETE /api/v1/registers/:id': withoutBody(ofNewRegister),

  'POST /api/v1/addresses': ({ store }) => ({
    body: { owner_type: 'store', owner_id: store.id, line1: '1, rue du Port', city: 'Québec', country: 'CA' },
  }),
  'GET /api/v1/addresses/:id': withoutBody(ofNewAddress),
  'PUT /api/v1/addresses/:id': ofNewAddress,
  'PATCH /api/v1/addresses/:id': ofNewAddress,
  'DELETE /api/v1/addresses/:id': withoutBody(ofNewAddress),

  'POST /api/v1/tax-zones': () => ({
    body: { code: `Z${nextNumber()}`, name_fr: name(), name_en: name(), prices_include_tax: false },
  }),
  'GET /api/v1/tax-zones/:code': () => ({ params: { code: 'QC' } }),
  'PUT /api/v1/tax-zones/:code': ofNewZone,
  'PATCH /api/v1/tax-zones/:code': ofNewZone,
  'DELETE /api/v1/tax-zones/:code': withoutBody(ofNewZone),
  'POST /api/v1/tax-classes': () => ({ body: { code: `c${nextNumber()}`, name_fr: name(), name_en: name() } }),
  'GET /api/v1/tax-classes/:code': () => ({ params: { code: 'standard' } }),
  'PUT /api/v1/tax-classes/:code': ofNewClass,
  'PATCH /api/v1/tax-classes/:code': ofNewClass,
  'DELETE /api/v1/tax-classes/:code': withoutBody(ofNewClass),

  'POST /api/v1/product-categories': () => ({ body: { name: name() } }),
  'GET /api/v1/product-categories/:id': withoutBody(ofNewCategory),
  'PUT /api/v1/product-categories/:id': ofNewCategory,
  'PATCH /api/v1/product-categories/:id': ofNewCategory,
  'DELETE /api/v1/product-categories/:id': withoutBody(ofNewCategory),
  'POST /api/v1/products': async (world) => ({
    body: { name: name(), price: '9.99', category_id: await world.newCategory() },
  }),
  'GET /api/v1/products/:id': withoutBody(ofNewProduct),
  'PUT /api/v1/products/:id': ofNewProduct,
  'PATCH /api/v1/products/:id': ofNewProduct,
  'DELETE /api/v1/products/:id': withoutBody(ofNewProduct),
  'POST /api/v1/products/:id/restore': async (world) => {
    const { id } = await world.newProduct()
    await world.sql`update products set deleted_at = now() where id = ${id}`
    return { params: { id } }
  },
  'GET /api/v1/products/:id/variants': withoutBody(ofNewProduct),
  'POST /api/v1/products/:id/variants': async (world) => ({
    params: { id: (await world.newProduct()).id },
    body: { name: name(), price: '11.00', sku: `SKU-${nextNumber()}` },
  }),
  'GET /api/v1/product-variants/:id': withoutBody(ofNewVariant),
  'PUT /api/v1/product-variants/:id': ofNewVariant,
  'PATCH /api/v1/product-variants/:id': ofNewVariant,
  'DELETE /api/v1/product-variants/:id': async (world) => {
    const { id, variantId } = await world.newProduct()
    await world.sql`insert into product_variants (product_id, name, price) values (${id}, 'Autre', 1)`
    return { params: { id: variantId } }
  },
  'GET /api/v1/variants/lookup': () => ({ query: 'code=INCONNU' }),
  'POST /api/v1/labels': async (world) => ({
    body: { items: [{ variant_id: (await world.newProduct()).variantId }], store_id: world.store.id },
  }),

  'POST /api/v1/products/:id/gallery': async (world) => ({
    params: { id: (await world.newProduct()).id },
    ...withPicture,
  }),
  'PUT /api/v1/products/:id/gallery/order': async (world) => {
    const { productId, pictureId } = await world.newPicture()
    return { params: { id: productId }, body: { file_ids: [pictureId] } }
  },
  'PATCH /api/v1/products/:id/gallery/:file_id': async (world) => {
    const { productId, pictureId } = await world.newPicture()
    return { params: { id: productId, file_id: pictureId }, body: { alt: 'Vue de face' } }
  },
  'DELETE /api/v1/products/:id/gallery/:file_id': async (world) => {
    const { productId, pictureId } = await world.newPicture()
    return { params: { id: productId, file_id: pictureId } }
  },
  'POST /api/v1/products/:id/gallery/fetch': withoutBody(ofNewProduct),
  'POST /api/v1/product-variants/:id/gallery': async (world) => ({
    params: { id: (await world.newProduct()).variantId },
    ...withPicture,
  }),
  'DELETE /api/v1/product-variants/:id/gallery/:file_id': async (world) => {
    const { variantId, pictureId } = await world.newPicture()
    return { params: { id: variantId, file_id: pictureId } }
  },
  'GET /files/:key/:file': async (world) => {
    const [, , key = '', file = ''] = (await world.newPicture()).url.split('/')
    return { params: { key, file } }
  },
  'GET /api/v1/products/:id/options': withoutBody(ofNewProduct),
  'POST /api/v1/products/:id/options': ofNewProduct,
  'PUT /api/v1/product-options/:id': async (world) => ({ params: await newOption(world), body: { name: name() } }),
  'DELETE /api/v1/product-options/:id': async (world) => ({ params: await newOption(world) }),
  'POST /api/v1/product-options/:id/values': async (world) => ({
    params: await newOption(world),
    body: { value: name() },
  }),
  'PUT /api/v1/product-option-values/:id': async (world) => ({
    params: { id: (await newOption(world)).valueId },
    body: { value: name() },
  }),
  'DELETE /api/v1/product-option-values/:id': async (world) => ({ params: { id: (await newOption(world)).valueId } }),
  'POST /api/v1/products/:id/variants/matrix': async (world) => ({
    params: { id: (await newOption(world)).productId },
    body: { price: '5.00' },
  }),
  'POST /api/v1/product-variants/bulk': async (world) => ({
    body: { variants: [{ id: (await world.newProduct()).variantId, price: '5.00' }] },
  }),
  'PUT /api/v1/barcode-layouts': () => ({
    body: { layouts: [{ name: name(), pattern: '20PPPPPVVVVVC', measure: 'weight' }] },
  }),
  'GET /api/v1/product-variants/:id/prices': withoutBody(ofNewVariant),
  'PUT /api/v1/product-variants/:id/prices': async (world) => ({
    params: { id: (await world.newProduct()).variantId },
    body: { prices: [{ store_id: world.store.id, price: '8.50' }] },
  }),
  'GET /api/v1/product-variants/:id/fees': withoutBody(ofNewVariant),
  'PUT /api/v1/product-variants/:id/fees': async (world) => ({
    params: { id: (await world.newProduct()).variantId },
    body: { fees: [{ kind: 'deposit', label: 'Consigne', amount: '0.10', tax_class: 'exempt' }] },
  }),
  'POST /api/v1/products/:id/stores': async (world) => ({
    params: { id: (await world.newProduct()).id },
    body: { store_ids: [world.store.id] },
  }),
  'DELETE /api/v1/products/:id/stores/:store_id': async (world) => {
    const { id } = await world.newProduct()
    await world.sql`insert into product_stores (product_id, store_id) values (${id}, ${world.store.id})`
    return { params: { id, store_id: world.store.id } }
  },

  'GET /api/v1/exports/products': () => ({ query: 'format=comptoir' }),
  'POST /api/v1/imports': sendsProducts,
  'POST /api/v1/imports/preview': sendsProducts,
  'POST /api/v1/exports': () => ({ body: { kind: 'tickets', format: 'csv', parameters: { date_from: '2026-11-01' } } }),
  'GET /api/v1/exports/:id': ofNewExport,
  'GET /api/v1/exports/:id/file': ofNewExport,
  'DELETE /api/v1/exports/:id': ofNewExport,
  'GET /api/v1/imports/:id': ofNewImport,
  'GET /api/v1/imports/:id/errors.csv': ofNewImport,
  'POST /api/v1/imports/:id/undo': ofNewImport,

  'GET /api/v1/stores/:id/stock': inStore,
  'PUT /api/v1/product-variants/:id/stock': async (world) => ({
    params: { id: (await world.newProduct()).variantId },
    body: { store_id: world.store.id, on_hand: '5', reason: 'Comptage' },
  }),
  'DELETE /api/v1/product-variants/:id/stock/:store_id': async (world) => {
    const { variantId } = await world.newProduct()
    await world.sql`insert into stock_levels (store_id, variant_id) values (${world.store.id}, ${variantId})`
    return { params: { id: variantId, store_id: world.store.id } }
  },
  'GET /api/v1/stock/:store_id/:variant_id': ofNewLevel,
  'GET /api/v1/stock/:store_id/:variant_id/history': ofNewLevel,
  'PUT /api/v1/stock/:store_id/:variant_id/levels': async (world) => ({
    ...(await ofNewLevel(world)),
    body: { reorder_point: '2', target: '8' },
  }),
  'GET /api/v1/stores/:id/stock-policy': inStore,
  // Of a store in which nobody else sells.
  'PUT /api/v1/stores/:id/stock-policy': async (world) => ({
    params: { id: (await world.newStore()).id },
    body: { below_zero: 'warn' },
  }),
  'POST /api/v1/stock-receipts': async (world) => ({
    body: { store_id: world.store.id, lines: [{ variant_id: (await world.newProduct()).variantId, quantity: '1' }] },
  }),
  'GET /api/v1/stock-receipts/:id': async (world) => ({ params: { id: (await world.newReceipt()).id } }),
  'POST /api/v1/reservations': async (world) => ({
    body: { store_id: world.store.id, variant_id: (await world.newReceipt()).variantId, quantity: '1' },
  }),
  'GET /api/v1/reservations/:id': ofNewReservation,
  'PUT /api/v1/reservations/:id': ofNewReservation,
  'PATCH /api/v1/reservations/:id': ofNewReservation,
  'DELETE /api/v1/reservations/:id': ofNewReservation,
  ...STOCKTAKE_PLANS,

  'POST /api/v1/sales': async (world) => ({ body: saleOf(world.store.id, (await world.newProduct()).variantId) }),
  'POST /api/v1/sales/batch': async (world) => ({
    body: { records: [{ kind: 'sale', ...saleOf(world.store.id, (await world.newProduct()).variantId) }] },
  }),
  'GET /api/v1/sales/:id': ofNewSale,
  'GET /api/v1/sales/:id/receipt': ofNewSale,
  'POST /api/v1/sales/:id/email': async (world) => ({
    params: { id: await world.newSale() },
    body: { to: 'cliente@example.com' },
  }),
  'POST /api/v1/sales/:id/returns': async (world) => ({
    params: { id: await world.newSale() },
    body: {
      id: randomUUID(),
      lines: [{ sale_line: 1, quantity: '1' }],
      refunds: [{ method: 'cash', amount: '11.50' }],
    },
  }),
  'GET /api/v1/sales/lookup': async (world) => {
    const { body } = await world.service.get(`/api/v1/sales/${await world.newSale()}`)
    return { query: `reference=${body.data.reference}` }
  },
  'POST /api/v1/returns': async (world) => ({
    body: {
      id: randomUUID(),
      store_id: world.store.id,
      lines: [{ variant_id: (await world.newProduct()).variantId, quantity: '1', unit_price: '10.00' }],
      refunds: [{ method: 'cash', amount: '11.50' }],
      reason: 'Reçu perdu',
    },
  }),

  'POST /api/v1/customers': () => ({ body: { name: name() } }),
  'GET /api/v1/customers/:id': withoutBody(ofNewCustomer),
  'PUT /api/v1/customers/:id': ofNewCustomer,
  'PATCH /api/v1/customers/:id': ofNewCustomer,
  'DELETE /api/v1/customers/:id': withoutBody(ofNewCustomer),
  'GET /api/v1/customers/:id/sales': withoutBody(ofNewCustomer),
  'POST /api/v1/customers/:id/merge': async ({ sql }) => ({
    params: { id: await makeCustomer(sql) },
    body: { customer_id: await makeCustomer(sql) },
  }),
  'GET /api/v1/customers/:id/export': withoutBody(ofNewCustomer),
  'POST /api/v1/customers/:id/erase': async ({ sql }) => ({ params: { id: await makeCustomer(sql) }, body: {} }),
  'GET /api/v1/customers/:id/credit': withoutBody(ofNewCustomer),
  'GET /api/v1/customers/:id/credit/movements': withoutBody(ofNewCustomer),
  'POST /api/v1/customers/:id/credit': async ({ sql }) => ({
    params: { id: await makeCustomer(sql) },
    body: { amount: '5.00', currency: 'CAD', reason: name() },
  }),

  'POST /api/v1/parked-sales': ({ store }) => ({ body: parkedOf(store.id) }),
  'GET /api/v1/parked-sales/:id': withoutBody(ofNewParkedSale),
  'PUT /api/v1/parked-sales/:id': ofNewParkedSale,
  'PATCH /api/v1/parked-sales/:id': ofNewParkedSale,
  'POST /api/v1/parked-sales/:id/resume': async (world, own) => ({ ...(await ofNewParkedSale(world, own)), body: {} }),
  'DELETE /api/v1/parked-sales/:id': withoutBody(ofNewParkedSale),
  ...TILL_PLANS,
  ...APPROVAL_PLANS,
  ...TRANSFER_PLANS,

  'POST /api/v1/registers/:id/sessions': async (world) => ({
    params: { id: await world.newRegister() },
    body: { id: randomUUID(), opening_float: '100.00' },
  }),
  'GET /api/v1/register-sessions/:id': ofNewSession,
  'POST /api/v1/register-sessions/:id/cash-movements': async (world) => ({
    params: { id: await world.newSession() },
    body: { type: 'in', amount: '20.00', reason: 'Monnaie' },
  }),
  'POST /api/v1/register-sessions/:id/close': async (world) => ({
    params: { id: await world.newSession() },
    body: { counted: { cash: '100.00' } },
  }),
  'GET /api/v1/register-sessions/:id/x-report': ofNewSession,
  'GET /api/v1/register-sessions/:id/z-report': async (world) => ({ params: { id: await world.newSession(true) } }),

  'GET /api/v1/pos/catalog': ({ store }) => ({ query: `store_id=${store.id}` }),

  'GET /api/v1/reports/sales': () => ({ query: 'date_from=2026-01-01&date_to=2026-01-31' }),
  'GET /api/v1/reports/dashboard': () => ({ query: 'date=2026-01-31' }),
  'GET /api/v1/reports/inventory': () => ({ query: 'group_by=product&limit=10' }),
  'GET /api/v1/reports/top-products': () => ({ query: 'by=margin&limit=5' }),
  'GET /api/v1/reports/stores': () => ({ query: 'date_from=2026-01-01&date_to=2026-01-31' }),
  'GET /api/v1/reports/trends': () => ({ query: 'date_from=2026-01-01&date_to=2026-01-31' }),
  'POST /api/v1/reports/custom': () => ({ body: { dimensions: ['month', 'store'], measures: ['net', 'tickets'] } }),
  'POST /api/v1/saved-reports': () => ({ body: { name: name(), definition: { dimensions: [], measures: ['net'] } } }),
  'GET /api/v1/saved-reports/:id': ofNewSavedReport,
  'PUT /api/v1/saved-reports/:id': ofNewSavedReport,
  'PATCH /api/v1/saved-reports/:id': ofNewSavedReport,
  'DELETE /api/v1/saved-reports/:id': ofNewSavedReport,
  'GET /api/v1/reports/kpis': () => ({ query: 'date_from=2026-01-01&date_to=2026-01-31' }),
}
