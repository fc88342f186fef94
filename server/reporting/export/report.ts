import { type TObject, type TSchema, Type } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable, Sql } from '../../platform/database/connect.ts'
import { type ErrorFactory, platformErrors } from '../../platform/errors.ts'
import { Strict } from '../../platform/http/fields.ts'
import { type CachePolicy, type Route, read, readByPost } from '../../platform/http/route.ts'
import { type Language, type Text, text } from '../../platform/text.ts'
import type { Snapshot } from '../read-snapshot.ts'
import { isReadAnew } from '../stand-on-sums.ts'
import { answerReport } from './answer-report.ts'
import { type Format, formatProperties, REPORT_CONTENT_TYPES, ReportFile } from './formats.ts'
import type { ReportTable } from './report-table.ts'
import type { Separator } from './write-csv.ts'

/**
 * A report, told once: what it is asked, what it answers, and how that is a table. From this it has its address, its JSON,
 * its files, and its place among what is exported in the background.
 */
export type Report<Query, Answer> = {
  /** Its name in addresses and in exports. */
  readonly name: string
  readonly title: Text
  /** What it may be asked: an object that refuses what it does not know. */
  readonly query: TObject
  /** Its question is too long for an address: it is a body, whose values have their own types. */
  readonly isAskedByPost?: true
  readonly response: TSchema
  /** What a question gets wrong beyond its schema and its stores, refused before anything is read. */
  refuse?(query: Query, actor: Actor): void
  read(sql: Sql | Snapshot, actor: Actor, query: Query, language: Language): Promise<Answer>
  /** Of a report whose JSON may be kept for a while: on what it stands, as `CachePolicy.standing` has it. */
  standing?(sql: Queryable, actor: Actor, query: Query): Promise<string | null>
  /** Refuses what `read` refuses; the rows are read when they are asked for. */
  tabulate(sql: Sql, actor: Actor, query: Query, language: Language): Promise<ReportTable>
}

/** Any report, to whoever only asks it what its own schema has let through. */
export type AnyReport = Report<never, unknown>

export const defineReport = <Query, Answer>(report: Report<Query, Answer>): Report<Query, Answer> => report

type ReportRow = {
  readonly operation: string
  readonly description: Text
  readonly errors?: readonly ErrorFactory[]
}

const FILES = text(
  'En `csv`, `xlsx` ou `pdf`, toutes les lignes, écrites à mesure qu’elles sont lues\u00a0: CSV en UTF-8 avec indicateur d’ordre, séparateur et décimales du lecteur, formules neutralisées\u00a0; classeur aux cellules typées, une feuille par devise avec son total\u00a0; PDF avec un graphique, 2 000 lignes au plus. Un très long rapport se demande par `POST /exports`.\n\nL’en-tête `x-data-as-of` dit jusqu’à quand tout ce qui a été vendu est compté\u00a0: l’instant de la lecture, ou un peu avant quand les rapports sont lus dans une réplique.',
  'As `csv`, `xlsx` or `pdf`, every row, written while it is read: CSV in UTF-8 with a byte order mark, the reader’s separator and decimals, formulas made harmless; a workbook of typed cells, a sheet per currency with its total; PDF with a chart, at most 2,000 rows. A very long report is asked for by `POST /exports`.\n\nThe header `x-data-as-of` says up to when all that was sold is counted: the moment of the reading, or a little before where reports are read from a replica.',
)

type Asked<Query> = Query & { format?: Format; separator?: Separator }

/** The address of a report, `/reports/NAME`, in each of its formats. */
export function reportRoute<Query, Answer>(report: Report<Query, Answer>, row: ReportRow): Route {
  const { operation, description, errors = [] } = row
  const common = {
    path: `/reports/${report.name}`,
    operation,
    tag: 'reports',
    summary: report.title,
    description: text(`${description.fr}\n\n${FILES.fr}`, `${description.en}\n\n${FILES.en}`),
    access: 'reports.view',
    importance: 'reports' as const,
    errors: [platformErrors.not_found, ...errors],
    response: Type.Union([report.response, ReportFile]),
    contentTypes: REPORT_CONTENT_TYPES,
  }
  if (report.isAskedByPost === true) {
    return readByPost({
      ...common,
      // Whoever asks so makes their own question: what it costs is theirs to choose.
      limit: 'costly',
      query: Strict(formatProperties),
      body: report.query,
      run: ({ sql, actor, query, body, request }) =>
        answerReport(sql, report, { actor, query: { ...body, ...Object(query) } as Asked<Query>, request }),
    })
  }
  return read({
    ...common,
    query: Strict({ ...report.query.properties, ...formatProperties }),
    ...(report.standing !== undefined && { cache: keepWhileStanding(report.standing) }),
    run: ({ sql, actor, query, request }) =>
      answerReport(sql, report, { actor, query: query as Asked<Query>, request }),
  })
}

/** Names of stores and of what they sell are written into a report; they change without a ticket. */
const NAMES = ['stores', 'catalog', 'users'] as const

/** Files are written while they are read, and are not kept. */
const keepWhileStanding = <Query>(standing: NonNullable<Report<Query, unknown>['standing']>): CachePolicy => ({
  namespaces: NAMES,
  time: 'summaries',
  except: (query) => (query.format !== undefined && query.format !== 'json') || isReadAnew(query),
  async standing({ sql, actor, query }) {
    const on = await standing(sql, actor, query as Query)
    return on === null ? null : { on }
  },
})
