import { type Text, text } from '../text.ts'
import { readCsvCell } from './csv-cell.ts'
import { ImportRefused } from './import-refused.ts'
import type { CsvRecord } from './read-records.ts'

/** A field that an import knows, and the column names by which it finds it when nobody says. */
export type ImportField = {
  readonly name: string
  /** Other names of its column, in any letter case; its own name always counts. */
  readonly columns?: readonly string[]
  readonly label: Text
  readonly isRequired?: boolean
}

/** What the operator said: field → column, and field → constant. */
export type MappingChoice = {
  readonly columns: Readonly<Record<string, string>>
  readonly constants: Readonly<Record<string, string>>
  /** Columns of which it was said what they are, or that they are nothing: no known name is looked for among them. */
  readonly settled?: readonly string[]
}

/** Compares column names as people do: letter case, accents, blanks and underscores do not count. */
export function normalizeColumn(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()
}

/** Where each field of an import stands in a file. */
export class Mapping {
  readonly header: readonly string[]
  readonly #columns: ReadonlyMap<string, number>
  readonly #constants: ReadonlyMap<string, string>

  constructor(header: readonly string[], columns: ReadonlyMap<string, number>, constants: ReadonlyMap<string, string>) {
    this.header = header
    this.#columns = columns
    this.#constants = constants
  }

  /** Whether the file (or a constant) says anything about the field at all. */
  has(field: string): boolean {
    return this.#columns.has(field) || this.#constants.has(field)
  }

  /** The field's value, or its constant where the column is absent or empty; '' when there is none. */
  value(record: CsvRecord, field: string): string {
    const index = this.#columns.get(field)
    if (index !== undefined) {
      const value = readCsvCell(record.fields[index] ?? '')
      // PostgreSQL keeps no NUL, which means nothing in a text.
      if (value !== '') return value.includes('\0') ? value.replaceAll('\0', '').trim() : value
    }
    return this.#constants.get(field) ?? ''
  }

  /** The index of the field's column; undefined when it has none. */
  place(field: string): number | undefined {
    return this.#columns.get(field)
  }

  /** Field → column name, for the operator to check. */
  describe(): { field: string; column: string }[] {
    return [...this.#columns].map(([field, index]) => ({ field, column: this.header[index] ?? '' }))
  }
}

/**
 * Finds the columns of an import's fields in a header: those that the operator named, then those that bear a known name.
 *
 * @throws ImportRefused when a named field or column does not exist, or a required field has neither column nor constant.
 */
export function resolveMapping(
  header: readonly string[],
  fields: readonly ImportField[],
  choice: MappingChoice,
): Mapping {
  refuseUnknownFields(fields, choice)
  const positions = placesOf(header)
  const settled = new Set((choice.settled ?? []).map((named) => findNamed(named, header, positions)))
  const columns = new Map<string, number>()
  for (const { name, columns: others = [] } of fields) {
    const named = choice.columns[name]
    if (named !== undefined) {
      columns.set(name, findNamed(named, header, positions))
      continue
    }
    const found = [name, ...others].map((candidate) => positions.get(normalizeColumn(candidate)))
    const index = found.find((candidate) => candidate !== undefined && !settled.has(candidate))
    if (index !== undefined) columns.set(name, index)
  }
  const constants = new Map(Object.entries(choice.constants))
  const missing = fields.filter(
    ({ name, isRequired }) => isRequired === true && !columns.has(name) && !constants.has(name),
  )
  if (missing.length > 0) throw refuseWithout(missing, header)
  return new Mapping(header, columns, constants)
}

/** Where each name stands first, as people compare names. */
function placesOf(header: readonly string[]): Map<string, number> {
  const positions = new Map<string, number>()
  for (const [index, name] of header.entries()) {
    const normalized = normalizeColumn(name)
    if (!positions.has(normalized)) positions.set(normalized, index)
  }
  return positions
}

function refuseUnknownFields(fields: readonly ImportField[], choice: MappingChoice): void {
  const known = new Set(fields.map(({ name }) => name))
  const named = Object.keys(choice.columns)
  for (const name of [...named, ...Object.keys(choice.constants)]) {
    if (known.has(name)) continue
    throw new ImportRefused(
      text(
        'Le champ « {name} » n’existe pas ici ; les champs sont : {fields}.',
        'There is no field "{name}" here; the fields are: {fields}.',
      ),
      {
        name,
        fields: [...known].join(', '),
      },
      { field: named.includes(name) ? 'mapping' : 'constants' },
    )
  }
}

/** A column is named by its title, or by its place: `#3` is the third. */
function findNamed(named: string, header: readonly string[], positions: ReadonlyMap<string, number>): number {
  const exact = header.indexOf(named)
  if (exact >= 0) return exact
  const place = /^#(\d+)$/.exec(named)
  const index = place === null ? positions.get(normalizeColumn(named)) : Number(place[1]) - 1
  if (index !== undefined && index >= 0 && index < header.length) return index
  throw new ImportRefused(
    text(
      'La colonne « {named} » n’existe pas ; les colonnes du fichier sont : {columns}.',
      'There is no column "{named}"; the file has the columns: {columns}.',
    ),
    {
      named,
      columns: listColumns(header),
    },
    { field: 'mapping' },
  )
}

function refuseWithout(missing: readonly ImportField[], header: readonly string[]): ImportRefused {
  const names = missing.map(({ name }) => name)
  return new ImportRefused(
    text(
      'Il manque une colonne pour\u00a0: {names}. Les colonnes du fichier sont\u00a0: {columns}.',
      'A column is missing for: {names}. The file has the columns: {columns}.',
    ),
    { names: names.join(', '), first: names[0] ?? '', columns: listColumns(header) },
    { field: 'mapping', hint: HOW_TO_NAME },
  )
}

/** None of several fields, of which one would do, is there: the file is not what it is said to be. */
export function refuseMissing(header: readonly string[], fields: readonly string[]): ImportRefused {
  return new ImportRefused(
    text(
      'Il manque une colonne pour l’un de\u00a0: {names}. Les colonnes du fichier sont\u00a0: {columns}.',
      'A column is missing for one of: {names}. The file has the columns: {columns}.',
    ),
    { names: fields.join(', '), first: fields[0] ?? '', columns: listColumns(header) },
    { hint: HOW_TO_NAME },
  )
}

const HOW_TO_NAME = text(
  ' Nommez-la par --map {first}=COLONNE, ou donnez une constante par --set {first}=VALEUR.',
  ' Name it with --map {first}=COLUMN, or give a constant with --set {first}=VALUE.',
)

const LISTED_LENGTH_MAX = 1000

/** The header of what is no table may be anything, and as long as the file. */
function listColumns(header: readonly string[]): string {
  const listed = header.join(', ').replace(/\p{C}/gu, '').toWellFormed()
  return listed.length <= LISTED_LENGTH_MAX ? listed : `${listed.slice(0, LISTED_LENGTH_MAX).toWellFormed()}…`
}
