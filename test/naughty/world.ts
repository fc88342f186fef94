import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProductItem } from '../../server/catalog/index.ts'
import { hashPassword } from '../../server/identity/index.ts'
import { systemActor, userKey } from '../../server/platform/actor.ts'
import { type Sql, withTransaction } from '../../server/platform/database/connect.ts'
import { createRegister } from '../../server/stores/index.ts'
import type { TestApplication } from '../harness/app.ts'
import { firstVariant, makeCategory, makeProduct } from '../harness/catalog.ts'
import type { Client } from '../harness/client.ts'
import { makeAddress, makeRole, makeStore, makeToken, makeUser } from '../harness/factories.ts'
import { postParts } from '../harness/multipart.ts'
import { makePicture, pictureFile } from '../harness/pictures.ts'
import { makeCustomer } from '../harness/sales.ts'

/** So many requests are under way at once, each about a record of its own. */
export const WAVE_SIZE = 50

/** The owner's. */
export const PASSWORD = 'un mot de passe assez long'

/** An article that sales name by its codes. */
export const KNOWN_SKU = 'SKU-CONNU'
export const KNOWN_BARCODE = 'CODE-CONNU'

/**
 * A chain without taxes, and records by the number of the request in its wave. Number 1 of every kind is nobody's: the
 * strings have a `1`, and whoever sends it as an id must not take away what others work on.
 */
export type World = {
  readonly sql: Sql
  readonly owner: Client
  readonly ownerId: number
  readonly service: Client
  readonly categoryId: number
  readonly stores: readonly number[]
  readonly registers: readonly number[]
  /** Enrolled, each of a store with a register of its own. */
  readonly devices: readonly string[]
  /** Each of its own store. */
  readonly addresses: readonly number[]
  readonly categories: readonly number[]
  /** Each with its only variant. */
  readonly products: readonly number[]
  readonly variants: readonly number[]
  /** Products to which variants are added. */
  readonly hosts: readonly number[]
  /** One of each product, and where one of them is served. */
  readonly pictures: readonly number[]
  readonly pictureAddress: string
  /** Each of 900,000 units at 1.00, to be returned one by one. */
  readonly sales: readonly string[]
  /** What the receipt of the first of them shows. */
  readonly receipt: string
  /** Two for each request of a wave. */
  readonly customers: readonly number[]
  /** In the first store. */
  readonly parkedSales: readonly string[]
  /** Each of one of a variant's 900,000 units in the store of number 3. */
  readonly reservations: readonly number[]
  /** Receipts of those goods, of which the store of each slot always wants more of its own variant. */
  readonly receipts: readonly number[]
  /** Given to the owner in the first store, and used by nobody yet. */
  nextApproval(): string
  /** Cashiers. */
  readonly users: readonly number[]
  /** Roles that nobody holds. */
  readonly roles: readonly number[]
  /** The highest id of each table: what comes after was made by a request. */
  readonly last: Readonly<Record<(typeof GROWING)[number], number>>
}

/** Where regions and postal codes are free. */
const ABROAD = { country: 'JP', region: null, postal_code: null }

const GROWING = [
  'roles',
  'stores',
  'registers',
  'addresses',
  'product_categories',
  'products',
  'product_variants',
] as const

