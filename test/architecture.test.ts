// The house's plan, checked: who imports whom, who writes what, and that the tables of routes and errors are whole.
import assert from 'node:assert/strict'
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createApplication } from '../server/app.ts'
import { PERMISSIONS } from '../server/identity/index.ts'
import { loadConfig } from '../server/platform/config.ts'
import { connect } from '../server/platform/database/connect.ts'
import type { ErrorDefinition } from '../server/platform/errors.ts'
import { placeOf, readTableOwners, refuseImport, standingRooms, tablesWritten } from './architecture/rooms.ts'
import { findFunctions, isTestFile, ROOT, readSourceFiles } from './architecture/source-files.ts'
import { createTestLog } from './harness/test-log.ts'
import { EXPECTED_STATUSES } from './permissions/expected-statuses.ts'

const MAX_FILE_LINES = 300
const MAX_FUNCTION_LINES = 70

const files = readSourceFiles()
const production = files.filter((file) => !isTestFile(file.path))

/** Every file that the entries name, and what those name in turn. */
function reachedFrom(isEntry: (path: string) => boolean): ReadonlySet<string> {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const waiting = files.map((file) => file.path).filter(isEntry)
  const reached = new Set<string>()
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue
    reached.add(path)
    waiting.push(...(byPath.get(path)?.references ?? []))
  }
  return reached
}

