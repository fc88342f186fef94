import { type Static, Type } from 'typebox'
import { Id, Nullable, Strict, Timestamp } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'
import { FILE_FORMATS, type FileFormat, SEPARATOR_NAMES, separatorProperty } from '../export/formats.ts'
import { EXPORT_STATES } from './export-row.ts'

const Parameters = (description: { fr: string; en: string }) =>
  Type.Record(Type.String(), Type.Unknown(), {
    maxProperties: 100,
    'x-description': description,
    examples: [{ date_from: '2026-11-01', date_to: '2026-11-30', store_id: '1' }],
  })

const Format = Type.Unsafe<FileFormat>({
  type: 'string',
  enum: [...FILE_FORMATS],
  'x-label': text('Le format', 'The format'),
})

export const exportRequest = (kinds: readonly string[]) =>
  Strict({
    kind: Type.String({
      enum: [...kinds],
      'x-label': text('La sorte', 'The kind'),
      'x-description': text(
        'Un rapport par son nom, ou `tickets` et `ticket_lines`, ligne par ligne.',
        'A report by its name, or `tickets` and `ticket_lines`, row by row.',
      ),
    }),
    format: Format,
    parameters: Type.Optional(
      Parameters(
        text(
          'Ce que prend l’adresse du rapport\u00a0; `tickets` et `ticket_lines` prennent `date_from`, `date_to`, `store_id` et `currency`.',
          'What the report’s address takes; `tickets` and `ticket_lines` take `date_from`, `date_to`, `store_id` and `currency`.',
        ),
      ),
    ),
    separator: separatorProperty,
  })

export type ExportRequest = {
  kind: string
  format: FileFormat
  parameters?: Record<string, unknown>
  separator?: (typeof SEPARATOR_NAMES)[number]
}

export const Export = Type.Object({
  id: Id(),
  kind: Type.String({ examples: ['ticket_lines'] }),
  format: Format,
  separator: Nullable(Type.String({ enum: [...SEPARATOR_NAMES] })),
  parameters: Parameters(text('Ce qui a été demandé.', 'What was asked.')),
  state: Type.String({ enum: [...EXPORT_STATES] }),
  progress: Type.Object({
    rows: Type.Integer({ 'x-description': text('Lignes écrites.', 'Rows written.') }),
    total: Nullable(
      Type.Integer({ 'x-description': text('null tant qu’il n’est pas connu.', 'null while it is not known.') }),
    ),
    percent: Nullable(Type.Integer()),
  }),
  failure: Nullable(
    Type.String({ 'x-description': text('Pourquoi il n’a pas abouti.', 'Why it failed.'), examples: [null] }),
  ),
  file: Nullable(
    Type.Object({
      name: Type.String({ examples: ['lignes-de-tickets-2026-11-01-2026-11-30.csv'] }),
      bytes: Type.Integer(),
      sha256: Type.String(),
    }),
  ),
  as_of: Nullable(
    Timestamp({
      description: text('Ce qui a été vendu jusque-là est compté.', 'What was sold up to then is counted.'),
    }),
  ),
  links: Type.Object({
    self: Type.String({ examples: ['/api/v1/exports/1'] }),
    file: Nullable(Type.String({ examples: ['/api/v1/exports/1/file'] })),
  }),
  created_by: Type.Object({ id: Nullable(Id()), name: Type.String() }),
  created_at: Timestamp(),
  started_at: Nullable(Timestamp()),
  finished_at: Nullable(Timestamp()),
  expires_at: Nullable(
    Timestamp({ description: text('Le fichier est gardé jusque-là.', 'The file is kept until then.') }),
  ),
})
export type ExportItem = Static<typeof Export>
