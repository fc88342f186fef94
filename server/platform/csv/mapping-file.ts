import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { text } from '../text.ts'
import { ImportRefused } from './import-refused.ts'
import type { MappingChoice } from './mapping.ts'

const BAD_MAPPING = text(
  'La correspondance {path} n’est pas comprise. En JSON : {"name": "Product_Name", "currency": {"value": "USD"}} ; en CSV : les colonnes field, column, value.',
  'The mapping {path} is not understood. As JSON: {"name": "Product_Name", "currency": {"value": "USD"}}; as CSV: the columns field, column, value.',
)

/**
 * Reads a column mapping from a small file: JSON (field → column, or field → `{value}` for a constant), or CSV with the
 * columns `field`, `column` and `value`.
 *
 * @throws ImportRefused when it cannot be read or is not of that form.
 */
export async function readMappingFile(path: string): Promise<MappingChoice> {
  const refuse = () =>
    new ImportRefused({ fr: BAD_MAPPING.fr.replace('{path}', path), en: BAD_MAPPING.en.replace('{path}', path) })
  let content: string
  try {
    content = (await readFile(path, 'utf8')).replace(/^\ufeff/, '')
  } catch {
    throw new ImportRefused(text('Il n’y a pas de fichier {path}.', 'There is no file {path}.'), { path })
  }
  const columns: Record<string, string> = {}
  const constants: Record<string, string> = {}
  if (!content.trimStart().startsWith('{')) {
    const rows: Record<string, string>[] = parse(content, {
      columns: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    })
    for (const { field, column, value } of rows) {
      if (!field || (!column && !value)) throw refuse()
      if (column) columns[field] = column
      if (value) constants[field] = value
    }
    return { columns, constants }
  }
  let parsed: Record<string, unknown>
  try {
    parsed = JSON.parse(content)
  } catch {
    throw refuse()
  }
  for (const [field, target] of Object.entries(parsed)) {
    if (typeof target === 'string') columns[field] = target
    else if (hasText(target, 'column') || hasText(target, 'value')) {
      if (hasText(target, 'column')) columns[field] = target.column
      if (hasText(target, 'value')) constants[field] = target.value
    } else throw refuse()
  }
  return { columns, constants }
}

function hasText<Key extends string>(value: unknown, key: Key): value is Record<Key, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    key in value &&
    typeof (value as Record<string, unknown>)[key] === 'string'
  )
}