describe('files', () => {
  test('import one way, and enter rooms through their index.ts', () => {
    const refusals = production
      .filter((file) => placeOf(file.path) !== 'outside')
      .flatMap((file) =>
        file.references.map((target) => ({ from: file.path, to: target, why: refuseImport(file.path, target) })),
      )
      .filter(({ why }) => why !== null)
    assert.deepEqual(refusals, [])
  })

  test('name only files that exist', () => {
    const missing = files.flatMap((file) =>
      file.references.filter((target) => !existsSync(join(ROOT, target))).map((target) => `${file.path} → ${target}`),
    )
    assert.deepEqual(missing, [])
  })

  test('of the rules import nothing from outside them', () => {
    const packages = production
      .filter((file) => placeOf(file.path) === 'rules')
      .flatMap((file) => [...file.text.matchAll(/\bfrom '([^.'][^']*)'/g)].map(([, name]) => `${file.path} → ${name}`))
    assert.deepEqual(packages, [])
  })

  test('of tests wait for nothing after their first test: the runner may take them for ended, and never clean up', () => {
    const late = files
      .filter(({ path }) => path.endsWith('.test.ts'))
      .filter(({ text }) => /^(test|describe)\([\s\S]*^((const|let) [^=\n]*= )?await /m.test(text))
      .map(({ path }) => path)
    assert.deepEqual(late, [])
  })

  test('are all reached from a command, a script or a benchmark; the tests’ own from a test', () => {
    const isProgram = (path: string) =>
      path === 'server/main.ts' ||
      path === 'bench/main.ts' ||
      path === 'bench/load/main.ts' ||
      // What k6 runs.
      /^bench\/k6\/(smoke|staged|spike|soak|chain)\.ts$/.test(path) ||
      /^(bin|scripts)\/|^web\/(src\/(main|till)|vite\.config)\.tsx?$/.test(path)
    const inPrograms = reachedFrom(isProgram)
    const inTests = reachedFrom((path) => isProgram(path) || path.endsWith('.test.ts'))
    const dead = files.filter(({ path }) => !(isTestFile(path) ? inTests : inPrograms).has(path))
    assert.deepEqual(
      dead.map((file) => file.path),
      [],
    )
  })

  test('stay short, and so do their functions', () => {
    const long = production.filter((file) => file.lines.length - 1 > MAX_FILE_LINES)
    assert.deepEqual(
      long.map((file) => `${file.path}: ${file.lines.length - 1} lines`),
      [],
    )
    // A table of routes is one long value, not a long procedure.
    const procedures = production.filter((file) => !file.path.endsWith('/routes.ts'))
    const functions = procedures.flatMap((file) => findFunctions(file).map((found) => ({ file: file.path, ...found })))
    assert.ok(functions.length > 100, 'the search for functions finds them')
    assert.deepEqual(
      functions.filter(({ length }) => length >= MAX_FUNCTION_LINES),
      [],
    )
  })
})

describe('rooms', () => {
  test('say what they are and what may be imported', () => {
    const rooms = standingRooms(files)
    assert.ok(rooms.length > 0)
    for (const room of rooms) {
      for (const name of ['README.md', 'index.ts']) {
        assert.ok(existsSync(join(ROOT, 'server', room, name)), `server/${room}/${name}`)
      }
    }
  })

  test('write only their own tables', () => {
    const owners = readTableOwners()
    assert.ok(owners.size > 20)
    const tables = new Set(owners.keys())
    const trespasses = production
      .filter((file) => placeOf(file.path) !== 'outside')
      .flatMap((file) =>
        tablesWritten(file, tables)
          .filter((table) => owners.get(table) !== placeOf(file.path))
          .map((table) => `${file.path} writes ${table}, which belongs to ${owners.get(table)}`),
      )
    assert.deepEqual(trespasses, [])
  })

  test('give each error code once, with a status and both languages', async () => {
    const seen = new Map<string, string>()
    for (const path of globSync('server/**/errors.ts', { cwd: ROOT }).sort()) {
      const exports: Record<string, unknown> = await import(join(ROOT, path))
      for (const value of Object.values(exports)) {
        if (typeof value !== 'object' || value === null || !('definitions' in value)) continue
        for (const [code, definition] of Object.entries(value.definitions as Record<string, ErrorDefinition>)) {
          assert.equal(seen.get(code), undefined, `${code} stands in ${seen.get(code)} and in ${path}`)
          seen.set(code, path)
          assert.ok(definition.status >= 400 && definition.status < 600, code)
          assert.ok(definition.fr.length > 0 && definition.en.length > 0 && definition.fr !== definition.en, code)
        }
      }
    }
    assert.ok(seen.size > 20)
  })
})

describe('routes', () => {
  let app: FastifyInstance
  // Building the application asks nothing of the database.
  const config = loadConfig(
    { DATABASE_URL: 'postgres://127.0.0.1:1/none', SECRET_KEY: 'x'.repeat(32) },
    { folder: ROOT },
  )
  const sql = connect(config, { max: 1 })
  before(async () => {
    app = await createApplication({ config, sql, log: createTestLog(), instanceId: 'architecture' })
  })
  after(async () => {
    await app.close()
    await sql.end()
  })

  test('say who may ask them, and what they do in both languages', () => {
    assert.ok(app.routeTable.length > 40)
    for (const { method, path, access, summary, message } of app.routeTable) {
      const name = `${method} ${path}`
      assert.ok(access === 'public' || access === 'authenticated' || PERMISSIONS.has(access), name)
      for (const words of [summary, ...(message === undefined ? [] : [message])]) {
        assert.ok(words.fr.length > 0 && words.en.length > 0 && words.fr !== words.en, name)
      }
    }
  })

  test('have operations and addresses of their own', () => {
    const operations = app.routeTable.map((route) => route.operation)
    assert.equal(new Set(operations).size, operations.length)
    const addresses = app.routeTable.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`)
    assert.equal(new Set(addresses).size, addresses.length)
  })

  test('each stand in the table of permissions, which names no other', () => {
    const routes = app.routeTable.map(({ method, path }) => `${method} ${path}`)
    assert.deepEqual(
      { missing: routes.filter((name) => !(name in EXPECTED_STATUSES)), unknown: [] },
      { missing: [], unknown: Object.keys(EXPECTED_STATUSES).filter((name) => !routes.includes(name)) },
    )
  })
})
