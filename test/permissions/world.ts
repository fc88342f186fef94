import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DefaultRoleName, serviceActor } from '../../server/identity/index.ts'
import { systemActor, userKey } from '../../server/platform/actor.ts'
import { type Sql, withTransaction } from '../../server/platform/database/connect.ts'
import { attachUsers, createRegister, type StoreItem } from '../../server/stores/index.ts'
import type { TestApplication } from '../harness/app.ts'
import { firstVariant, makeCategory, makeProduct } from '../harness/catalog.ts'
import type { Client } from '../harness/client.ts'
import {
  makeResetCode,
  makeRole,
  makeStore,
  makeToken,
  makeUser,
  nextNumber,
  type TestUser,
} from '../harness/factories.ts'
import { postParts } from '../harness/multipart.ts'
import { makePicture, pictureFile } from '../harness/pictures.ts'
import { CALLERS, type Caller } from './expected-statuses.ts'

export const PASSWORD = 'un mot de passe assez long'

/** Two stores, their people, and ways to make what a request is about, new each time. */
export type World = {
  readonly sql: Sql
  readonly service: Client
  readonly store: StoreItem
  readonly people: ReadonlyMap<Caller, TestUser>
  /** A token that the caller has never used, so that a request may spend it. null for the guest. */
  token(caller: Caller): Promise<{ id: number; secret: string } | null>
  /** A store in which everybody works who works in the first one. */
  newStore(): Promise<StoreItem>
  newRegister(): Promise<number>
  newCategory(): Promise<number>
  newProduct(): Promise<{ id: number; variantId: number }>
  /** One that the manager asked for, and that was done. */
  newImport(): Promise<number>
  /** One of that store that they asked for, and that is done. */
  newExport(caller: Caller): Promise<number>
  newSale(): Promise<string>
  /** Five of a new article, received in the store. */
  newReceipt(): Promise<{ id: number; variantId: number }>
  newReservation(): Promise<number>
  /** A drawer session of a new register, closed where it is said. */
  newSession(isClosed?: boolean): Promise<string>
  /** A cashier of the store. */
  newUser(): Promise<number>
  /** A role that nobody holds. */
  newRole(): Promise<number>
  /** A code that was sent to somebody who forgot their password. */
  newResetCode(): Promise<string>
  /** A picture of the only variant of a product. */
  newPicture(): Promise<{ productId: number; variantId: number; pictureId: number; url: string }>
}

const ROLES: Readonly<Record<Exclude<Caller, 'guest'>, DefaultRoleName>> = {
  owner: 'owner',
  manager: 'manager',
  cashier: 'cashier',
  stock_clerk: 'stock_clerk',
  analyst: 'analyst',
  other_store_manager: 'manager',
}