export async function makeWorld(application: TestApplication): Promise<World> {
  const { sql, service } = application
  const decoy = await makeUser(sql)
  await makeToken(sql, decoy.id)
  const owner = application.as('owner')
  const { id: ownerId } = await owner.person
  await sql`update users set password_hash = ${await hashPassword(PASSWORD)} where id = ${ownerId}`
  const newStore = () => makeStore(sql, { tax_zone: 'NONE', group: 'Réseau', city: 'Lévis' })
  const newRegister = (storeId: number) =>
    withTransaction(sql, {}, (tx) => createRegister(tx, systemActor, storeId, { name: 'Caisse' }))
  const slots = Array.from({ length: WAVE_SIZE }, (_, slot) => slot)
  const many = <T>(make: (slot: number) => Promise<T>) => Promise.all(slots.map(make))
  await newRegister((await newStore()).id)
  await makeProduct(sql)
  await makeCategory(sql)
  const { id: categoryId } = await makeCategory(sql)
  await makeProduct(sql, { sku: KNOWN_SKU, barcode: { code: KNOWN_BARCODE, type: 'internal' } })
  const stores = (await many(newStore)).map((store) => store.id)
  const products = await many(() => makeProduct(sql))
  const variants = products.map(firstVariant)
  // One after another: of many at once a slow machine would turn some away.
  const pictures: Awaited<ReturnType<typeof postPicture>>[] = []
  for (const product of products) pictures.push(await postPicture(service, product.id))
  const sales = await many(async (slot) => {
    const { status, body } = await service.post('/api/v1/sales', bulkSale(stores[0], variants[slot]))
    if (status !== 201) throw new Error(`The sale was refused: ${JSON.stringify(body)}`)
    return String(body.data.id)
  })
  await makeCustomer(sql)
  const customers = await Promise.all(Array.from({ length: 2 * WAVE_SIZE }, () => makeCustomer(sql)))
  const parkedSales = await many(async () => {
    const lines = [{ description: 'Article', unit_price: '1.00', quantity: '1' }]
    const { status, body } = await service.post('/api/v1/parked-sales', { store_id: stores[0], name: 'Table', lines })
    if (status !== 201) throw new Error(`The ticket was not parked: ${JSON.stringify(body)}`)
    return String(body.data.id)
  })
  const { receipts, reservations } = await makePromises(service, stores[3] ?? 0, variants)
  const want = (storeId: number | undefined, variantId: number | undefined) =>
    service.put(`/api/v1/stock/${storeId}/${variantId}/levels`, { reorder_point: '999999', target: '999999' })
  await want(1, variants[0])
  await many((slot) => want(stores[slot], variants[slot]))
  await want(stores[0], variants[2])
  await want(stores[1], variants[3])
  const registers = await many((slot) => newRegister(stores[slot] ?? 0))
  const devices = await many((slot) => makeDevice(sql, stores[slot] ?? 0))
  const addresses = await many((slot) => makeAddress(sql, { owner_id: stores[slot] ?? 0, ...ABROAD }))
  const categories = await many(() => makeCategory(sql))
  await makeTaxRules(sql)
  await makeImport(sql)
  await makeExport(application, ownerId)
  const users = await many(() => makeUser(sql, { roles: ['cashier'] }))
  const roleNames = await many(() => makeRole(sql, ['stock.view']))
  const roles = await sql<{ id: number }[]>`select id from roles where name = any(${roleNames}) order by id`
  const hosts = await many(() => makeProduct(sql))
  await giveOption(sql, [...products, ...hosts])
  return {
    sql,
    owner,
    ownerId,
    service,
    categoryId,
    stores,
    registers: registers.map((register) => register.id),
    devices,
    addresses: addresses.map((address) => address.id),
    categories: categories.map((category) => category.id),
    products: products.map((product) => product.id),
    variants,
    pictures: pictures.map((picture) => picture.id),
    pictureAddress: pictures[0]?.url ?? '',
    hosts: hosts.map((product) => product.id),
    sales,
    receipt: (await service.get(`/api/v1/sales/${sales[0]}`)).body.data.reference,
    customers,
    parkedSales,
    receipts,
    reservations,
    nextApproval: await makeApprovals(sql, ownerId, stores[0] ?? 0),
    users: users.map((user) => user.id),
    roles: roles.map((role) => role.id),
    last: await readLastIds(sql),
  }
}

async function makeDevice(sql: Sql, storeId: number): Promise<string> {
  const id = randomUUID()
  await sql`
    insert into devices (id, store_id, name, public_key, enrolled_at)
    values (${id}, ${storeId}, 'Appareil', ${randomBytes(32)}, now())`
  return id
}

const APPROVALS = 50_000

/** Approvals for requests that use them up; answers the next one's id each time. */
async function makeApprovals(sql: Sql, ownerId: number, storeId: number): Promise<() => string> {
  const rows = await sql<{ id: string }[]>`
    insert into approvals (store_id, id, action, approver_id, asked_by_key, asked_by_name, reason, expires_at)
    select ${storeId}, gen_random_uuid(), 'discount', ${ownerId}, ${`user:${ownerId}`}, 'Propriétaire', 'Motif',
      now() + interval '1 day'
    from generate_series(1, ${APPROVALS}) returning id`
  let next = 0
  return () => {
    next += 1
    return rows[next % APPROVALS]?.id ?? ''
  }
}

