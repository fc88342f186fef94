import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Sql } from '../../server/platform/database/connect.ts'
import { until } from '../harness/processes.ts'

/**
 * Real data sets of other people, which may not be part of the project. They are looked for beside it; where they are
 * not, the tests that need them say so and are skipped.
 */
const folder = resolve(import.meta.dirname, '..', '..', '..', 'shared', 'data')

export const dataPath = (...parts: string[]): string => join(folder, ...parts)

/** Why the tests of a data set are skipped; false when it is there. */
export const missingData = (name: string): string | false =>
  existsSync(dataPath(name)) ? false : `the data set ${name} is not beside the project (../shared/data/${name})`

export const readExpected = <Expected>(name: string): Expected =>
  JSON.parse(readFileSync(dataPath(name, 'EXPECTED.json'), 'utf8'))

const guide = resolve(import.meta.dirname, '..', '..', 'docs', 'guide', 'import.md')

/** The commands of a worked example of the guide, as lists of arguments after `import`. */
export function guideCommands(heading: string): string[][] {
  const section = readFileSync(guide, 'utf8')
    .split(/^### /m)
    .find((part) => part.startsWith(heading))
  const block = /```sh\n([\s\S]*?)```/.exec(section ?? '')?.[1]
  if (block === undefined) throw new Error(`The guide has no example "${heading}".`)
  return block
    .replaceAll('\\\n', ' ')
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/).slice(3))
}

const program = resolve(import.meta.dirname, '..', '..', 'server', 'main.ts')

/** Runs `comptoir import` in a process of its own, in the folder of the data. */
export function startImport(args: readonly string[], options: { cwd: string; url: string; dataFolder: string }) {
  const child = spawn(process.execPath, [program, 'import', ...args, '--lang', 'en'], {
    cwd: options.cwd,
    env: {
      ...process.env,
      DATABASE_URL: options.url,
      COMPTOIR_DATA: options.dataFolder,
      SECRET_KEY: 'secret-key-of-the-tests-0123456789abcdef',
      LOG_LEVEL: 'CRITICAL',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, output })) }
}

/** Answers when an import of this kind has committed so many records. */
export const untilImported = (sql: Sql, kind: string, records: number): Promise<true> =>
  until(async () => {
    const [run] = await sql<{ done: number }[]>`select records_done as done from import_runs where kind = ${kind}`
    return (run?.done ?? 0) >= records
  })

/** Minor units as a decimal with two places. */
export const money = (minor: number): string => (minor / 100).toFixed(2)