export async function makeWorld({ sql, service, config }: TestApplication): Promise<World> {
  const [store, otherStore] = [await makeStore(sql), await makeStore(sql)]
  const people = new Map<Caller, TestUser>()
  for (const caller of CALLERS) {
    if (caller === 'guest') continue
    const storeIds = caller === 'owner' ? [] : [caller === 'other_store_manager' ? otherStore.id : store.id]
    people.set(caller, await makeUser(sql, { roles: [ROLES[caller]], storeIds, password: PASSWORD }))
  }
  const staff = ['manager', 'cashier', 'stock_clerk', 'analyst'] as const
  const newProduct = async () => {
    const product = await makeProduct(sql)
    return { id: product.id, variantId: firstVariant(product) }
  }
  const post = async (path: string, body: object) => {
    const answer = await service.post(`/api/v1${path}`, body)
    if (answer.status !== 201) throw new Error(`${path} was refused: ${JSON.stringify(answer.body)}`)
    return answer.body.data
  }
  const newReceipt = async () => {
    const { variantId } = await newProduct()
    const { id } = await post('/stock-receipts', {
      store_id: store.id,
      lines: [{ variant_id: variantId, quantity: '5', unit_cost: '2' }],
    })
    return { id, variantId }
  }
  const newRegister = async () => {
    const name = `Caisse ${nextNumber()}`
    const register = await withTransaction(sql, {}, (tx) => createRegister(tx, systemActor, store.id, { name }))
    return register.id
  }
  return {
    sql,
    service,
    store,
    people,
    newProduct,
    newRegister,
    async newSession(isClosed = false) {
      const opened = await service.post(`/api/v1/registers/${await newRegister()}/sessions`, {
        opening_float: '100.00',
      })
      const { id } = opened.body.data
      if (isClosed) await service.post(`/api/v1/register-sessions/${id}/close`, { counted: { cash: '100.00' } })
      return id
    },
    async token(caller) {
      const person = people.get(caller)
      return person === undefined ? null : makeToken(sql, person.id)
    },
    async newStore() {
      const made = await makeStore(sql)
      const ids = staff.map((caller) => people.get(caller)?.id ?? 0)
      await withTransaction(sql, {}, (tx) => attachUsers(tx, systemActor, made.id, ids))
      return made
    },
    newUser: async () => (await makeUser(sql, { roles: ['cashier'], storeIds: [store.id] })).id,
    async newRole() {
      const name = await makeRole(sql, ['stock.view'])
      const [role] = await sql<[{ id: number }]>`select id from roles where name = ${name}`
      return role.id
    },
    async newResetCode() {
      const { id } = await makeUser(sql)
      return makeResetCode(sql, id)
    },
    async newPicture() {
      const { id: productId, variantId } = await newProduct()
      const path = `/api/v1/product-variants/${variantId}/gallery`
      const { status, body } = await postParts(service, path, [pictureFile(await makePicture())])
      if (status !== 201) throw new Error(`The picture was refused: ${JSON.stringify(body)}`)
      const [picture] = body.data
      return { productId, variantId, pictureId: picture.id, url: picture.url }
    },
    async newImport() {
      const manager = people.get('manager')
      const [made] = await sql<{ id: number }[]>`
        insert into imports (kind, format, is_dry_run, file_name, file_bytes, file_digest, reading, state, created_by,
          actor_key, actor_name, store_ids)
        values ('products', 'csv', false, 'produits.csv', 1, '', '{"columns": {}, "constants": {}}', 'done',
          ${manager?.id ?? 0}, ${`user:${manager?.id}`}, 'Gérante', array[${store.id}]::bigint[])
        returning id`
      await sql`insert into import_work (import_id) values (${made?.id ?? 0})`
      return made?.id ?? 0
    },
    async newExport(caller) {
      const { id } = people.get(caller) ?? { id: null }
      const folder = join(config.dataFolder, 'files', 'exports')
      mkdirSync(folder, { recursive: true })
      const name = `${randomUUID()}.csv`
      writeFileSync(join(folder, name), 'x')
      const [made] = await sql<{ id: number }[]>`
        insert into exports (kind, format, parameters, language, state, created_by, actor_key, actor_name, permissions,
          store_ids, stored_as, file_name, file_bytes, file_digest, rows_written, made_of)
        values ('tickets', 'csv', '{}', 'fr', 'done', ${id}, ${id === null ? serviceActor.key : userKey(id)}, 'Personne', '{}',
          array[${store.id}]::bigint[], ${name}, 'tickets.csv', 1, '0', 0, array[${store.id}]::bigint[])
        returning id`
      await sql`insert into export_work (export_id) values (${made?.id ?? 0})`
      return made?.id ?? 0
    },
    newReceipt,
    async newReservation() {
      const { variantId } = await newReceipt()
      return (await post('/reservations', { store_id: store.id, variant_id: variantId, quantity: '1' })).id
    },
    newCategory: async () => (await makeCategory(sql)).id,
    async newSale() {
      const { variantId } = await newProduct()
      return (await post('/sales', saleOf(store.id, variantId))).id
    },
  }
}

/** One article at 10.00, paid with more than enough. */
export const saleOf = (storeId: number, variantId: number) => ({
  id: randomUUID(),
  store_id: storeId,
  lines: [{ variant_id: variantId, quantity: '1' }],
  payments: [{ method: 'cash', amount: '50.00' }],
})
