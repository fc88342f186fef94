// Runs the tests: node bin/run.mjs scripts/test.ts [unit|integration|e2e] [files…] [--coverage]
import { spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { SERVER_VARIABLE, startTestServer, TEMPLATE_VARIABLE, type TestServer } from '../test/harness/cluster.ts'
import { endStuckFiles } from './end-stuck-files.ts'

const root = resolve(import.meta.dirname, '..')
const kinds = ['unit', 'integration', 'e2e', 'all'] as const
type Kind = (typeof kinds)[number]

const eraser = pathToFileURL(resolve(root, 'bin', 'erase-types.mjs')).href
const slowest = pathToFileURL(resolve(root, 'scripts', 'report-slowest-files.ts')).href
const leastCoveredLinesPercent = 95
/** COMPTOIR_LONG=1 lets tests run as long as an issue asks for. */
const timeoutMs = process.env.COMPTOIR_LONG === '1' ? 1_800_000 : 300_000
/** A file holds many tests: that of the odd strings takes twenty minutes where a machine is busy. */
const fileTimeoutMs = 9 * timeoutMs

function find(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: root, exclude: ['**/node_modules/**'] }).sort()
}

/** A test that imports the harness talks to a database. */
function needsHarness(file: string): boolean {
  return /harness\//.test(readFileSync(resolve(root, file), 'utf8'))
}

/** Answers the test files of a kind, relative to the project. */
function listFiles(kind: Kind): string[] {
  const rules = find('rules/**/*.test.ts')
  const server = find('server/**/*.test.ts')
  const web = find('web/src/**/*.test.ts')
  const e2e = find('test/e2e/**/*.test.ts')
  const rest = find('test/**/*.test.ts').filter((file) => !e2e.includes(file))
  if (kind === 'unit') return [...rules, ...web, ...server.filter((file) => !needsHarness(file))]
  if (kind === 'integration') return [...server, ...rest]
  if (kind === 'e2e') return e2e
  return [...rules, ...web, ...server, ...rest, ...e2e]
}

function runnerArguments(files: string[], isCovering: boolean): string[] {
  const coverage = [
    '--experimental-test-coverage',
    '--test-coverage-include=rules/**',
    '--test-coverage-include=server/**',
    '--test-coverage-exclude=**/*.test.ts',
    `--test-coverage-lines=${leastCoveredLinesPercent}`,
  ]
  const reporters = ['spec', slowest].flatMap((name) => [
    `--test-reporter=${name}`,
    '--test-reporter-destination=stdout',
  ])
  const options = ['--test', ...reporters, '--test-concurrency=2', `--test-timeout=${timeoutMs}`]
  return ['--import', eraser, ...options, ...(isCovering ? coverage : []), ...files]
}

/** Runs Node's test runner over the files; answers its exit code. Our own signals end it first, and so in order. */
function runFiles(files: string[], isCovering: boolean, server: TestServer | undefined): Promise<number> {
  const shared = server ? { [SERVER_VARIABLE]: server.adminUrl, [TEMPLATE_VARIABLE]: server.template } : {}
  const stuck = endStuckFiles(fileTimeoutMs)
  return new Promise((done) => {
    const runner = spawn(process.execPath, [...stuck.runnerArguments, ...runnerArguments(files, isCovering)], {
      cwd: root,
      env: { ...process.env, ...shared },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    const stopWatching = runner.pid === undefined ? () => {} : stuck.watch(runner.pid)
    const end = () => runner.kill('SIGTERM')
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
    process.on('disconnect', end)
    runner.once('exit', (code, signal) => {
      stopWatching()
      done(signal === null ? (code ?? 1) : 130)
    })
  })
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { coverage: { type: 'boolean', default: false } },
})
const kind = kinds.find((candidate) => candidate === positionals[0])
const given = kind === undefined ? positionals : positionals.slice(1)
const files = given.length > 0 ? given : listFiles(kind ?? 'all')
if (files.length === 0) {
  console.log(`No test of the kind "${kind}".`)
  process.exit(0)
}
// The channel to bin/run.mjs is only there to tell of its end: it must not keep this process running.
process.channel?.unref()
const server = files.some((file) => !file.startsWith('rules/') && needsHarness(file))
  ? await startTestServer()
  : undefined
let code = 1
try {
  code = await runFiles(files, values.coverage, server)
} finally {
  await server?.stop()
}
process.exit(code)
