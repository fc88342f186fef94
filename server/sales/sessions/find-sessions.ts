import type { Row } from 'postgres'
import type { Tx } from '../../platform/database/connect.ts'
import { type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'
import type { SessionKey } from './session-key.ts'
import type { SessionState } from './sessions-of-set.ts'

const keyColumns: readonly Column<SessionKey>[] = [
  ['store_id', 'bigint', (key) => key.storeId],
  ['id', 'uuid', (key) => key.id],
]

const readSessions = forSet(
  keyColumns,
  `select given.store_id as asked_of, session.store_id, session.id, session.register_id, session.series, session.last_number,
     session.closed_at is not null as is_closed
   from ${givenRows(keyColumns)}
   join register_sessions session on session.id = given.id
   order by session.store_id = given.store_id`,
)

type SessionRow = {
  asked_of: number
  store_id: number
  id: string
  register_id: number
  series: number
  last_number: number | null
  is_closed: boolean
}

/**
 * The sessions of a set as they stand now; the caller holds the locks of their registers. An id that is another store's is
 * found too, after which this store's own comes if there is one.
 */
export async function findSessions(tx: Tx, keys: readonly SessionKey[]): Promise<SessionState[]> {
  const distinct = [...new Map(keys.map((key) => [`${key.storeId}:${key.id}`, key])).values()]
  return (await readSessions(tx, distinct)).map(readSession)
}

function readSession(row: Row): SessionState {
  const { asked_of, store_id, id, register_id, series, last_number, is_closed } = row as SessionRow
  return {
    askedOf: asked_of,
    storeId: store_id,
    id,
    registerId: register_id,
    series,
    lastNumber: last_number,
    isClosed: is_closed,
  }
}
