import { type Static, type TProperties, Type } from 'typebox'
import { DATE_ORDERS, DECIMAL_MARKS } from '../../platform/csv/index.ts'
import { Id, Nullable, Strict, Timestamp } from '../../platform/http/fields.ts'
import type { ImportKinds } from './import-kind.ts'

export const IMPORT_STATES = ['queued', 'running', 'done', 'failed', 'undone'] as const
export type ImportState = (typeof IMPORT_STATES)[number]

export const DELIMITERS = [',', ';', '|', 'tab'] as const

export const stringEnum = (values: readonly string[], description?: string) =>
  Type.String({ enum: [...values], ...(description !== undefined && { description }) })

const texts = (description: string) =>
  Type.Record(Type.String(), Type.String({ maxLength: 500 }), { maxProperties: 200, description })

/** The fields beside the file: those of every kind, and each kind's own. */
export function importRequest(kinds: ImportKinds) {
  const formats = [...new Set(Object.values(kinds).flatMap(({ formats }) => formats))]
  const own: TProperties = Object.assign({}, ...Object.values(kinds).map(({ ownFields }) => ownFields))
  return Strict({
    kind: stringEnum(Object.keys(kinds)),
    format: Type.Optional(stringEnum(formats, 'Recognised by the columns unless given.')),
    mapping: Type.Optional(
      texts(
        'JSON: column → field, for columns that are not found by their names: `{"Prix TTC": "price"}`; `#3` is the third column. A column that is named here is nothing else, and with an empty field it is left out.',
      ),
    ),
    constants: Type.Optional(texts('JSON: field → value, also for empty cells: `{"currency": "CAD"}`.')),
    dry_run: Type.Optional(Type.Boolean({ description: 'Tries everything, keeps nothing.' })),
    delimiter: Type.Optional(stringEnum(DELIMITERS, 'Found unless given.')),
    decimal_mark: Type.Optional(stringEnum(DECIMAL_MARKS, 'How decimals are written.')),
    date_format: Type.Optional(stringEnum(DATE_ORDERS, 'The order of day, month and year.')),
    ...own,
  })
}

/** What every kind's request has; the kinds' own fields stand beside. */
export type ImportRequest = {
  kind: string
  format?: string
  mapping?: Record<string, string>
  constants?: Record<string, string>
  dry_run?: boolean
  delimiter?: (typeof DELIMITERS)[number]
  decimal_mark?: (typeof DECIMAL_MARKS)[number]
  date_format?: (typeof DATE_ORDERS)[number]
}

const Counts = Type.Record(Type.String(), Type.Integer(), {
  description: 'What became of the records: `products_created`, `variants_unchanged`, `refused`, …',
})

const Problem = Type.Object({
  line: Type.Integer({ description: 'The physical line of the file on which the record begins.' }),
  severity: stringEnum(['refused', 'warning'], 'Not imported, or imported with a reservation.'),
  field: Nullable(Type.String()),
  value: Nullable(Type.String()),
  reason: Type.String(),
})

const KeptRecord = Type.Object({
  type: Type.String(),
  id: Type.String(),
  name: Type.String(),
  reason: Type.String(),
})

const Person = Type.Object({ id: Nullable(Id()), name: Type.String() })

const Undo = Type.Object({
  state: stringEnum(['queued', 'running', 'done', 'failed']),
  percent: Type.Integer(),
  counts: Counts,
  failure: Nullable(Type.String()),
  kept: Type.Array(KeptRecord, { description: 'What stays as it is because of what was done since; the first fifty.' }),
  requested_by: Person,
  requested_at: Timestamp(),
  finished_at: Nullable(Timestamp()),
})

export const Import = Type.Object({
  id: Id(),
  kind: Type.String(),
  format: Type.String(),
  state: stringEnum(IMPORT_STATES),
  dry_run: Type.Boolean(),
  file: Type.Object({ name: Type.String(), bytes: Type.Integer(), sha256: Type.String() }),
  mapping: Type.Record(Type.String(), Type.String()),
  constants: Type.Record(Type.String(), Type.String()),
  progress: Type.Object({
    records: Type.Integer(),
    bytes_read: Type.Integer(),
    total_bytes: Type.Integer(),
    percent: Type.Integer(),
  }),
  counts: Counts,
  problems_count: Type.Integer(),
  problems: Type.Optional(Type.Array(Problem, { description: 'The first fifty; all of them are in `links.errors`.' })),
  failure: Nullable(Type.String({ description: 'Why it could not go on.' })),
  undo: Nullable(Undo),
  links: Type.Object({ self: Type.String(), errors: Type.String(), undo: Nullable(Type.String()) }),
  created_by: Person,
  created_at: Timestamp(),
  started_at: Nullable(Timestamp()),
  finished_at: Nullable(Timestamp()),
})
export type ImportItem = Static<typeof Import>
