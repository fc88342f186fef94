// The client against a running API, over HTTP.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { ComptoirError, createClient } from '../../packages/client/dist/index.js'
import { send } from '../../packages/client/dist/send.js'
import { testApplication } from '../harness/app.ts'
import { makeProduct } from '../harness/catalog.ts'
import { makeUser } from '../harness/factories.ts'
import { makeShop, saleOf } from '../harness/sales.ts'

const application = await testApplication({ after })
const { app, sql } = application
const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' })
const { secret: token } = await application.as('owner').token
const comptoir = createClient({ baseUrl, token, language: 'en' })

test('a write answers its data, and is a record of the API', async () => {
  const made = await comptoir.createProduct({ name: 'Café moulu', price: '9.99' })
  assert.deepEqual([made.name, made.price, made.slug], ['Café moulu', '9.99', 'cafe-moulu'])
  const changed = await comptoir.updateProduct(made.id, { price: '10.49' })
  assert.equal(changed.price, '10.49')
  assert.equal(await comptoir.deleteProduct(made.id), null)
  assert.equal((await comptoir.restoreProduct(made.id)).id, made.id)
})

test('a list is a page with its meta; the whole collection is walked by cursor', async () => {
  const category = await comptoir.createCategory({ name: `Rayon ${randomUUID()}` })
  for (let count = 0; count < 5; count += 1) await makeProduct(sql, { category_id: category.id })
  const page = await comptoir.listProducts({ category_id: category.id, per_page: 2, fields: 'name' })
  assert.equal(page.data.length, 2)
  assert.ok('total' in page.meta && page.meta.total === 5)
  const ids = new Set<number | undefined>()
  for await (const { id } of comptoir.listProducts.all({ category_id: category.id, per_page: 2 })) ids.add(id)
  assert.equal(ids.size, 5)
})

test('a walk stops when its reader does', async () => {
  let requests = 0
  const counting: typeof fetch = (...args) => {
    requests += 1
    return fetch(...args)
  }
  for await (const _ of createClient({ baseUrl, token, fetch: counting }).listProducts.all({ per_page: 1 })) break
  assert.equal(requests, 1)
})

test('a refusal is thrown with what a program needs of it', async () => {
  const refused = await failing(() => comptoir.createProduct({ name: '', price: '1.999999' }))
  assert.deepEqual([refused.status, refused.code, refused.message], [422, 'validation_failed', 'Validation failed'])
  assert.deepEqual(refused.errors.name, ['The product name is required.'])
  assert.equal(typeof refused.requestId, 'string')
  const french = await failing(() => comptoir.getProduct(999_999, {}, { language: 'fr' }))
  assert.deepEqual([french.status, french.code, french.message], [404, 'not_found', 'Ressource non trouvée'])
  assert.equal((await failing(() => comptoir.withToken('wrong').readProfile())).code, 'invalid_token')
})

test('a login answers a token, with which the same client goes on', async () => {
  const password = 'un mot de passe assez long'
  const { email } = await makeUser(sql, { roles: ['cashier'], password })
  const guest = createClient({ baseUrl })
  const access = await guest.logIn({ email, password })
  const profile = await guest.withToken(access.token ?? '').readProfile()
  assert.equal(profile.user?.email, email)
})

test('a sale, its receipt as text and as parts, and a return', async () => {
  const shop = await makeShop(sql)
  const sale = await comptoir.recordSale(saleOf(shop) as Parameters<typeof comptoir.recordSale>[0])
  assert.match(String(await comptoir.getReceipt(sale.id, { format: 'text' })), /TOTAL/)
  const receipt = await comptoir.getReceipt(sale.id)
  assert.ok(typeof receipt === 'object' && 'reference' in receipt && receipt.reference === sale.reference)
  const refused = await failing(() =>
    comptoir.recordReturn(sale.id, { lines: [{ sale_line: 1, quantity: '1' }], refunds: [] }),
  )
  assert.equal(refused.code, 'refund_mismatch')
})

/** A fetch whose first answers are lost, after the request was done or before, or are refusals. */
function unreliable(...faults: ('lost' | 'unsent' | Response)[]) {
  const keys: (string | null)[] = []
  const waiting = [...faults]
  const send: typeof fetch = async (url, init) => {
    keys.push(new Headers(init?.headers).get('idempotency-key'))
    const fault = waiting.shift()
    if (fault instanceof Response) return fault
    if (fault === 'unsent') throw new TypeError('fetch failed')
    const response = await fetch(url, init)
    if (fault === 'lost') throw new TypeError('terminated')
    return response
  }
  return { client: createClient({ baseUrl, token, fetch: send }), keys }
}

