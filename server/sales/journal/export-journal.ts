import type { Readable } from 'node:stream'
import type { Actor } from '../../platform/actor.ts'
import { createGate } from '../../platform/create-gate.ts'
import type { Queryable, Sql } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { createStreams } from '../../platform/http/stream-in-turn.ts'
import { text } from '../../platform/text.ts'
import { findRegisterOfJournal, findStoreOfJournal, type JournalPlace } from './find-journal-place.ts'
import type { JournalKey } from './journal-key.ts'
import type { JournalExport } from './journal-schema.ts'
import { writeJournalExport } from './write-journal-export.ts'

/** Each holds a connection, and a moment of the database, for as long as its reader reads. */
const streamInTurn = createStreams(createGate({ atOnce: 2, waiting: 20 }))

const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2199-12-31'

/**
 * The journal of a store or of a register as a file that can be verified without us.
 *
 * @throws validation_failed unless one of both is named and the days make a period; not_found where the actor does not
 *   act; not_ready when too many exports wait.
 */
export async function exportJournal(
  sql: Sql,
  actor: Actor,
  query: JournalExport,
  key: JournalKey,
): Promise<Outcome<Readable>> {
  const { from, to } = query
  checkDays(from, to)
  const place = await findPlace(sql, actor, query)
  const stream = await streamInTurn(() => writeJournalExport(sql, place, { from, to }, key))
  const name = place.registerId === null ? `${place.storeId}` : `${place.storeId}-${place.registerId}`
  const day = new Date().toISOString().slice(0, 10)
  return {
    data: stream,
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="journal-${name}-${day}.ndjson"`,
    },
  }
}

function findPlace(sql: Queryable, actor: Actor, { store_id, register_id }: JournalExport): Promise<JournalPlace> {
  if (register_id !== undefined && store_id === undefined) return findRegisterOfJournal(sql, actor, register_id)
  if (store_id !== undefined && register_id === undefined) return findStoreOfJournal(sql, actor, store_id)
  throw invalid({ store_id: text('Nommez un magasin, ou une caisse.', 'Name a store, or a register.') })
}

function checkDays(from: string | undefined, to: string | undefined): void {
  const far = Object.entries({ from, to }).find(([, day]) => day !== undefined && (day < FIRST_DAY || day > LAST_DAY))
  if (far !== undefined) {
    throw invalid({
      [far[0]]: text(
        `Cette date doit être entre ${FIRST_DAY} et ${LAST_DAY}.`,
        `This date must be between ${FIRST_DAY} and ${LAST_DAY}.`,
      ),
    })
  }
  if (from !== undefined && to !== undefined && to < from) {
    throw invalid({
      to: text('Le dernier jour précède le premier.', 'The last day is before the first.'),
    })
  }
}
