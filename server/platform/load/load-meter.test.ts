import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../../test/harness/processes.ts'
import { LoadMeter } from './load-meter.ts'

/** What a database answers after so many milliseconds, and how often it was asked. */
function slowDatabase(answerMs: number) {
  const database = { asked: 0, answerMs }
  const ask = async () => {
    database.asked += 1
    await sleep(database.answerMs, undefined, { ref: false })
  }
  return { database, ask }
}

test('a process that nobody asks anything leaves its database alone, and measures again when somebody does', async (t) => {
  const { database, ask } = slowDatabase(20)
  const meter = new LoadMeter({ askDatabase: ask, poolSize: 10 })
  t.after(() => meter.close())
  assert.equal(database.asked, 0)
  for (const _ of ['once', 'again']) {
    const before: number = database.asked
    meter.note()
    await until(() => database.asked > before)
    // It takes some time to come to rest; then the pressure that it found is forgotten.
    await until(() => meter.pressure.value > 0)
    await until(() => meter.pressure.value === 0)
    const atRest: number = database.asked
    await sleep(500)
    assert.equal(database.asked, atRest)
  }
})

test('while something is turned away the measuring goes on, with or without requests', async (t) => {
  const { database, ask } = slowDatabase(600)
  const meter = new LoadMeter({ askDatabase: ask, poolSize: 10 })
  t.after(() => meter.close())
  meter.note()
  await until(() => !meter.pressure.isAtEase)
  const before: number = database.asked
  await until(() => database.asked >= before + 6)
  assert.equal(meter.pressure.isAtEase, false)
  database.answerMs = 0
  await until(() => meter.pressure.value === 0)
})

test('a database that answers nobody turns away all, one that answers late the more the later', async (t) => {
  const { database, ask } = slowDatabase(60_000)
  const meter = new LoadMeter({ askDatabase: ask, poolSize: 10 })
  t.after(() => meter.close())
  meter.note()
  await until(() => meter.pressure.value === 1)
  // Each question waits longer than it is waited for; nobody waits for ever.
  database.answerMs = 1_500
  await until(() => meter.pressure.value < 1)
  const before: number = database.asked
  await until(() => database.asked >= before + 4)
  assert.ok(meter.pressure.value > 0.5 && meter.pressure.value < 1, String(meter.pressure.value))
})

test('a database that is away is as slow as it is to say so', async (t) => {
  let refused = 0
  const ask = async () => {
    await sleep(3_500, undefined, { ref: false })
    refused += 1
    throw new Error('away')
  }
  const meter = new LoadMeter({ askDatabase: ask, poolSize: 10 })
  t.after(() => meter.close())
  meter.note()
  await until(() => meter.pressure.value === 1)
  for (const seen of [1, 2, 3]) {
    await until(() => refused >= seen)
    await sleep(150)
    assert.equal(meter.pressure.value, 1)
  }
  const quick = new LoadMeter({ askDatabase: () => Promise.reject(new Error('away')), poolSize: 10 })
  t.after(() => quick.close())
  for (let sample = 0; sample < 10; sample += 1) {
    quick.note()
    await sleep(100)
    assert.ok(quick.pressure.isAtEase)
  }
})
