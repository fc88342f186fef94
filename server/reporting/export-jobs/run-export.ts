import { randomUUID } from 'node:crypto'
import { type FileRoom, inPassingFolder } from '../../files/index.ts'
import { findRights, type StoreIdsFragment, serviceActor } from '../../identity/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Queryable, type Sql, withTransaction } from '../../platform/database/connect.ts'
import type { Readings } from '../../platform/database/readings.ts'
import { AppError } from '../../platform/errors.ts'
import type { Log } from '../../platform/log/create-log.ts'
import { type Text, text } from '../../platform/text.ts'
import { CONTENT_TYPES } from '../export/formats.ts'
import { auditOf, claimExport, endAsFailed } from './claim-export.ts'
import { storedPath } from './export-files.ts'
import { contentOf, type ExportRow, exporterOf } from './export-row.ts'
import type { Exportable } from './exportable.ts'
import { type MadeFile, writeFile } from './make-file.ts'

export type ExportWorkshop = {
  readonly sql: Sql
  /** Where reports are read, however long they take. */
  readonly readings: Readings
  readonly files: Pick<FileRoom, 'storage' | 'passing'>
  readonly exportables: readonly Exportable[]
  /** Where people work. */
  readonly storeIds: StoreIdsFragment
  /** Whether the program that holds `API_TOKEN` still may ask. */
  readonly hasService: boolean
  readonly log: Pick<Log, 'info'>
  readonly stop: AbortSignal
}

const KEPT_DAYS = 7
const PROGRESS_MS = 1_000

const NOBODY = text(
  'Qui l’a demandé n’a plus accès à ce qu’il contient.',
  'Whoever asked for it no longer has access to what it holds.',
)

/** Another worker is at it, or it was taken away. */
class ExportOvertaken extends Error {}

/**
 * Makes the file of an export from its beginning, as whoever asked for it may see things now. What cannot be made is told
 * to them; any other fault is thrown, and the queue tries again.
 */
export async function runExport(workshop: ExportWorkshop, id: number): Promise<void> {
  const { sql, log, stop } = workshop
  const runner = randomUUID()
  const row = await claimExport(sql, id, runner)
  if (row === null) return
  try {
    await make(workshop, row, runner)
    log.info(`export ${id} (${row.kind}): made`)
  } catch (error) {
    if (error instanceof ExportOvertaken) return
    if (error instanceof AppError) return await fail(sql, row, reasonOf(error))
    if (stop.aborted)
      await sql`update export_work set attempts = attempts - 1 where export_id = ${id} and runner = ${runner}`
    throw error
  }
}

const fail = (sql: Sql, row: ExportRow, failure: Text): Promise<void> =>
  withTransaction(sql, { audit: auditOf(row) }, (tx) => endAsFailed(tx, row.id, failure))

/** The refusal, and what it says of each field. */
function reasonOf({ text: sentence, fields }: AppError): Text {
  const lines = Object.values(fields).flat()
  const join = (language: 'fr' | 'en') => [sentence[language], ...lines.map((line) => line[language])].join(' – ')
  return { fr: join('fr'), en: join('en') }
}

async function make(workshop: ExportWorkshop, row: ExportRow, runner: string): Promise<void> {
  const { sql, readings, files, stop } = workshop
  const actor = await findExporter(workshop, row)
  const exportable = workshop.exportables.find(({ name }) => name === row.kind)
  if (actor === null || exportable?.needs.every((permission) => actor.permissions.has(permission)) !== true) {
    return fail(sql, row, NOBODY)
  }
  await inPassingFolder(files, async (folder) => {
    const { result: made, asOf } = await readings.read(async (source) => {
      const table = await exportable.tabulate(source, actor, row.parameters as never, row.language)
      const manner = { format: row.format, language: row.language, separator: row.separator ?? undefined }
      const progress = new Progress(sql, { id: row.id, runner, total: table.rowsCount ?? null })
      const file = await writeFile(table, manner, { folder, signal: stop, onRows: (rows) => progress.note(rows) })
      return { file, name: table.fileName }
    })
    await keep(workshop, row, { runner, asOf, ...made, ...contentOf(actor, row, exportable.needs) })
  })
}

async function findExporter({ sql, storeIds, hasService }: ExportWorkshop, row: ExportRow): Promise<Actor | null> {
  if (row.created_by === null)
    return exporterOf(row, hasService && row.actor_key === serviceActor.key ? serviceActor : null)
  const rights = await findRights(sql, [row.created_by], storeIds)
  return exporterOf(row, rights.get(row.created_by) ?? null)
}

/** Tells how far the work has come, once a second, and hears that somebody else has taken over. */
class Progress {
  readonly #sql: Queryable
  readonly #work: { id: number; runner: string; total: number | null }
  #toldAt = Number.NEGATIVE_INFINITY

  constructor(sql: Queryable, work: { id: number; runner: string; total: number | null }) {
    this.#sql = sql
    this.#work = work
  }

  async note(rows: number): Promise<void> {
    const now = performance.now()
    if (now - this.#toldAt < PROGRESS_MS) return
    this.#toldAt = now
    const { id, runner, total } = this.#work
    const told = await this.#sql`
      update export_work set rows_done = ${rows}, rows_total = ${total} where export_id = ${id} and runner = ${runner}`
    if (told.count === 0) throw new ExportOvertaken()
  }
}

type Keeping = Pick<ExportRow, 'made_with' | 'made_of'> & { runner: string; asOf: Date; file: MadeFile; name: string }

/** The file goes into the storage first: a row never names one that is not there. */
async function keep(
  { sql, files }: ExportWorkshop,
  row: ExportRow,
  { runner, asOf, file, name, made_with: madeWith, made_of: madeOf }: Keeping,
): Promise<void> {
  const storedAs = `${randomUUID()}.${row.format}`
  await files.storage.put(storedPath(storedAs), file.path, CONTENT_TYPES[row.format])
  const kept = await withTransaction(
    sql,
    { audit: auditOf(row) },
    (tx) => tx`
    update exports set state = 'done', stored_as = ${storedAs}, file_name = ${`${name}.${row.format}`},
      file_bytes = ${file.bytes}, file_digest = ${file.digest}, rows_written = ${file.rows}, made_with = ${madeWith}::text[],
      made_of = ${madeOf === null ? null : `{${madeOf.join()}}`}::text::bigint[], as_of = ${asOf.toISOString()}, finished_at = now(),
      expires_at = now() + make_interval(days => ${KEPT_DAYS})
    from export_work work
    where exports.id = ${row.id} and exports.state = 'running' and work.export_id = exports.id and work.runner = ${runner}`,
  )
  if (kept.count === 1) return
  await files.storage.remove(storedPath(storedAs))
  throw new ExportOvertaken()
}
