import { parseArgs } from 'node:util'
import {
  DATE_ORDERS,
  type DateOrder,
  DECIMAL_MARKS,
  type DecimalMark,
  ImportRefused,
  type MappingChoice,
  readChoice,
  readMappingFile,
} from '../platform/csv/index.ts'
import { text } from '../platform/text.ts'

/** What the operator asked of an import, read from the command line. */
export type ImportOptions = {
  readonly file: string
  readonly choice: MappingChoice
  readonly delimiter: string | undefined
  readonly decimalMark: DecimalMark
  readonly dateOrder: DateOrder
  readonly errorFile: string | undefined
  readonly dryRun: boolean
  readonly restart: boolean
  readonly help: boolean
  /** Options of one kind of import, as given. */
  readonly own: Readonly<Record<string, string | boolean | undefined>>
}

const COMMON = {
  map: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  mapping: { type: 'string' },
  delimiter: { type: 'string' },
  decimal: { type: 'string' },
  'date-format': { type: 'string' },
  errors: { type: 'string' },
  'dry-run': { type: 'boolean' },
  restart: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

export type OwnOptions = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>

/**
 * Reads the arguments after the kind of import.
 *
 * @throws ImportRefused, or TypeError of `parseArgs`, for what is not understood.
 */
export async function readImportOptions(args: string[], own: OwnOptions): Promise<ImportOptions> {
  const { values, positionals } = parseArgs({ args, options: { ...COMMON, ...own }, allowPositionals: true })
  const given: Record<string, unknown> = values
  const [file, ...more] = positionals
  const help = values.help === true
  if (!help && (file === undefined || more.length > 0)) {
    throw new ImportRefused(text('Donnez un fichier, et un seul.', 'Give one file, and only one.'))
  }
  const inFile = values.mapping === undefined ? { columns: {}, constants: {} } : await readMappingFile(values.mapping)
  return {
    file: file ?? '',
    choice: {
      columns: { ...inFile.columns, ...pairs(values.map, '--map', 'COLONNE', 'COLUMN') },
      constants: { ...inFile.constants, ...pairs(values.set, '--set', 'VALEUR', 'VALUE') },
    },
    delimiter: values.delimiter === undefined ? undefined : readDelimiter(values.delimiter),
    decimalMark: readChoice('--decimal', values.decimal, DECIMAL_MARKS, 'auto'),
    dateOrder: readChoice('--date-format', values['date-format'], DATE_ORDERS, 'iso'),
    errorFile: values.errors,
    dryRun: values['dry-run'] === true,
    restart: values.restart === true,
    help,
    own: Object.fromEntries(
      Object.keys(own).map((name) => {
        const value = given[name]
        return [name, typeof value === 'string' || typeof value === 'boolean' ? value : undefined]
      }),
    ),
  }
}

function pairs(given: string[] | undefined, option: string, french: string, english: string): Record<string, string> {
  return Object.fromEntries(
    (given ?? []).map((pair) => {
      const sign = pair.indexOf('=')
      if (sign > 0 && sign < pair.length - 1) return [pair.slice(0, sign).trim(), pair.slice(sign + 1).trim()]
      throw new ImportRefused(
        text(`${option} veut CHAMP=${french} ; reçu « {pair} ».`, `${option} wants FIELD=${english}; got "{pair}".`),
        { pair },
      )
    }),
  )
}

const NAMED_DELIMITERS: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
  '\\t': '\t',
}

function readDelimiter(given: string): string {
  const delimiter = NAMED_DELIMITERS[given] ?? given
  if (delimiter.length === 1) return delimiter
  throw new ImportRefused(
    text(
      '--delimiter veut un caractère, ou comma, semicolon, tab, pipe.',
      '--delimiter wants one character, or comma, semicolon, tab, pipe.',
    ),
  )
}
