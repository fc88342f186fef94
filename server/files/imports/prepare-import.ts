import { randomUUID } from 'node:crypto'
import { type Actor, may } from '../../platform/actor.ts'
import { ImportRefused, inspectFile, readHeader, resolveMapping } from '../../platform/csv/index.ts'
import { invalid, platformErrors } from '../../platform/errors.ts'
import type { ReceivedFile } from '../../platform/http/route.ts'
import { type Text, text } from '../../platform/text.ts'
import type { FileRoom } from '../file-room.ts'
import { keepImportFile } from './import-files.ts'
import { type ImportKind, type ImportKinds, optionName } from './import-kind.ts'
import { type KeptReading, toReading } from './import-row.ts'
import type { ImportRequest } from './schema.ts'

/** A few bytes of a compressed file may stand for a disk full of text. */
export const MAX_UNPACKED_BYTES = 1024 * 1024 * 1024

const NOT_FOR_KIND = text(
  'Ce champ ne vaut pas pour cette sorte d’import.',
  'This field is not for this kind of import.',
)
const TWICE = text('Deux colonnes sont données au champ {field}.', 'Two columns are given to the field {field}.')

export type PreparedImport = {
  readonly format: string
  readonly reading: KeptReading
  readonly storedAs: string
}

/**
 * Refuses at once what the file and the request can get wrong by themselves, and keeps the file for the worker.
 *
 * @throws forbidden when the actor may not write what the kind writes, validation_failed naming the field.
 */
export async function prepareImport(
  actor: Actor,
  request: ImportRequest,
  file: ReceivedFile,
  { kinds, files }: { kinds: ImportKinds; files: FileRoom },
): Promise<PreparedImport> {
  const kind = kinds[request.kind] as ImportKind
  if (!permissionsFor(kind, request).every((permission) => may(actor, permission))) throw platformErrors.forbidden()
  const reading = readRequest(request, kind)
  const format = await refusals(() => checkFile(file, reading, kind, request.format))
  const storedAs = `${randomUUID()}.csv`
  await keepImportFile(files, storedAs, file.path)
  return { format, reading, storedAs }
}

function permissionsFor({ permissions, fieldPermissions = {} }: ImportKind, request: ImportRequest): string[] {
  const asked = Object.entries(request).filter(([, value]) => value === true)
  return [...permissions, ...asked.flatMap(([name]) => fieldPermissions[name] ?? [])]
}

const COMMON = new Set([
  'kind',
  'format',
  'mapping',
  'constants',
  'dry_run',
  'delimiter',
  'decimal_mark',
  'date_format',
])

function readRequest(request: ImportRequest, kind: ImportKind): KeptReading {
  const faults: Record<string, Text> = {}
  const own: Record<string, string | boolean> = {}
  for (const [name, value] of Object.entries(request)) {
    if (COMMON.has(name) || value === undefined) continue
    // A form that shows the fields of every kind sends `false` for boxes that nobody ticked.
    if (!Object.hasOwn(kind.ownFields, name)) {
      if (value !== false) faults[name] = NOT_FOR_KIND
    } else if (typeof value === 'string' || typeof value === 'boolean') own[optionName(name)] = value
  }
  if (request.format !== undefined && !kind.formats.includes(request.format)) faults.format = NOT_FOR_KIND
  const columns: Record<string, string> = {}
  for (const [column, field] of Object.entries(request.mapping ?? {})) {
    if (field === '') continue
    if (Object.hasOwn(columns, field)) {
      faults.mapping = text(
        TWICE.fr.replace('{field}', () => field),
        TWICE.en.replace('{field}', () => field),
      )
    }
    define(columns, field, column)
  }
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return {
    columns,
    constants: request.constants ?? {},
    settled: Object.keys(request.mapping ?? {}),
    delimiter: request.delimiter === 'tab' ? '\t' : (request.delimiter ?? null),
    decimal: request.decimal_mark ?? 'auto',
    date_format: request.date_format ?? 'iso',
    own,
  }
}

/** Not an assignment, which a field named `__proto__` would turn into something else. */
const define = (target: object, name: string, value: string) =>
  Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true })

/** Answers the format: what was asked for, else what the columns are. */
async function checkFile(
  { path, name }: ReceivedFile,
  reading: KeptReading,
  kind: ImportKind,
  format: string | undefined,
): Promise<string> {
  const { choice, delimiter } = toReading(reading, format ?? '')
  const file = await inspectFile(path, { delimiter, name, maxUnpackedBytes: MAX_UNPACKED_BYTES })
  const header = await readHeader(file)
  const mapping = resolveMapping(header, kind.fields, choice)
  const found = format ?? kind.recognize(header)
  kind.checkColumns?.(mapping, found)
  kind.check?.(toReading(reading, found))
  return found
}

/** What the reading of a file refuses, as a refusal of the request. */
export async function refusals<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ImportRefused) throw invalid({ [error.field]: error.text })
    throw error
  }
}
