// An instance that turns reports and reads away, behind the load balancer as it is shipped: who is asked for sales?
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { balanced } from '../harness/balanced-instances.ts'
import { answers, type FakeInstance } from '../harness/fake-instance.ts'
import { hasNginx } from '../harness/nginx.ts'

const options = { skip: hasNginx() ? false : 'nginx is not installed on this machine' }
const ROOT = join(import.meta.dirname, '../..')
const SALE = { method: 'POST', body: '{}' } as const

type Behavior = Parameters<FakeInstance['behave']>[0]

/** As an instance under too much load answers: what is read is turned away, what is sold is not. */
const shedsReads: Behavior = (response, request) => {
  if (request.method !== 'GET') return answers(201)(response)
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '7' }).end('{"code":"overloaded"}')
}

/** As one under a little too much load. */
const shedsReports: Behavior = (response, request) => {
  if (request.url?.startsWith('/api/v1/reports/') !== true) return answers(200)(response)
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '7' }).end('{"code":"overloaded"}')
}

describe('an instance that turns reports away', options, () => {
  test('is left alone with them for a while, and gets its third of what is read', async (t) => {
    const chain = await balanced(t)
    const [pressed] = chain.instances
    chain.behave(answers(200))
    pressed?.behave(shedsReports)
    for (let turn = 0; turn < 60; turn += 1) assert.equal((await chain.ask('/api/v1/reports/dashboard')).status, 200)
    const reports = pressed?.received.length ?? 0
    assert.ok(reports >= 5 && reports < 20, `${reports} of 60 reports`)
    chain.forget()
    for (let turn = 0; turn < 30; turn += 1) assert.equal((await chain.ask('/api/v1/stores')).status, 200)
    assert.deepEqual(
      chain.instances.map(({ received }) => received.length),
      [10, 10, 10],
    )
  })
})

describe('an instance that turns reads away', options, () => {
  test('is left alone with them for a while, and gets its third of the sales', async (t) => {
    const chain = await balanced(t)
    const [pressed] = chain.instances
    chain.behave((response, request) => answers(request.method === 'GET' ? 200 : 201)(response))
    pressed?.behave(shedsReads)
    for (let turn = 0; turn < 60; turn += 1) assert.equal((await chain.ask('/api/v1/stores')).status, 200)
    const reads = pressed?.received.length ?? 0
    assert.ok(reads >= 5 && reads < 20, `${reads} of 60 reads`)
    chain.forget()
    for (let turn = 0; turn < 30; turn += 1) assert.equal((await chain.ask('/api/v1/sales', SALE)).status, 201)
    assert.deepEqual(
      chain.instances.map(({ received }) => received.length),
      [10, 10, 10],
    )
  })

  test('as all the others do is passed on with its word of when to come back, while sales are taken', async (t) => {
    const chain = await balanced(t)
    chain.behave(shedsReads)
    for (let turn = 0; turn < 30; turn += 1) {
      const refused = await chain.ask('/api/v1/reports/sales')
      assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '7'])
      assert.equal(await refused.text(), '{"code":"overloaded"}')
    }
    assert.ok(chain.received().length <= 90, 'each was asked of three at the most')
    chain.forget()
    for (let turn = 0; turn < 30; turn += 1) assert.equal((await chain.ask('/api/v1/sales', SALE)).status, 201)
    assert.deepEqual(
      chain.instances.map(({ received }) => received.length),
      [10, 10, 10],
    )
    chain.behave(answers(200))
    for (let turn = 0; turn < 6; turn += 1) assert.equal((await chain.ask('/api/v1/stores')).status, 200)
  })

  test('is asked for exactly what the API turns away last', async (t) => {
    // Left alone until the test is over.
    const chain = await balanced(t, (_, text) => text.replaceAll('fail_timeout=10s', 'fail_timeout=1h'))
    const [pressed] = chain.instances
    pressed?.behave(shedsReads)
    for (const path of ['/api/v1/stores', '/api/v1/reports/sales']) {
      for (let turn = 0; turn < 30; turn += 1) await (await chain.ask(path)).arrayBuffer()
    }
    chain.behave(answers(200))
    const asked: string[] = []
    for (const operation of readOperations()) {
      chain.forget()
      const [method = '', path = ''] = operation.replaceAll(/\{\w+\}/g, '1').split(' ')
      for (let turn = 0; turn < 3; turn += 1) {
        const answer = await chain.ask(path, { method, ...(method === 'POST' && { body: '{}' }) })
        assert.equal(answer.status, 200, operation)
      }
      if ((pressed?.received.length ?? 0) > 0) asked.push(operation)
    }
    assert.deepEqual(asked.sort(), readSales().sort())
    assert.ok(asked.length > 10)
  })
})

/** What the document describes, save what does not end. */
function readOperations(): string[] {
  const { paths }: { paths: Record<string, object> } = JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8'))
  return Object.entries(paths).flatMap(([path, methods]) =>
    path.endsWith('/live') ? [] : Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
}

/** What the rooms' tables of routes call sales, named as in the document. */
function readSales(): string[] {
  return globSync('server/**/*routes.ts', { cwd: ROOT }).flatMap((file) =>
    readFileSync(join(ROOT, file), 'utf8')
      .split(/^ {2}(?=\w+\(\{$)/m)
      .filter((row) => /^ {4}importance: 'sales',$/m.test(row))
      .map((row) => {
        const method = /^ {4}method: '(\w+)',$/m.exec(row)?.[1] ?? 'GET'
        const path = /^ {4}path: '(.+)',$/m.exec(row)?.[1] ?? ''
        return `${method} /api/v1${path.replaceAll(/:(\w+)/g, '{$1}')}`
      }),
  )
}
