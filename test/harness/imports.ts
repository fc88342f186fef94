import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type CsvFile,
  type ImportField,
  type ImportOutcome,
  type ImportPlan,
  type ImportSettings,
  inspectFile,
  type Mapping,
  type MappingChoice,
  type Problem,
  readHeader,
  resolveMapping,
  runImport,
} from '../../server/platform/csv/index.ts'
import type { Sql } from '../../server/platform/database/connect.ts'
import type { Cleaner } from './database.ts'

/** The address of a fixture of `test/fixtures/imports`. */
export const importFixture = (name: string): string => join(import.meta.dirname, '..', 'fixtures', 'imports', name)

/** A folder of its own, removed afterwards. */
export function temporaryFolder(cleaner: Cleaner): string {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-import-'))
  cleaner.after(async () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes a file that is removed afterwards; answers its address. */
export function temporaryFile(cleaner: Cleaner, content: string | Buffer, name = 'file.csv'): string {
  const path = join(temporaryFolder(cleaner), name)
  writeFileSync(path, content)
  return path
}

export type ImportRun = ImportOutcome & {
  problems: Problem[]
  /** `line severity field`, in order. */
  listed: string[]
}

export type ImportArguments = {
  fields: readonly ImportField[]
  map?: Record<string, string>
  set?: Record<string, string>
  settings?: Partial<ImportSettings>
  prepare: (file: CsvFile, mapping: Mapping) => ImportPlan | Promise<ImportPlan>
}

/** Imports a file as the command line does, and answers what it came to. */
export async function importPath(
  sql: Sql,
  path: string,
  { fields, map = {}, set = {}, settings, prepare }: ImportArguments,
): Promise<ImportRun> {
  const choice: MappingChoice = { columns: map, constants: set }
  const file = await inspectFile(path)
  const mapping = resolveMapping(await readHeader(file), fields, choice)
  const problems: Problem[] = []
  const outcome = await runImport(sql, await prepare(file, mapping), {
    dryRun: false,
    restart: false,
    language: 'fr',
    onProblem: (problem) => problems.push(problem),
    ...settings,
  })
  const listed = problems.map(({ line, severity, field }) => `${line} ${severity} ${field ?? '-'}`)
  return { ...outcome, problems, listed }
}

export const readText = (path: string): Promise<string> => readFile(path, 'utf8')
