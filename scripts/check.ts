// `npm run check`: everything that CI checks except the tests.
import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules', '.bin', name)

type Finding = { isFine: boolean; output: string }
type Check = { name: string; run(): Promise<Finding> }

const SHOWN_DIFFERENCES = 10
const SHOWN_WIDTH = 160

function run(command: string, args: readonly string[]): Promise<Finding> {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
    child.once('error', (error) => done({ isFine: false, output: error.message }))
    child.once('close', (code) => done({ isFine: code === 0, output }))
  })
}

const runScript = (...args: string[]) => run(process.execPath, args)

async function checkGenerated(): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-check-'))
  try {
    const made = await runScript('scripts/generate.ts', '--out', folder)
    if (!made.isFine) return made
    const differences = listFiles(folder).flatMap((name) => compare(name, readText(root, name), readText(folder, name)))
    if (differences.length === 0) return { isFine: true, output: '' }
    return { isFine: false, output: [...differences, 'Run `npm run generate` and commit the result.'].join('\n') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What `npm run generate` writes, from its folder. */
const listFiles = (folder: string): string[] =>
  globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()

function readText(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
  } catch {
    return ''
  }
}

/** The first lines of each side that differ, cut to what a terminal shows. */
function compare(name: string, committed: string, fresh: string): string[] {
  if (committed === fresh) return []
  const [old, now] = [committed.split('\n'), fresh.split('\n')]
  const oldLines = new Set(old)
  const nowLines = new Set(now)
  const gone = old.filter((line) => !nowLines.has(line)).map((line) => `- ${line.trim()}`)
  const added = now.filter((line) => !oldLines.has(line)).map((line) => `+ ${line.trim()}`)
  const shown = [...gone.slice(0, SHOWN_DIFFERENCES), ...added.slice(0, SHOWN_DIFFERENCES)]
  return [`${name} is not fresh:`, ...shown.map((line) => line.slice(0, SHOWN_WIDTH))]
}

const checks: readonly Check[] = [
  { name: 'format and lint', run: () => run(bin('biome'), ['check', '--colors=off', '--error-on-warnings', '.']) },
  { name: 'types', run: () => run(bin('tsc'), ['--noEmit', '-p', root]) },
  { name: 'types of the web application', run: () => run(bin('tsc'), ['--noEmit', '-p', join(root, 'web')]) },
  {
    name: 'types of the service worker',
    run: () => run(bin('tsc'), ['--noEmit', '-p', join(root, 'web', 'src', 'service-worker')]),
  },
  { name: 'architecture', run: () => runScript('--test', '--test-reporter=dot', 'test/architecture.test.ts') },
  { name: 'generated files fresh', run: checkGenerated },
]

async function report({ name, run }: Check): Promise<boolean> {
  const startedAt = performance.now()
  const { isFine, output } = await run()
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`${isFine ? '✓' : '✗'} ${name} (${seconds} s)`)
  if (!isFine) console.log(output.trimEnd().replace(/^/gm, '    '))
  return isFine
}

const results = await Promise.all(checks.map(report))
process.exit(results.every(Boolean) ? 0 : 1)
