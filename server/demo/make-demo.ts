import { findVariantsById } from '../catalog/index.ts'
import { systemActor } from '../platform/actor.ts'
import { raiseVersions } from '../platform/cache/namespace-versions.ts'
import { type Queryable, type Sql, type Tx, withTransaction } from '../platform/database/connect.ts'
import { lockKeys } from '../platform/database/lock-keys.ts'
import { type JournalKey, JournalSigner } from '../sales/index.ts'
import { createAddress, createRegister, createStore, loadStoreFacts } from '../stores/index.ts'
import { makeCustomers } from './demo-customers.ts'
import { type DemoHashes, type DemoSignIn, drawSignIns, hashSecrets, makePeople } from './demo-people.ts'
import { combineArticles, type DemoShop, openShop, type ShopParts } from './demo-shop.ts'
import { DEMO_SELLER, DEMO_STORES, DEMO_WAREHOUSE, type DemoStore, RECEIPT_FOOTER, TIME_ZONE } from './demo-stores.ts'
import { makeCatalog } from './make-catalog.ts'
import { type PlayedDays, playDays } from './play-days.ts'
import { type AssortmentRow, readAssortment } from './read-assortment.ts'
import { shipTransferToReceive } from './ship-transfer-to-receive.ts'

export type DemoOptions = {
  /** Days of sales, the last one today; 90 unless given. */
  readonly days?: number
  /** When today is; now unless given. */
  readonly now?: Date
  /** The same seed on the same day makes the same chain, but for passwords and PINs. */
  readonly seed?: string
  /** Under which the key is sealed that signs the journal. */
  readonly secretKey: string
  /** People are there already, such as the owner who asks for it: only the rest must be empty. */
  readonly isBesidePeople?: boolean
  /** Told once it is clear that the demo will be made. */
  readonly onBegin?: () => void
  /** Keeps passwords and PINs where the operator finds them. Called before anything becomes visible, maybe more than once. */
  readonly keepSignIns: (people: readonly DemoSignIn[]) => void
  /** Notes in the demo's own transaction that it is made. */
  readonly onMade?: (tx: Tx) => Promise<void>
}

export type Demo = PlayedDays & {
  readonly people: readonly DemoSignIn[]
  readonly stores: number
  readonly products: number
  readonly days: number
}

const DAYS = 90
const SEED = 'comptoir'

/**
 * Makes the demo chain: five stores and their warehouse, articles, people, stock, and the sales of the last days. All of
 * it is one transaction, so an interrupted demo leaves nothing behind and the next start makes it anew.
 *
 * @returns null when the database is not empty: then nothing is made.
 */
export async function makeDemo(sql: Sql, options: DemoOptions): Promise<Demo | null> {
  const { isBesidePeople = false } = options
  if (!(await isEmpty(sql, isBesidePeople))) return null
  options.onBegin?.()
  const rows = await readAssortment()
  const people = drawSignIns()
  const hashes = await hashSecrets(people)
  const key = await new JournalSigner(sql, options.secretKey).key()
  const demo = await withTransaction(sql, {}, async (tx) => {
    if (!(await claimEmpty(tx, isBesidePeople))) return null
    const made = await makeChain(tx, { rows, people, hashes, options, key })
    await raiseVersions(tx, ['stores', 'catalog'])
    await options.onMade?.(tx)
    options.keepSignIns(people)
    return made
  })
  // The first reports should not wait for the database to take its statistics by itself.
  if (demo !== null)
    await sql`analyze sales, sale_lines, sale_payments, sale_taxes, stock_levels, stock_movements, product_variants`
  return demo
}

/** Whether nobody has begun to use the database: no stores, no articles, no customers. */
export async function isUnused(sql: Queryable): Promise<boolean> {
  const [row] = await sql<[{ is_unused: boolean }]>`
    select not exists (select from stores) and not exists (select from product_categories)
      and not exists (select from products) and not exists (select from customers) as is_unused`
  return row.is_unused
}

async function isEmpty(sql: Queryable, isBesidePeople: boolean): Promise<boolean> {
  if (!(await isUnused(sql))) return false
  const [row] = await sql<[{ has_people: boolean }]>`select exists (select from users) as has_people`
  return isBesidePeople || !row.has_people
}

