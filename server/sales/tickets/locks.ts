import type { Row } from 'postgres'
import type { Tx } from '../../platform/database/connect.ts'
import { arrayLiteral, type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'
import { together } from '../../platform/database/together.ts'
import type { RegisterState } from './set-state.ts'
import type { RecordDraft } from './ticket.ts'

export type Identity = {
  /** Claimed by this transaction; otherwise the chain knew it already. */
  readonly isNew: boolean
  /** Known with the same content. */
  readonly isSame: boolean
}

const NEW: Identity = { isNew: true, isSame: false }

type KnownRow = { id: string; known_hash: string | null }

const identityColumns: readonly Column<RecordDraft>[] = [
  ['id', 'uuid', (draft) => draft.id],
  ['store_id', 'bigint', (draft) => draft.storeId],
  ['body_hash', 'text', (draft) => draft.bodyHash],
]

/** Answers those that could not be claimed: none of nearly every set. */
const claim = forSet(
  identityColumns,
  `with given as materialized (select * from ${givenRows(identityColumns)}),
   claimed as (
     insert into sale_identities (id, store_id, body_hash)
     select id, store_id, decode(body_hash, 'hex') from given order by id
     on conflict do nothing returning id)
   select given.id, encode(known.body_hash, 'hex') as known_hash
   from given left join sale_identities known on known.id = given.id
   where not exists (select from claimed where claimed.id = given.id)`,
)

/**
 * Makes each draft's UUID ours, or finds whose it is. A transaction that claims an id which another is recording waits for
 * it here, and then finds it known.
 */
export async function claimIdentities(tx: Tx, drafts: readonly RecordDraft[]): Promise<Map<string, Identity>> {
  const rows = (await claim(tx, drafts)) as unknown as KnownRow[]
  const unseen = rows.filter((row) => row.known_hash === null).map((row) => row.id)
  // Ids that another transaction committed while this statement waited are not in its snapshot; the next one sees them.
  const late = unseen.length === 0 ? [] : await readHashes(tx, unseen)
  const hashes = new Map([...rows, ...late].map((row) => [row.id, row.known_hash]))
  const identityOf = ({ id, bodyHash }: RecordDraft): Identity =>
    hashes.has(id) ? { isNew: false, isSame: hashes.get(id) === bodyHash } : NEW
  return new Map(drafts.map((draft) => [draft.id, identityOf(draft)]))
}

const readHashes = (tx: Tx, ids: readonly string[]) =>
  tx<KnownRow[]>`
    select id, encode(body_hash, 'hex') as known_hash from sale_identities where id = any(${arrayLiteral(ids)}::text::uuid[])`

/** Gives up the ids of drafts that were refused after claiming them. */
export const releaseIdentities = forSet(
  identityColumns.slice(0, 1),
  `delete from sale_identities identity using ${givenRows(identityColumns.slice(0, 1))} where identity.id = given.id`,
)

type RegisterKey = { storeId: number; registerId: number }
type RegisterRow = {
  store_id: number
  register_id: number
  is_deleted: boolean
  last_number: number
  position: number
  head_hash: string
}

const registerColumns: readonly Column<RegisterKey>[] = [
  ['store_id', 'bigint', (key) => key.storeId],
  ['register_id', 'bigint', (key) => key.registerId],
]

/** Nothing is written where the row exists already, or where there is no such register any more. */
const makeJournals = forSet(
  registerColumns,
  `insert into register_journals (store_id, register_id)
   select register.store_id, register.id from ${givenRows(registerColumns)}
   join registers register on register.store_id = given.store_id and register.id = given.register_id
   where register.deleted_at is null and not exists (
     select from register_journals journal
     where journal.store_id = given.store_id and journal.register_id = given.register_id)
   order by register.store_id, register.id
   on conflict do nothing`,
)

const lockJournals = forSet(
  registerColumns,
  `select journal.store_id, journal.register_id, register.deleted_at is not null as is_deleted, journal.last_number,
     journal.position,
     encode(journal.head_hash, 'hex') as head_hash
   from ${givenRows(registerColumns)}
   join registers register on register.store_id = given.store_id and register.id = given.register_id
   join register_journals journal on journal.store_id = given.store_id and journal.register_id = given.register_id
   order by journal.store_id, journal.register_id
   for update of journal`,
)

/**
 * Locks the counters and chain heads of these registers, in key order. A register's row is made at its first ticket. A
 * register that does not exist, or was deleted before it, is left out.
 */
export async function lockRegisters(tx: Tx, keys: readonly RegisterKey[]): Promise<RegisterState[]> {
  const distinct = [...new Map(keys.map((key) => [`${key.storeId}:${key.registerId}`, key])).values()].sort(
    (left, right) => left.storeId - right.storeId || left.registerId - right.registerId,
  )
  const locked = await lockJournals(tx, distinct)
  if (locked.length === distinct.length) return locked.map(readRegister)
  const [, rows] = await together([makeJournals(tx, distinct), lockJournals(tx, distinct)])
  return rows.map(readRegister)
}

function readRegister(row: Row): RegisterState {
  const { store_id, register_id, is_deleted, last_number, position, head_hash } = row as RegisterRow
  return {
    storeId: store_id,
    registerId: register_id,
    isDeleted: is_deleted,
    lastNumber: last_number,
    position,
    headHash: head_hash,
  }
}
