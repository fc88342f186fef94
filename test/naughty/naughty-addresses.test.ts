// Every naughty string as every parameter of every address, as a parameter's name, and in what stands around it.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Route } from '../../server/platform/http/route.ts'
import { testApplication } from '../harness/app.ts'
import { ask, faultOf, firstFaults, inWaves, newTally, note, type Question, summary, type Tally } from './ask.ts'
import type { Example } from './example.ts'
import { EXAMPLES } from './examples.ts'
import { fits, placesOf, plainTextAt, type Schema } from './places.ts'
import { inAddress, isStorable, SAMPLE, STRINGS, shown } from './strings.ts'
import { makeWorld, WAVE_SIZE } from './world.ts'

const application = await testApplication({ after })
const { app, guest, log } = application
const world = await makeWorld(application)
const total = newTally()

/** Lists of names or numbers, and positions: texts with a meaning of their own. */
const MEANINGFUL = new Set(['sort', 'fields', 'include', 'ids', 'cursor', 'types', 'last_event_id', 'since'])

for (const route of app.routeTable) {
  const name = `${route.method} ${route.path}`
  test(name, async (t) => {
    const tally = newTally()
    const example = EXAMPLES[name] ?? {}
    const trial: Trial = { route, example, tally, isForPrograms: await isForPrograms(route, example) }
    for (const place of placesOf(route.query as Schema | undefined)) {
      tally.places += 1
      const hasMeaning = MEANINGFUL.has(place.name) || example.queryOf !== undefined
      const freeText = hasMeaning ? undefined : plainTextAt(place)
      await sendAsParameter(trial, place.name, freeText)
      await sendBroken(trial, place.name)
    }
    for (const place of placesOf(route.params as Schema | undefined)) {
      tally.places += 1
      await sendInPath(trial, place.name)
    }
    await sendAsName(trial)
    t.diagnostic(summary(tally))
    for (const key of ['places', 'sent', 'requests', 'accepted'] as const) total[key] += tally[key]
    assert.deepEqual(firstFaults(tally), [])
  })
}

test('addresses that no room has', async () => {
  const tally = newTally()
  const roots = [
    '/',
    '/api/v1/',
    '/api/v2/',
    '/docs/',
    '/docs/static/',
    '/redoc/',
    '/health/',
    '/health?',
    '/metrics?',
    '/?',
  ]
  for (const root of roots) {
    await inWaves(STRINGS, WAVE_SIZE, async (wave) => {
      await Promise.all(
        wave.map(async (text) => {
          const answer = await guest.get(root + inAddress(text))
          const fault = faultOf({ status: answer.status, body: answer.body, answer })
          // What stands outside the rooms' tables (pages, health, metrics) answers in its own form.
          if (fault !== null && answer.status >= 400) tally.faults.push(`${root} ← ${shown(text)}: ${fault}`)
        }),
      )
    })
  }
  assert.deepEqual(firstFaults(tally), [])
})

test('no request was a fault of ours', (t) => {
  t.diagnostic(summary(total))
  assert.deepEqual(log.faults, [])
})

type Trial = { route: Route; example: Example; tally: Tally; isForPrograms: boolean }

/** A right request of each caller, but for writes, which it would carry out. */
async function isForPrograms(route: Route, example: Example): Promise<boolean> {
  if (route.method !== 'GET' || example.isForPeople === true) return false
  const { status, body } = await ask(world, route, example, { slot: 0, isService: false })
  assert.equal(status, 200, JSON.stringify(body))
  return (await ask(world, route, example, { slot: 0, isService: true })).status === 200
}

const queryWith = ({ example }: Trial, name: string, value: string): string => {
  const others = Object.entries(example.queryOf?.(world) ?? example.query ?? {}).filter(([other]) => other !== name)
  return [...others, [name, value]].map(([key = '', text = '']) => `${inAddress(key)}=${inAddress(text)}`).join('&')
}

function questionFor({ example, route }: Trial, slot: number): Question {
  const [make] = example.bodies ?? []
  return { slot, isService: false, ...(make !== undefined && route.body !== undefined && { body: make(world, slot) }) }
}

