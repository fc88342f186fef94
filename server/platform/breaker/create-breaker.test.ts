import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { eventually } from '../../../test/harness/eventually.ts'
import { memoryLog } from '../../../test/harness/memory-log.ts'
import { BREAKER_STATES, BreakerOpenError, BreakerTimeoutError, createBreaker } from './create-breaker.ts'

const { closed, open } = BREAKER_STATES

/** A service that answers, refuses or hangs as told, and counts who asked. */
async function startService() {
  const service = { mood: 'answers' as 'answers' | 'fails' | 'hangs', asked: 0 }
  const server = createServer((_request, response) => {
    service.asked += 1
    if (service.mood === 'hangs') return
    response.writeHead(service.mood === 'answers' ? 200 : 500, { connection: 'close' }).end('42')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    service,
    async ask() {
      const response = await fetch(address)
      const text = await response.text()
      if (!response.ok) throw new Error(`it answered ${response.status}`)
      return Number(text)
    },
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function startBreaker(options: { resetMs?: number; hasProbe?: boolean } = {}) {
  const { log, lines } = memoryLog()
  const { service, ask, stop } = await startService()
  const breaker = createBreaker({
    name: 'service',
    log,
    timeoutMs: 200,
    resetMs: options.resetMs ?? 60_000,
    leastCalls: 3,
    isFailure: (error) => !(error instanceof RangeError),
    ...(options.hasProbe === true && { probe: ask }),
  })
  const said = async () => {
    await log.flush()
    return (lines.c ?? '').split('\n').filter((line) => line !== '')
  }
  return {
    service,
    ask,
    breaker,
    said,
    end() {
      breaker.shutdown()
      stop()
    },
  }
}

const settle = (work: Promise<unknown>) => work.then(String, (error: unknown) => error)

test('what answers is asked, and an answer that is a refusal is an answer', async () => {
  const { breaker, ask, end, said } = await startBreaker()
  assert.equal(await breaker.call(ask), 42)
  for (let times = 0; times < 10; times += 1) {
    await assert.rejects(
      breaker.call(async () => {
        throw new RangeError('there is no such thing')
      }),
      RangeError,
    )
  }
  assert.equal(breaker.state, closed)
  assert.deepEqual(await said(), [])
  end()
})

test('what fails is left alone, which is said once', async () => {
  const { breaker, service, ask, end, said } = await startBreaker()
  service.mood = 'fails'
  for (let times = 0; times < 3; times += 1) await assert.rejects(breaker.call(ask), /it answered 500/)
  assert.equal(breaker.state, open)
  const asked = service.asked
  for (let times = 0; times < 20; times += 1) await assert.rejects(breaker.call(ask), BreakerOpenError)
  assert.equal(service.asked, asked)
  const lines = await said()
  assert.equal(lines.length, 1)
  assert.match(lines[0] ?? '', /WARNING +service does not answer.*it answered 500/)
  end()
})

test('what hangs counts as failed when its time is up', async () => {
  const { breaker, service, ask, end } = await startBreaker()
  service.mood = 'hangs'
  const answers = await Promise.all([1, 2, 3, 4].map(() => settle(breaker.call(ask))))
  for (const answer of answers) assert.ok(answer instanceof BreakerTimeoutError, String(answer))
  assert.equal(breaker.state, open)
  await assert.rejects(breaker.call(ask), BreakerOpenError)
  end()
})

test('a probe finds it again, and no caller waits for what is still away', async () => {
  const { breaker, service, ask, end, said } = await startBreaker({ resetMs: 20, hasProbe: true })
  service.mood = 'fails'
  for (let times = 0; times < 3; times += 1) await settle(breaker.call(ask))
  const asked = service.asked
  await eventually(
    async () => service.asked,
    (count) => count >= asked + 3,
  )
  const answers = await Promise.all([1, 2, 3].map(() => settle(breaker.call(ask))))
  for (const answer of answers) assert.ok(answer instanceof BreakerOpenError, String(answer))
  assert.equal((await said()).length, 1)
  service.mood = 'answers'
  await eventually(
    async () => breaker.state,
    (state) => state === closed,
  )
  assert.equal(await breaker.call(ask), 42)
  const lines = await said()
  assert.equal(lines.length, 2)
  assert.match(lines[1] ?? '', /INFO +service answers again/)
  end()
})

test('without a probe the next caller looks, alone', async () => {
  const { breaker, service, ask, end } = await startBreaker({ resetMs: 20 })
  service.mood = 'fails'
  for (let times = 0; times < 3; times += 1) await settle(breaker.call(ask))
  service.mood = 'answers'
  await eventually(
    async () => breaker.state,
    (state) => state === BREAKER_STATES.halfOpen,
  )
  const asked = service.asked
  const answers = await Promise.all([1, 2, 3].map(() => settle(breaker.call(ask))))
  assert.deepEqual(answers.map(String).sort(), ['42', ...answers.slice(1).map(String)].sort())
  assert.equal(service.asked, asked + 1)
  assert.equal(breaker.state, closed)
  end()
})

test('who knows otherwise opens and closes it', async () => {
  const { breaker, ask, end, said } = await startBreaker()
  breaker.open(new Error('the line was cut'))
  breaker.open(new Error('still'))
  assert.equal(breaker.state, open)
  await assert.rejects(breaker.call(ask), BreakerOpenError)
  breaker.close()
  assert.equal(await breaker.call(ask), 42)
  const lines = await said()
  assert.equal(lines.length, 2)
  assert.match(lines[0] ?? '', /the line was cut/)
  end()
})
