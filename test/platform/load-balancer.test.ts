// The load balancer as it is shipped, between real requests and instances that do what they should not.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { request as openRequest } from 'node:http'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { balanced } from '../harness/balanced-instances.ts'
import { answers, goesSilent } from '../harness/fake-instance.ts'
import { hasNginx } from '../harness/nginx.ts'
import { until } from '../harness/processes.ts'

const options = { skip: hasNginx() ? false : 'nginx is not installed on this machine' }
const KEY = 'Idempotency-Key'

type Operation = { operationId: string; parameters?: { $ref?: string }[]; requestBody?: { content: object } }
type Document = { paths: Record<string, Record<string, Operation>> }

const api: Document = JSON.parse(readFileSync(join(import.meta.dirname, '../../openapi.json'), 'utf8'))
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    operation,
    method: method.toUpperCase(),
    path: path.replaceAll(/\{[^}]+\}/g, '1'),
    takesKey: operation.parameters?.some(({ $ref }) => $ref?.endsWith('/Idempotency') === true) === true,
    isUpload: 'multipart/form-data' in (operation.requestBody?.content ?? {}),
  })),
)

describe('what instances have received and not answered', options, () => {
  /** Once by themselves: tickets have an id, a question changes nothing. */
  const ONCE = new Set(['recordSale', 'recordSales', 'recordReturn', 'recordOpenReturn', 'reportCustom'])

  test('is sent to another one exactly where the API documents that it happens once', async (t) => {
    const chain = await balanced(t)
    chain.behave(goesSilent)
    const wrong: object[] = []
    const expect = async (method: string, path: string, headers: Record<string, string>, wanted: number) => {
      const body = method === 'GET' || method === 'DELETE' ? undefined : '{}'
      const sent = await chain.countSendings(path, { method, headers, ...(body !== undefined && { body }) })
      if (sent !== wanted) wrong.push({ method, path, headers, sent, wanted })
    }
    for (const { operation, method, path, takesKey, isUpload } of operations) {
      if (path === '/api/v1/live') continue
      const isRisky = (method === 'POST' || method === 'PATCH') && !ONCE.has(operation.operationId)
      await expect(method, path, {}, isRisky ? 1 : 3)
      // The body of an upload is not kept, and so cannot be sent again.
      if (isRisky) await expect(method, path, { [KEY]: 'k-1' }, takesKey && !isUpload ? 3 : 1)
    }
    assert.deepEqual(wrong, [])
    assert.ok(operations.length > 150)
  })

  test('under its own key when it says by how much stock changes, under the client’s when there is one', async (t) => {
    const chain = await balanced(t)
    chain.behave(goesSilent)
    const path = '/api/v1/product-variants/7/stock'
    const keys = () => [...new Set(chain.received().map(({ headers }) => String(headers[KEY.toLowerCase()])))]
    assert.equal(await chain.countSendings(path, { method: 'PUT', body: '{"delta":1}' }), 3)
    const [first] = keys()
    assert.equal(keys().length, 1)
    assert.match(String(first), /^[0-9a-f]{32}$/)
    await chain.countSendings(path, { method: 'PUT', body: '{"delta":1}' })
    assert.notEqual(keys()[0], first)
    await chain.countSendings(path, { method: 'PUT', body: '{"delta":1}', headers: { [KEY]: 'mine' } })
    assert.deepEqual(keys(), ['mine'])
    await chain.countSendings('/api/v1/stores/1', { method: 'PUT', body: '{}' })
    assert.deepEqual(keys(), ['undefined'])
  })

  test('comes back as an answer in the API’s envelope that says what is not known', async (t) => {
    const chain = await balanced(t)
    chain.behave(goesSilent)
    for (const [language, words] of [
      ['fr', 'Aucune réponse d’une instance. Une écriture peut avoir eu lieu\u00a0: '],
      ['en-CA', 'No instance answered. A write may have taken place: '],
    ] as const) {
      for (const path of ['/api/v1/tokens', '/api/v1/sales']) {
        const answer = await chain.ask(path, { method: 'POST', headers: { 'accept-language': language } })
        const body = (await answer.json()) as Record<string, string>
        assert.deepEqual([answer.status, answer.headers.get('content-type')], [502, 'application/json; charset=utf-8'])
        assert.deepEqual([body.success, body.code], [false, 'no_answer'])
        assert.ok(body.error?.startsWith(words), String(body.error))
      }
    }
  })
})

