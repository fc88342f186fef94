import { Readable } from 'node:stream'
import type { Actor } from '../../platform/actor.ts'
import { createGate } from '../../platform/create-gate.ts'
import type { Sql } from '../../platform/database/connect.ts'
import type { Outcome, RequestFacts } from '../../platform/http/route.ts'
import { createStreams } from '../../platform/http/stream-in-turn.ts'
import { readSnapshot } from '../read-snapshot.ts'
import { CONTENT_TYPES, type FileFormat, type Format } from './formats.ts'
import type { Report } from './report.ts'
import type { ReportTable } from './report-table.ts'
import type { Separator } from './write-csv.ts'
import { writeTable } from './write-table.ts'

/**
 * Each holds a connection, and a moment of the database, for as long as its reader reads, and some hold the whole of what
 * they write; one that waits holds nothing.
 */
const inTurn = createGate({ atOnce: 2, waiting: 50 })
const streamInTurn = createStreams(inTurn)

export type ReportQuestion<Query> = {
  readonly actor: Actor
  readonly query: Query & { format?: Format; separator?: Separator }
  readonly request: Pick<RequestFacts, 'language' | 'isHead'>
}

/**
 * A report as its reader wants it: JSON, or a file that is written while it is read. What is refused is refused before
 * the first byte.
 *
 * @throws what the report refuses; not_ready when too many files wait.
 */
export async function answerReport<Query, Answer>(
  sql: Sql,
  report: Report<Query, Answer>,
  { actor, query: { format = 'json', separator, ...rest }, request: { language, isHead } }: ReportQuestion<Query>,
): Promise<Outcome<Answer | Readable>> {
  const query = rest as Query
  if (format === 'json') {
    const { standing } = report
    if (standing === undefined) return { data: await report.read(sql, actor, query, language) }
    return readSnapshot(sql, async (tx) => ({
      standsOn: await standing(tx, actor, query),
      data: await report.read(tx, actor, query, language),
    }))
  }
  const tabulate = () => report.tabulate(sql, actor, query, language)
  const headersOf = ({ fileName }: ReportTable) => ({
    'content-type': CONTENT_TYPES[format],
    'content-disposition': `attachment; filename="${fileName}.${format}"`,
  })
  // Only the headers are asked for.
  if (isHead) return { data: Readable.from([]), headers: headersOf(await inTurn(tabulate)) }
  let headers = {}
  async function* write(): AsyncGenerator<string | Uint8Array> {
    const table = await tabulate()
    headers = headersOf(table)
    yield* writeTable(table, { format: format as FileFormat, language, separator })
  }
  return { data: await streamInTurn(write), headers }
}
