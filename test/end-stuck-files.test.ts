// The suite always comes to its end: a file that does not leave is ended, and says what it still had open.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { endStuckFiles } from '../scripts/end-stuck-files.ts'

const STUCK: [name: string, kept: RegExp, text: string][] = [
  [
    'open',
    /tcp/,
    `import { createServer } from 'node:net'; import { test } from 'node:test'
    createServer().listen(0, '127.0.0.1'); test('passes', () => {})`,
  ],
  ['busy', /does not answer/, `import { test } from 'node:test'; test('turns', () => { for (;;); })`],
  [
    'waiting',
    /sleep 300/,
    `import { spawn } from 'node:child_process'; spawn('sleep', ['300'])
    await new Promise(() => {})`,
  ],
]

test('a file that stays is ended with what it started, and the others run', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-stay-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, , text] of STUCK) writeFileSync(join(folder, `${name}.test.mjs`), text)
  writeFileSync(join(folder, 'well.test.mjs'), `import { test } from 'node:test'; test('goes well', () => {})`)
  const said: string[] = []
  const stuck = endStuckFiles(3_000, (line) => said.push(line))
  const files = ['open', 'busy', 'waiting', 'well'].map((name) => `${name}.test.mjs`)
  // Of the runner above: with it the one below would believe that it is a file of that one.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const options = ['--test', '--test-concurrency=2', '--test-reporter=tap']
  const runner = spawn(process.execPath, [...stuck.runnerArguments, ...options, ...files], { cwd: folder, env })
  const stop = stuck.watch(runner.pid ?? 0)
  let output = ''
  runner.stdout.on('data', (chunk: Buffer) => (output += chunk))
  const [code] = await once(runner, 'exit')
  stop()
  assert.equal(code, 1)
  assert.match(output, /^ok \d+ - goes well/m)
  for (const [name, kept] of STUCK) {
    const line = said.find((text) => text.startsWith(`${name}.test.mjs`)) ?? ''
    assert.match(line, kept, said.join('\n'))
    assert.match(output, new RegExp(`^not ok \\d+ - .*${name}`, 'm'))
  }
})
