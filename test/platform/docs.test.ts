import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../harness/app.ts'

const { guest, app } = await testApplication({ after })

test('the document is OpenAPI 3.1 and describes every operation of the tables', async () => {
  const { status, body } = await guest.get('/openapi.json')
  assert.equal(status, 200)
  assert.match(body.openapi, /^3\.1\./)
  const operations = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
    (path) => Object.values(path).map((operation) => operation.operationId),
  )
  assert.ok(operations.includes('clearCache'))
  assert.equal(new Set(operations).size, operations.length)
})

test('an operation says who may ask it, and how it is refused', async () => {
  const { body } = await guest.get('/openapi.json')
  const clear = body.paths['/api/v1/cache/clear'].delete
  assert.equal(clear['x-permission'], 'cache.manage')
  assert.match(clear.description, /`cache\.manage`/)
  assert.deepEqual(clear.security, [{ bearer: [] }, { apiToken: [] }, { session: [] }])
  assert.equal(clear.responses['403'].$ref, '#/components/responses/Forbidden')
  const product = body.paths['/api/v1/products'].post
  assert.ok(product['x-errors'].includes('sku_taken'))
  assert.match(product.responses['409'].description, /`sku_taken`: This SKU already belongs/)
  assert.deepEqual(body.paths['/api/v1/login'].post.security, [])
  const sale = body.paths['/api/v1/sales'].post
  assert.deepEqual(Object.keys(sale.responses).slice(0, 2), ['200', '201'])
  assert.deepEqual(sale.parameters[0], { $ref: '#/components/parameters/Idempotency' })
})

test('whoever reads French reads the document in French', async () => {
  const asked = await guest.get('/openapi.json?lang=fr')
  assert.equal(asked.headers['content-language'], 'fr')
  assert.equal(asked.body.paths['/api/v1/cache/clear'].delete.summary, 'Vider le cache de toutes les instances')
  assert.match(asked.body.paths['/api/v1/products'].post.responses['409'].description, /Cette UGS appartient déjà/)
  const preferred = await guest.get('/openapi.json', { 'accept-language': 'fr-CA,fr;q=0.9,en;q=0.8' })
  assert.deepEqual(preferred.body, asked.body)
  for (const headers of [{}, ...['*', 'de', 'en-CA,fr;q=0.5'].map((language) => ({ 'accept-language': language }))]) {
    const { body } = await guest.get('/openapi.json', headers as Record<string, string>)
    assert.equal(body.paths['/api/v1/cache/clear'].delete.summary, 'Clear the cache of every instance')
  }
  assert.equal((await guest.get('/openapi.json?lang=de')).status, 400)
})

test('every group has a description, and the groups that one starts with come first', async () => {
  const { body } = await guest.get('/openapi.json')
  const paths = Object.values(body.paths as Record<string, Record<string, { tags: string[] }>>)
  const used = new Set(paths.flatMap((path) => Object.values(path).flatMap((operation) => operation.tags)))
  const described = (body.tags as { name: string; description: string }[]).map((tag) => tag.name)
  assert.deepEqual([...used].sort(), [...described].sort())
  assert.equal(described[0], 'identity')
})

test('every reference leads somewhere, and no word of the house remains', async () => {
  const { body, raw } = await guest.get('/openapi.json')
  for (const [, pointer] of raw.toString().matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    let place = body
    for (const part of String(pointer).split('/')) place = place?.[part]
    assert.notEqual(place, undefined, String(pointer))
  }
  assert.doesNotMatch(raw.toString(), /"x-label"|"decimal":/)
})

test('the document is the same each time it is made', async () => {
  const first = await guest.get('/openapi.json')
  const second = await guest.get('/openapi.json')
  assert.deepEqual(first.body, second.body)
  assert.deepEqual(app.swagger(), first.body)
})

test('the pages hold no inline script and call no other site', async () => {
  for (const path of ['/docs', '/docs/', '/redoc']) {
    const { status, headers, body } = await guest.get(path)
    assert.equal(status, 200, path)
    assert.match(String(headers['content-type']), /text\/html/)
    assert.match(String(headers['content-security-policy']), /script-src 'self';/)
    assert.doesNotMatch(body, /<script>|<script [^>]*>[^<\s]/)
    for (const [, address = ''] of body.matchAll(/(?:src|href)="([^"]+)"/g))
      assert.doesNotMatch(address, /^(https?:)?\/\//)
  }
  for (const path of ['/docs/static/swagger-ui-bundle.js', '/docs/static/swagger-initializer.js', '/redoc/start.js']) {
    assert.equal((await guest.get(path)).status, 200, path)
  }
  const bundle = await guest.get('/redoc/redoc.standalone.js')
  assert.doesNotMatch(bundle.body, /cdn\.redoc\.ly/)
})
