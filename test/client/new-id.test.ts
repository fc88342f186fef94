// Served over plain http, the browser has no `crypto.randomUUID`: nothing of the client nor of the application needs it.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { createClient, newId } from '../../packages/client/dist/index.js'

const ROOT = resolve(import.meta.dirname, '..', '..')
const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('a write carries a key where there is no randomUUID', async (t) => {
  const given = Object.getOwnPropertyDescriptor(crypto, 'randomUUID')
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true })
  t.after(() => {
    if (given === undefined) Reflect.deleteProperty(crypto, 'randomUUID')
    else Object.defineProperty(crypto, 'randomUUID', given)
  })
  assert.equal(crypto.randomUUID, undefined)
  const keys: (string | null)[] = []
  const client = createClient({
    baseUrl: 'http://192.168.1.20:3000',
    fetch: async (_url, init) => {
      keys.push(new Headers(init?.headers).get('idempotency-key'))
      return Response.json({ success: true, data: { id: 1 } }, { status: 201 })
    },
  })
  await client.createProduct({ name: 'Café' })
  assert.match(keys[0] ?? '', UUID_V4)
  const ids = Array.from({ length: 1000 }, newId)
  for (const id of ids) assert.match(id, UUID_V4)
  assert.equal(new Set(ids).size, ids.length)
})

test('no source that a browser runs asks for it', () => {
  const sources = globSync(['web/src/**/*.{ts,tsx}', 'packages/client/src/*.ts'], { cwd: ROOT })
  const asking = sources.filter(
    (path) => !path.endsWith('.test.ts') && /crypto\.randomUUID\(/.test(readFileSync(join(ROOT, path), 'utf8')),
  )
  assert.deepEqual(asking, [])
})
