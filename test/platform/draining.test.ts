// An instance that is asked to leave while others still ask it: nobody is cut off.
import assert from 'node:assert/strict'
import { Agent, type IncomingMessage, request } from 'node:http'
import { test } from 'node:test'
import { apiProcess } from '../harness/api-process.ts'
import { testDatabase } from '../harness/database.ts'
import { until } from '../harness/processes.ts'

type Answer = { status: number; connection: string | undefined; body: ReturnType<typeof JSON.parse> }

/** Asks over a connection of one's own, which is kept when the server keeps it. */
function connection() {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = (url: string): Promise<Answer> =>
    new Promise((done, fail) => {
      request(url, { agent }, async (response: IncomingMessage) => {
        const body = JSON.parse((await response.toArray()).join(''))
        done({ status: response.statusCode ?? 0, connection: response.headers.connection, body })
      })
        .on('error', fail)
        .end()
    })
  return { ask, close: () => agent.destroy() }
}

test('it says so, serves on, lets nobody new in, and ends each connection with its next answer', async (t) => {
  const { url } = await testDatabase(t)
  const api = await apiProcess(t, url, { DRAIN_SECONDS: '2' })
  await api.start()
  const [busy, idle] = [connection(), connection()]
  t.after(async () => {
    for (const one of [busy, idle]) one.close()
  })
  const ready = `${api.address}/health/ready`
  assert.equal((await idle.ask(ready)).body.status, 'ready')
  const left = api.stop()

  await until(async () => (await busy.ask(ready)).body.status === 'draining')
  const newcomer = await fetch(ready)
  assert.equal(newcomer.status, 503)
  const draining = await busy.ask(`${api.address}/health/live`)
  assert.deepEqual([draining.status, draining.connection], [200, 'keep-alive'])

  await until(() =>
    fetch(ready).then(
      () => false,
      () => true,
    ),
  )
  for (const one of [busy, idle]) {
    const last = await one.ask(`${api.address}/health/live`)
    assert.deepEqual([last.status, last.connection], [200, 'close'])
  }
  assert.equal(await left, 0)
})

test('without a time to drain it is gone as soon as it has answered', async (t) => {
  const { url } = await testDatabase(t)
  const api = await apiProcess(t, url)
  await api.start()
  const kept = connection()
  t.after(async () => kept.close())
  assert.equal((await kept.ask(`${api.address}/health/ready`)).status, 200)
  assert.equal(await api.stop(), 0)
})