/**
 * Keeps everybody else from writing the first record meanwhile, then looks. Ids that an interrupted demo or a refused
 * record used up are given again, so that the first store, category and product have the id 1 as the documents say.
 */
async function claimEmpty(tx: Tx, isBesidePeople: boolean): Promise<boolean> {
  await lockKeys(tx, ['demo'])
  await tx`lock table users, stores, product_categories, products, product_variants, customers in share row exclusive mode`
  if (!(await isEmpty(tx, isBesidePeople))) return false
  const ofPeople = isBesidePeople ? [] : ['users', 'addresses']
  const tables = ['stores', 'registers', 'product_categories', 'products', 'product_variants', 'customers', ...ofPeople]
  await tx`select setval(pg_get_serial_sequence(name, 'id'), 1, false) from unnest(${tables}::text[]) name`
  return true
}

type Making = {
  rows: readonly AssortmentRow[]
  people: readonly DemoSignIn[]
  hashes: readonly DemoHashes[]
  options: DemoOptions
  key: JournalKey
}

async function makeChain(tx: Tx, { rows, people, hashes, options, key }: Making): Promise<Demo> {
  const { days = DAYS, now = new Date(), seed = SEED } = options
  const places = await makeStores(tx)
  const variantIds = await makeCatalog(tx, rows)
  const storeIds = new Map(places.map(({ plan, id }) => [plan.code, id]))
  const staff = await makePeople(tx, people, hashes, storeIds)
  const regulars = await makeCustomers(tx)
  const facts = await loadStoreFacts(tx, [...storeIds.values()])
  const articles = combineArticles(rows, variantIds, await findVariantsById(tx, [...variantIds.values()]))
  const open = ({ plan, id, tillIds }: Place): DemoShop => {
    const store = facts.get(id)
    if (store === undefined) throw new Error(`The store ${plan.code} of the demo was not made.`)
    return openShop({
      plan,
      store,
      tillIds,
      regulars: regulars.get(plan.code) ?? [],
      staff,
      articles,
      seed,
    } satisfies ShopParts)
  }
  const shops = places.filter(({ plan }) => plan !== DEMO_WAREHOUSE).map(open)
  const [warehouse] = places.filter(({ plan }) => plan === DEMO_WAREHOUSE).map(open)
  if (warehouse === undefined) throw new Error('The demo has no warehouse.')
  const played = await playDays(tx, { shops, warehouse, days, now, seed, key })
  const [first] = shops
  if (first !== undefined) await shipTransferToReceive(tx, warehouse, first)
  const products = new Set(articles.map((article) => article.productId)).size
  return { ...played, people, stores: shops.length, products, days }
}

type Place = { plan: DemoStore; id: number; tillIds: number[] }

async function makeStores(tx: Tx): Promise<Place[]> {
  const places: Place[] = []
  for (const plan of [...DEMO_STORES, DEMO_WAREHOUSE]) {
    const store = await createStore(tx, systemActor, {
      name: plan.name,
      kind: plan === DEMO_WAREHOUSE ? 'warehouse' : 'store',
      code: plan.code,
      email: `${plan.code.toLowerCase()}@demo.comptoir.example`,
      phone: plan.phone,
      group: plan.group,
      city: plan.city,
      time_zone: TIME_ZONE,
      currency: 'CAD',
      tax_zone: 'QC',
      opening_hours: plan.openingHours,
      legal_name: DEMO_SELLER.legalName,
      registrations: [...DEMO_SELLER.registrations],
      receipt_footer: RECEIPT_FOOTER,
    })
    await createAddress(tx, systemActor, {
      owner_type: 'store',
      owner_id: store.id,
      line1: plan.street,
      city: plan.city,
      region: 'QC',
      postal_code: plan.postalCode,
      country: 'CA',
    })
    const tillIds: number[] = []
    for (let number = 1; number <= plan.tillCount; number += 1) {
      tillIds.push((await createRegister(tx, systemActor, store.id, { name: `Caisse ${number}` })).id)
    }
    places.push({ plan, id: store.id, tillIds })
  }
  return places
}