describe('an instance that cannot be asked', options, () => {
  test('costs nobody anything: whatever the method, another one is asked', async (t) => {
    const chain = await balanced(t)
    await chain.instances[0]?.kill()
    await chain.instances[1]?.kill()
    for (const method of ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']) {
      for (let turn = 0; turn < 6; turn += 1) {
        const answer = await chain.ask('/api/v1/tokens', { method })
        assert.equal(answer.status, 200, method)
      }
    }
  })

  test('with 500, 502 or 503 is passed over for what may happen twice, and its answer stands for the rest', async (t) => {
    const chain = await balanced(t)
    for (const status of [500, 502, 503]) {
      chain.behave(answers(status))
      assert.equal(await chain.countSendings('/api/v1/stores', { method: 'GET' }), 3)
      assert.equal(await chain.countSendings('/api/v1/sales', { method: 'POST', body: '{}' }), 3)
      assert.equal(await chain.countSendings('/api/v1/tokens', { method: 'POST', body: '{}' }), 1)
    }
    for (const status of [404, 409, 422, 429]) {
      chain.behave(answers(status))
      assert.equal(await chain.countSendings('/api/v1/stores', { method: 'GET' }), 1)
    }
  })

  test('is asked again as soon as it can answer, when all of them could not', async (t) => {
    const chain = await balanced(t)
    chain.behave(answers(503))
    for (let turn = 0; turn < 20; turn += 1) await chain.countSendings('/api/v1/stores', {})
    chain.behave(answers(200))
    for (let turn = 0; turn < 6; turn += 1) assert.equal((await chain.ask('/api/v1/stores')).status, 200)
  })
})

describe('what passes through', options, () => {
  test('in turn, over connections that are kept', async (t) => {
    const chain = await balanced(t)
    for (let turn = 0; turn < 90; turn += 1) await (await chain.ask('/api/v1/stores')).arrayBuffer()
    assert.deepEqual(
      chain.instances.map(({ received }) => received.length),
      [30, 30, 30],
    )
    const opened = chain.instances.reduce((sum, { connections }) => sum + connections(), 0)
    assert.ok(opened < 30, `${opened} connections for 90 requests`)
  })

  test('by weight, where the weights differ', async (t) => {
    const chain = await balanced(t, (name, text) =>
      name === 'upstream.conf' ? text.replace('weight=1', 'weight=4') : text,
    )
    for (let turn = 0; turn < 60; turn += 1) await (await chain.ask('/api/v1/stores')).arrayBuffer()
    assert.deepEqual(
      chain.instances.map(({ received }) => received.length),
      [40, 10, 10],
    )
  })

  test('to whoever has least to do, when asked for', async (t) => {
    const chain = await balanced(t, (name, text) =>
      name === 'upstream.conf' ? text.replace('# least_conn;', 'least_conn;') : text,
    )
    const [busy] = chain.instances
    let release = () => {}
    busy?.behave((response) => {
      release = () => response.end()
    })
    const isBusy = () => busy?.received.length === 1
    const asked: Promise<Response>[] = []
    while (!isBusy()) {
      const answer = chain.ask('/api/v1/stores')
      asked.push(answer)
      await Promise.race([answer, until(isBusy)])
    }
    for (let turn = 0; turn < 20; turn += 1) await (await chain.ask('/api/v1/stores')).arrayBuffer()
    assert.equal(busy?.received.length, 1)
    release()
    await Promise.all(asked)
  })

  test('with who asks, for what, under which name, and compressed by the API alone', async (t) => {
    const chain = await balanced(t)
    chain.behave((response) =>
      response.writeHead(200, { 'x-instance-id': 'api-1', 'content-type': 'application/json' }).end(' '.repeat(5_000)),
    )
    const headers = { 'x-request-id': 'till-4.77', 'x-forwarded-for': '203.0.113.9', 'accept-encoding': 'gzip' }
    const answer = await chain.ask('/api/v1/stores?per_page=1', { headers })
    assert.equal(answer.headers.get('x-instance-id'), 'api-1')
    assert.equal(answer.headers.get('content-encoding'), null)
    assert.equal((await answer.text()).length, 5_000)
    const [seen] = chain.received()
    assert.equal(seen?.url, '/api/v1/stores?per_page=1')
    assert.equal(seen?.headers.host, `127.0.0.1:${chain.nginx.port}`)
    assert.equal(seen?.headers['x-request-id'], 'till-4.77')
    assert.equal(seen?.headers['x-forwarded-for'], '203.0.113.9, 127.0.0.1')
    assert.equal(seen?.headers['x-forwarded-proto'], 'http')
    assert.equal(seen?.headers['accept-encoding'], 'gzip')
    chain.forget()
    await chain.ask('/api/v1/stores', { headers: { 'x-request-id': 'with "quotes"' } })
    assert.match(String(chain.received()[0]?.headers['x-request-id']), /^[0-9a-f]{32}$/)
  })

  test('as https, where a proxy of our own networks says so, and nobody else', async (t) => {
    const headers = { 'x-forwarded-proto': 'https' }
    const near = await balanced(t)
    await near.ask('/api/v1/stores', { headers })
    assert.equal(near.received()[0]?.headers['x-forwarded-proto'], 'https')
    const far = await balanced(t, (_, text) => text.replace('127.0.0.0/8 1;', ''))
    await far.ask('/api/v1/stores', { headers })
    assert.equal(far.received()[0]?.headers['x-forwarded-proto'], 'http')
  })

  test('events as they happen, while their stream is open', async (t) => {
    const chain = await balanced(t)
    let end = () => {}
    chain.behave((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: first\n\n')
      end = () => response.end()
    })
    const answer = await chain.ask('/api/v1/live')
    const reader = answer.body?.getReader()
    assert.equal(new TextDecoder().decode((await reader?.read())?.value), 'data: first\n\n')
    end()
    assert.equal((await reader?.read())?.done, true)
  })
})

