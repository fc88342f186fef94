import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { storeScope } from '../../stores/index.ts'

/** Whose journal is read; registers and stores that were deleted keep theirs. */
export type JournalPlace = {
  readonly storeId: number
  /** null: all of the store's registers. */
  readonly registerId: number | null
  readonly timeZone: string
  readonly currency: string
}

type Row = { store_id: number; time_zone: string; currency: string }

/** @throws not_found when the register is not of a store in which the actor acts */
export async function findRegisterOfJournal(sql: Queryable, actor: Actor, registerId: number): Promise<JournalPlace> {
  const [row] = await sql<Row[]>`
    select store.id as store_id, store.time_zone, store.currency::text
    from registers register join stores store on store.id = register.store_id
    where register.id = ${registerId} and ${storeScope(sql, actor, 'register.store_id')}`
  if (row === undefined) throw platformErrors.not_found()
  return { storeId: row.store_id, registerId, timeZone: row.time_zone, currency: row.currency }
}

/** @throws not_found for a store in which the actor does not act */
export async function findStoreOfJournal(sql: Queryable, actor: Actor, storeId: number): Promise<JournalPlace> {
  const [row] = mayActInStore(actor, storeId)
    ? await sql<Row[]>`
        select id as store_id, time_zone, currency::text from stores where id = ${storeId}`
    : []
  if (row === undefined) throw platformErrors.not_found()
  return { storeId, registerId: null, timeZone: row.time_zone, currency: row.currency }
}
