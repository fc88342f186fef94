// The tables of what the reference documents ask name only endpoints, files, commands and tests that exist.
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { testApplication } from '../harness/app.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const PREFIX = '/api/v1'
/** These stand at the root: their addresses are given to browsers. */
const ROOT_PATHS = /^\/files\//

const { app } = await testApplication({ after })
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const PAGES = [...globSync('docs/reference/*.md', { cwd: ROOT }), 'docs/quality.md'].sort()
const rowsOf = (page: string) => page.split('\n').filter((line) => /^\| (?!-)/.test(line))
const missing = (names: readonly string[], exists: (name: string) => boolean) =>
  [...new Set(names)].filter((name) => !exists(name))

/** Everything in backquotes. */
const quoted = (page: string) => [...page.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text)

for (const path of PAGES) {
  const page = read(path)

  test(`${path}: every endpoint that it names exists`, () => {
    const routes = new Set(app.routeTable.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`))
    const named = [...page.matchAll(/`(GET|POST|PUT|PATCH|DELETE) (\/[^`]*)`/g)].map(([, method, path = '']) =>
      ROOT_PATHS.test(path) ? `${method} ${path}` : `${method} ${PREFIX}${path}`,
    )
    assert.deepEqual(
      missing(named, (name) => routes.has(name)),
      [],
    )
  })

  test(`${path}: every file that it names exists`, () => {
    const files = quoted(page).filter(
      (text) => /^[\w.@-]+(\/[\w.@*-]+)+$/.test(text) || /^\w[\w.-]*\.ya?ml$/.test(text),
    )
    assert.deepEqual(
      missing(files, (name) => existsHere(name)),
      [],
    )
  })

  test(`${path}: every command that it names exists`, () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const targets = new Set([...read('Makefile').matchAll(/^([a-z-]+):/gm)].map(([, name]) => name))
    const commands = read('server/main.ts')
    const named = quoted(page).filter((text) => /^(npm (run )?[a-z]|make |comptoir )/.test(text))
    const exists = (text: string) => {
      const [program, ...words] = text.split(' ')
      const name = words.find((word) => word !== 'run') ?? ''
      if (program === 'make') return targets.has(name)
      return program === 'npm' ? name in scripts : new RegExp(`^  ${name}: \\{`, 'm').test(commands)
    }
    assert.deepEqual(missing(named, exists), [])
  })
}

for (const path of PAGES.filter((name) => name.startsWith('docs/reference/') && !name.endsWith('README.md'))) {
  test(`${path}: every row names a test`, () => {
    const rows = rowsOf(read(path)).filter((row) => !/\| test +\|$/.test(row))
    assert.ok(rows.length > 20)
    assert.deepEqual(
      rows.filter((row) => !/`[\w/.-]+\.test\.ts`/.test(row)),
      [],
    )
  })
}

/** A file may be named from the room of the server in which it stands. */
const existsHere = (name: string): boolean =>
  name.includes('*')
    ? globSync(name, { cwd: ROOT }).length > 0
    : existsSync(join(ROOT, name)) || existsSync(join(ROOT, 'server', name))
