// The Makefile: the commands that it promises, what they would run, and the secrets that `make init` makes.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { before, describe, type TestContext, test } from 'node:test'
import { ROOT, readText } from './read-deployment.ts'

const TARGETS = ['init', 'build', 'up', 'down', 'restart', 'status', 'logs', 'logs-api', 'logs-web']
TARGETS.push('clean', 'test', 'shell-api', 'shell-web', 'up-loadbalanced', 'up-monitoring', 'help')

const unlessMade = spawnSync('make', ['--version']).status === 0 ? false : 'make is not on this machine'

const make = (args: string[], env: Record<string, string> = {}) =>
  spawnSync('make', ['--no-print-directory', ...args], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...env } })

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-make-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('the Makefile', { skip: unlessMade }, () => {
  let database = ''
  before(() => {
    database = make(['--print-data-base', '--dry-run', '--question', 'help']).stdout
  })

  test('has every command of the reference document, and tells of each', () => {
    const help = make(['help'])
    assert.equal(help.status, 0, help.stderr)
    for (const target of TARGETS) {
      assert.match(database, new RegExp(`^${target}:`, 'm'), target)
      assert.match(help.stdout, new RegExp(`make ${target} +\\w`), target)
    }
  })

  test('gives Compose files that exist', () => {
    for (const profile of ['single', 'loadbalanced', 'monitoring']) {
      const { stdout, status } = make(['--dry-run', 'down', `PROFILE=${profile}`])
      assert.equal(status, 0)
      const files = [...stdout.matchAll(/ -f (\S+)/g)].map(([, file = '']) => file)
      assert.ok(files.length > 0)
      for (const file of files) assert.ok(existsSync(join(ROOT, file)), file)
    }
    assert.notEqual(make(['--dry-run', 'down', 'PROFILE=other']).status, 0)
  })

  test('opens shells and logs in services that exist', () => {
    const services = (file: string) =>
      new Set(
        readText(file)
          .match(/^ {2}[\w-]+(?=:( &\w+)?$)/gm)
          ?.map((name) => name.trim()),
      )
    for (const [profile, file] of [
      ['single', 'compose.yaml'],
      ['loadbalanced', 'compose.loadbalanced.yaml'],
    ] as const) {
      for (const target of ['shell-api', 'shell-web', 'logs-api', 'logs-web']) {
        const { stdout } = make(['--dry-run', target, `PROFILE=${profile}`])
        const named = /(?:exec|--tail=100) (.+?)(?: sh)?$/m.exec(stdout)?.[1]?.split(' ') ?? []
        assert.ok(named.length > 0, target)
        for (const name of named) assert.ok(services(file).has(name), `${profile}, ${target}: ${name}`)
      }
    }
  })

  test('keeps the data unless it is told to delete them', () => {
    assert.doesNotMatch(make(['--dry-run', 'clean']).stdout, /volume/)
    const data = make(['--dry-run', 'clean', 'DATA=delete']).stdout
    assert.match(data, /grep -v '_backups\$'[\s\S]*docker volume rm/)
    assert.doesNotMatch(data, /comptoir_backups|--volumes/)
    assert.match(make(['--dry-run', 'clean', 'BACKUPS=delete']).stdout, /docker volume rm --force comptoir_backups/)
  })

  test('says in both languages that Docker is missing, where it is', (t) => {
    // Only what the Makefile itself needs can be found.
    const folder = temporaryFolder(t)
    for (const tool of ['sh', 'cat', 'echo', 'make']) {
      const found = spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim()
      if (found.startsWith('/')) spawnSync('ln', ['-s', found, join(folder, tool)])
    }
    const { status, stderr } = make(['status'], { PATH: folder + delimiter })
    assert.notEqual(status, 0)
    assert.match(stderr, /Docker et son greffon Compose ne sont pas sur cette machine/)
    assert.match(stderr, /Docker with its Compose plugin is not on this machine/)
  })
})

describe('`make init`', () => {
  const initialise = (file: string) => {
    const done = spawnSync('sh', ['deploy/make-env.sh', file], { cwd: ROOT, encoding: 'utf8' })
    assert.equal(done.status, 0, done.stderr)
    return readFileSync(file, 'utf8')
  }

  test('makes long secrets, each its own, that only the owner may read', (t) => {
    const file = join(temporaryFolder(t), '.env')
    const lines = initialise(file).trim().split('\n')
    const values = lines.map((line) => line.split('=')[1] ?? '')
    assert.ok(lines.length >= 6)
    for (const value of values) assert.match(value, /^[0-9a-f]{64}$/)
    assert.equal(new Set(values).size, values.length)
    assert.equal(statSync(file).mode & 0o777, 0o600)
  })

  test('leaves what is there, and fills in what is empty', (t) => {
    const file = join(temporaryFolder(t), '.env')
    writeFileSync(file, 'LOG_LEVEL=DEBUG\nREDIS_PASSWORD=mine\nPOSTGRES_PASSWORD=\n', { mode: 0o644 })
    const first = initialise(file)
    assert.match(first, /^LOG_LEVEL=DEBUG$/m)
    assert.match(first, /^REDIS_PASSWORD=mine$/m)
    assert.equal(first.match(/^POSTGRES_PASSWORD=/gm)?.length, 1)
    assert.match(first, /^POSTGRES_PASSWORD=[0-9a-f]{64}$/m)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.equal(initialise(file), first)
  })
})
