// The table of what the backend document asks names only endpoints and tests that exist.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { testApplication } from '../harness/app.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const PREFIX = '/api/v1'
/** These stand at the root: their addresses are given to browsers. */
const ROOT_PATHS = /^\/files\//

const { app } = await testApplication({ after })
const page = readFileSync(join(ROOT, 'docs', 'reference-coverage.md'), 'utf8')
const rows = page.split('\n').filter((line) => /^\| (?!-)/.test(line))

test('every endpoint that it names exists', () => {
  const routes = new Set(app.routeTable.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`))
  const named = [...page.matchAll(/`(GET|POST|PUT|PATCH|DELETE) (\/[^`]*)`/g)].map(([, method, path = '']) =>
    ROOT_PATHS.test(path) ? `${method} ${path}` : `${method} ${PREFIX}${path}`,
  )
  assert.ok(named.length > 100)
  assert.deepEqual(
    [...new Set(named)].filter((name) => !routes.has(name)),
    [],
  )
})

test('every row names a test, and every test exists', () => {
  const heads = rows.filter((row) => /\| test +\|$/.test(row) || /\| test \|/.test(row))
  const without = rows.filter((row) => !heads.includes(row) && !/`[\w/.-]+\.test\.ts`/.test(row))
  assert.deepEqual(without, [])
  const named = [...page.matchAll(/`([\w/.-]+\.test\.ts)`/g)].map(([, name = '']) => name)
  assert.deepEqual(
    [...new Set(named)].filter((name) => !existsSync(join(ROOT, name))),
    [],
  )
})