const busy = (status: number, seconds: string) =>
  new Response(
    JSON.stringify({ success: false, error: 'Plus tard', code: status === 429 ? 'rate_limited' : 'not_ready' }),
    {
      status,
      headers: { 'content-type': 'application/json', 'retry-after': seconds },
    },
  )

test('a write whose answer is lost is sent again under its key, and happens once', async () => {
  const { client, keys } = unreliable('lost', 'unsent', busy(503, '0'))
  const name = `Une fois ${randomUUID()}`
  const made = await client.createProduct({ name })
  assert.equal(keys.length, 4)
  assert.equal(new Set(keys).size, 1)
  const rows = await sql`select id from products where name = ${name}`
  assert.deepEqual(
    rows.map(({ id }) => id),
    [made.id],
  )
  const { client: other, keys: given } = unreliable('lost')
  await other.createProduct({ name: `Clé ${randomUUID()}` }, { idempotencyKey: 'ma-cle' })
  assert.deepEqual(given, ['ma-cle', 'ma-cle'])
})

test('what cannot carry a key is not repeated after a fault, and everything is after 429', async () => {
  const lost = unreliable('lost')
  assert.equal((await failing(() => lost.client.createToken({ name: 'Jeton' }))).code, 'network_error')
  assert.deepEqual(lost.keys, [null])
  const limited = unreliable(busy(429, '0'))
  assert.ok((await limited.client.createToken({ name: 'Jeton' })).token.length > 20)
})

test('a wait longer than the client will have, or too many faults, end the call', async () => {
  const long = unreliable(busy(503, '3600'))
  const refused = await failing(() => long.client.readProfile())
  assert.deepEqual([refused.status, refused.retryAfter, long.keys.length], [503, 3600, 1])
  const never = unreliable('unsent', 'unsent', 'unsent', 'unsent', 'unsent')
  assert.equal((await failing(() => never.client.readProfile())).status, 0)
  assert.equal(never.keys.length, 4)
})

test('a signal ends a call, also while it waits; a late answer is a timeout', async () => {
  const controller = new AbortController()
  const waiting = unreliable(busy(503, '20')).client.readProfile({ signal: controller.signal })
  setImmediate(() => controller.abort(new Error('no longer wanted')))
  await assert.rejects(waiting, /no longer wanted/)
  const silent: typeof fetch = (_url, init) =>
    new Promise((_done, fail) => init?.signal?.addEventListener('abort', () => fail(init.signal?.reason)))
  const late = createClient({ baseUrl, token, fetch: silent, retries: 0, timeoutMs: 20 })
  assert.equal((await failing(() => late.readProfile())).code, 'timeout')
})

test('files travel as a form, and bytes come back as a blob', async () => {
  const sent: RequestInit[] = []
  const answer: typeof fetch = async (_url, init = {}) => {
    sent.push(init)
    return new Response(new Uint8Array([137, 80, 78, 71]), { headers: { 'content-type': 'image/png' } })
  }
  const transport = { baseUrl, token, language: undefined, timeoutMs: 1000, retries: 0, maxWaitMs: 0, fetch: answer }
  const facts = { method: 'POST', path: '/files/{id}', params: ['id'], body: 'multipart', repeatable: true } as const
  const files = [new File(['a'], 'a.png'), new File(['b'], 'b.png')]
  const question = { params: { id: 'a/b' }, body: { files, mapping: { sku: 'Code' } }, query: undefined, options: {} }
  const { data } = await send(transport, facts, question)
  assert.ok(data instanceof Blob && data.size === 4)
  const form = sent[0]?.body
  assert.ok(form instanceof FormData)
  assert.deepEqual(
    form.getAll('files').map((file) => file instanceof File && file.name),
    ['a.png', 'b.png'],
  )
  assert.equal(form.get('mapping'), '{"sku":"Code"}')
  // The form says its own type, with the mark between its parts.
  assert.equal(new Headers(sent[0]?.headers).has('content-type'), false)
})

async function failing(work: () => Promise<unknown>): Promise<ComptoirError> {
  try {
    await work()
  } catch (error) {
    assert.ok(error instanceof ComptoirError, String(error))
    return error
  }
  throw new assert.AssertionError({ message: 'It was not refused.' })
}