async function sendAsParameter(trial: Trial, name: string, freeText: Schema | undefined): Promise<void> {
  const { route, example, tally } = trial
  await inWaves(STRINGS, WAVE_SIZE, async (wave, start) => {
    tally.sent += wave.length
    const kept = await Promise.all(
      wave.map(async (text, slot) => {
        const isService = trial.isForPrograms && (start + slot) % 2 === 1
        const query = queryWith(trial, name, text)
        const reply = await ask(world, route, example, { ...questionFor(trial, slot), isService, query })
        const isAccepted = note(tally, name, text, reply)
        const isRefusedWrongly =
          freeText !== undefined && isStorable(text) && fits(text.trim(), freeText) && !isAccepted
        if (isRefusedWrongly) tally.faults.push(`${name} ← ${shown(text)}: ${JSON.stringify(reply.body)}`)
        if (!isStorable(text) && isAccepted) tally.faults.push(`${name} ← ${shown(text)}: accepted`)
        return { text, isAccepted, data: reply.body?.data }
      }),
    )
    await compareKept(trial, name, kept)
  })
}

/** A write may keep a text that stood in its address. */
async function compareKept(
  { example, tally }: Trial,
  name: string,
  sent: { text: string; isAccepted: boolean; data: unknown }[],
) {
  if (example.readBack === undefined) return
  const accepted = sent.filter(({ isAccepted }) => isAccepted)
  const records = await example.readBack(
    world,
    accepted.map(({ data }) => data),
  )
  for (const [index, { text }] of accepted.entries()) {
    const kept = records[index]?.[name]
    if (kept !== text.trim()) tally.faults.push(`${name} ← ${shown(text)}: came back as ${JSON.stringify(kept)}`)
  }
}

/** A parameter that is given twice, as a list, as an object, without a value, or badly encoded. */
async function sendBroken(trial: Trial, name: string): Promise<void> {
  const values = [
    '=a&{}=b',
    '[]=a',
    '[]=a&{}[]=b',
    '[a]=b',
    '[__proto__]=b',
    '',
    '=%',
    '=%E0%A4%A',
    '=%zz',
    '=%00',
    '==',
    '=a;b=c',
    '&&&=&',
  ]
  await Promise.all(
    values.map(async (value, slot) => {
      const query = name + value.replaceAll('{}', name)
      const reply = await ask(world, trial.route, trial.example, { ...questionFor(trial, slot), query })
      const isAccepted = note(trial.tally, name, query, reply)
      if (isAccepted && value.includes('%')) trial.tally.faults.push(`${query}: accepted`)
    }),
  )
}

/** A record has one address: no `0x10`, `1e1` or `01`. */
const ONE_WAY = /^([1-9]\d*|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/i

/** These are no part of an address but ways through it. */
const WAYS = new Set(['', '.', '..'])

async function sendInPath(trial: Trial, name: string): Promise<void> {
  const { route, example, tally } = trial
  const strings = STRINGS.filter((text) => !WAYS.has(text.trim())).map(inAddress)
  const broken = [
    '0x1',
    '1e0',
    '1.0',
    '01',
    '+1',
    '%201',
    '1%20',
    '%',
    '%E0%A4%A',
    '%zz',
    '%c0%af',
    '%00',
    '%2e%2e%2f',
    '1%00',
    '1;a=b',
    '1%0d%0aX-A:%20b',
  ]
  await inWaves([...strings, ...broken], WAVE_SIZE, async (wave) => {
    tally.sent += wave.length
    await Promise.all(
      wave.map(async (part, slot) => {
        const question = { ...questionFor(trial, slot), params: { [name]: part } }
        const isAccepted = note(tally, `:${name}`, part, await ask(world, route, example, question))
        if (isAccepted && !ONE_WAY.test(part)) tally.faults.push(`:${name} ← ${part}: taken for an id`)
      }),
    )
  })
}

/** A parameter that the route does not know is refused, whatever it is called. */
async function sendAsName(trial: Trial): Promise<void> {
  const { route, example, tally } = trial
  const names = [...(route.query === undefined ? SAMPLE : STRINGS), 'q[__proto__]', 'constructor.prototype']
  await inWaves(names, WAVE_SIZE, async (wave) => {
    await Promise.all(
      wave.map(async (text, slot) => {
        const reply = await ask(world, route, example, {
          ...questionFor(trial, slot),
          query: queryWith(trial, text, '1'),
        })
        if (note(tally, '{name}', text, reply)) tally.faults.push(`${shown(text)} was taken as a parameter's name`)
      }),
    )
  })
}