describe('bodies', options, () => {
  test('of files go through as they come; other ones once they are whole', async (t) => {
    const chain = await balanced(t)
    const begun = (path: string) => {
      const upload = openRequest(chain.nginx.address + path, {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': '2000000' },
      })
      upload.on('error', () => {})
      upload.write(Buffer.alloc(1_000_000))
      return upload
    }
    const opened = () => chain.instances.reduce((sum, { connections }) => sum + connections(), 0)
    const kept = begun('/api/v1/stores')
    const through = begun('/api/v1/products/1/gallery')
    await until(() => opened() === 1)
    assert.equal(chain.received().length, 0)
    for (const upload of [kept, through]) upload.end(Buffer.alloc(1_000_000))
    await until(() => chain.received().length === 2)
    assert.deepEqual(
      chain.received().map(({ bytes }) => bytes),
      [2_000_000, 2_000_000],
    )
  })

  test('beyond 100 MB, or 16 MB of anything but files, are refused before they are read', async (t) => {
    const chain = await balanced(t)
    const refuse = (path: string, megabytes: number) =>
      new Promise<string>((done, fail) => {
        const headers = { 'content-length': String(megabytes * 1024 * 1024), expect: '100-continue' }
        const upload = openRequest(chain.nginx.address + path, { method: 'POST', headers })
        upload.on('continue', () => {
          upload.destroy()
          done('taken')
        })
        upload.on('response', async (response) => {
          const body = JSON.parse((await response.toArray()).join(''))
          upload.destroy()
          done(`${response.statusCode} ${body.code}`)
        })
        upload.on('error', fail)
        upload.flushHeaders()
      })
    assert.equal(await refuse('/api/v1/imports', 101), '413 payload_too_large')
    assert.equal(await refuse('/api/v1/imports', 99), 'taken')
    assert.equal(await refuse('/api/v1/sales/batch', 17), '413 payload_too_large')
    assert.equal(await refuse('/api/v1/sales/batch', 15), 'taken')
    assert.equal(chain.received().length, 0)
  })
})

test('figures are for our own networks only', options, async (t) => {
  const open = await balanced(t)
  assert.match(await (await open.ask('/nginx_status')).text(), /^Active connections: \d/)
  assert.equal((await open.ask('/metrics')).status, 200)
  const elsewhere = await balanced(t, (name, text) =>
    name === 'private.conf' ? text.replace('allow 127.0.0.0/8;', '') : text,
  )
  for (const path of ['/nginx_status', '/metrics', '/metrics/']) {
    assert.equal((await elsewhere.ask(path)).status, 403, path)
  }
  assert.equal((await elsewhere.ask('/health')).status, 200)
  assert.equal(elsewhere.received().length, 1)
})