/** An import that is done, of the number 1. */
async function makeImport(sql: Sql): Promise<void> {
  await sql`
    insert into imports (kind, format, is_dry_run, file_name, file_bytes, file_digest, reading, state, created_by,
      actor_key, actor_name, store_ids)
    values ('products', 'csv', false, 'produits.csv', 1, '', '{"columns": {}, "constants": {}}', 'done', null, 'system',
      'système', null)`
  await sql`insert into import_work (import_id) select id from imports`
}

/** An export of the owner's that is done, of the number 1. */
async function makeExport({ sql, config }: TestApplication, ownerId: number): Promise<void> {
  const folder = join(config.dataFolder, 'files', 'exports')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'tickets.csv'), 'x')
  await sql`
    insert into exports (kind, format, parameters, language, state, created_by, actor_key, actor_name, permissions,
      stored_as, file_name, file_bytes, file_digest, rows_written)
    values ('tickets', 'csv', '{}', 'fr', 'done', ${ownerId}, ${userKey(ownerId)}, 'Propriétaire', '{reports.view}',
      'tickets.csv', 'tickets.csv', 1, '0', 0)`
  await sql`insert into export_work (export_id) select id from exports`
}

/** A zone and a class for each request of a wave: `W-0`, `w0`. */
async function makeTaxRules(sql: Sql): Promise<void> {
  await sql`
    insert into tax_zones (code, name_fr, name_en, prices_include_tax)
    select 'W-' || n, 'Zone', 'Zone', false from generate_series(0, ${WAVE_SIZE - 1}) n`
  await sql`
    insert into tax_classes (code, name_fr, name_en)
    select 'w' || n, 'Classe', 'Class' from generate_series(0, ${WAVE_SIZE - 1}) n`
}

async function postPicture(service: Client, productId: number | undefined): Promise<{ id: number; url: string }> {
  const path = `/api/v1/products/${productId}/gallery`
  const { status, body } = await postParts(service, path, [pictureFile(await makePicture())])
  if (status !== 201) throw new Error(`The picture was refused: ${JSON.stringify(body)}`)
  return body.data[0]
}

/** One size each, that a variant may choose by its name. */
async function giveOption(sql: Sql, products: readonly ProductItem[]): Promise<void> {
  await sql`
    with option as (
      insert into product_options (product_id, name)
      select id, 'Taille' from unnest(${products.map(({ id }) => id)}::bigint[]) id returning id
    )
    insert into product_option_values (option_id, value) select id, 'M' from option`
}

async function readLastIds(sql: Sql): Promise<World['last']> {
  const [row] = await sql<[World['last']]>`
    select ${sql.unsafe(GROWING.map((table) => `(select max(id) from ${table}) as ${table}`).join(', '))}`
  return row
}

const bulkSale = (storeId: number | undefined, variantId: number | undefined) => ({
  id: randomUUID(),
  store_id: storeId,
  lines: [{ variant_id: variantId, quantity: '900000', unit_price: '1.00' }],
  payments: [{ method: 'card', amount: '900000.00' }],
})

/** Goods received of each article, and one of them reserved; those of number 1 are of nobody's concern. */
async function makePromises(service: Client, storeId: number, variantIds: readonly number[]) {
  const post = async (path: string, body: object): Promise<number> => {
    const answer = await service.post(`/api/v1${path}`, body)
    if (answer.status !== 201) throw new Error(`${path} was refused: ${JSON.stringify(answer.body)}`)
    return answer.body.data.id
  }
  const receive = (variantId: number | undefined) =>
    post('/stock-receipts', { store_id: storeId, lines: [{ variant_id: variantId, quantity: '900000' }] })
  const reserve = (variantId: number | undefined) =>
    post('/reservations', { store_id: storeId, variant_id: variantId, quantity: '1' })
  await receive(variantIds[0])
  await reserve(variantIds[0])
  const receipts = await Promise.all(variantIds.map(receive))
  return { receipts, reservations: await Promise.all(variantIds.map(reserve)) }
}
