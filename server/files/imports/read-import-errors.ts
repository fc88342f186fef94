import { Readable } from 'node:stream'
import type { Actor } from '../../platform/actor.ts'
import { formatCsvRecord, withoutFormulas } from '../../platform/csv/index.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { type Language, text } from '../../platform/text.ts'
import { importScope } from './import-row.ts'
import type { ProblemRow } from './present.ts'

export type ErrorStage = 'import' | 'undo'

const ROWS_PER_READ = 1000

/** The mark makes spreadsheets read UTF-8. */
const BYTE_ORDER_MARK = '\ufeff'

const COLUMNS = {
  import: {
    fr: ['ligne', 'gravité', 'champ', 'valeur', 'raison'],
    en: ['line', 'severity', 'field', 'value', 'reason'],
  },
  undo: { fr: ['sorte', 'identifiant', 'nom', 'raison'], en: ['type', 'id', 'name', 'reason'] },
}
const SEVERITIES = {
  refused: text('refusée', 'refused'),
  warning: text('avertissement', 'warning'),
  kept: text('conservé', 'kept'),
}
const FILE_NAMES = { import: text('erreurs', 'errors'), undo: text('conserves', 'kept') }

/**
 * The problems of an import (or what its undo kept) as a CSV file, in the reader's language, written as it is read.
 *
 * @throws not_found, also for somebody else's import.
 */
export async function readImportErrors(
  sql: Sql,
  actor: Actor,
  { id, stage, language }: { id: number; stage: ErrorStage; language: Language },
): Promise<Outcome<Readable>> {
  const [found] = await sql`select 1 from imports i where i.id = ${id} and ${importScope(sql, actor)}`
  if (found === undefined) throw platformErrors.not_found()
  return {
    data: Readable.from(writeErrors(sql, { id, stage, language })),
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="import-${id}-${FILE_NAMES[stage][language]}.csv"`,
    },
  }
}

async function* writeErrors(
  sql: Sql,
  { id, stage, language }: { id: number; stage: ErrorStage; language: Language },
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + formatCsvRecord(COLUMNS[stage][language])
  let last = 0
  for (;;) {
    const rows = await sql<(ProblemRow & { id: number })[]>`
      select id, line, severity, field, record_id, value, reason_fr, reason_en from import_problems
      where import_id = ${id} and stage = ${stage} and id > ${last} order by id limit ${ROWS_PER_READ}`
    if (rows.length > 0) yield rows.map((row) => formatCsvRecord(cellsOf(row, stage, language))).join('')
    if (rows.length < ROWS_PER_READ) return
    last = rows.at(-1)?.id ?? last
  }
}

function cellsOf(row: ProblemRow, stage: ErrorStage, language: Language): (string | number)[] {
  const reason = language === 'fr' ? row.reason_fr : row.reason_en
  const texts = [row.value ?? '', reason].map(withoutFormulas)
  return stage === 'import'
    ? [row.line ?? '', SEVERITIES[row.severity][language], row.field ?? '', ...texts]
    : [row.field ?? '', row.record_id ?? '', ...texts]
}
