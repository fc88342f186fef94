// Every string that is known to break programs, at every place of every body: no fault of ours, and what is accepted
// comes back as it was sent, but for the white space around it.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Route } from '../../server/platform/http/route.ts'
import { testApplication } from '../harness/app.ts'
import { ask, firstFaults, inWaves, newTally, note, type Reply, servesPrograms, type Tally } from './ask.ts'
import type { Example } from './example.ts'
import { EXAMPLES, isNamedText, SIGN_IN_TEXTS } from './examples.ts'
import {
  fits,
  isOpen,
  objectsOf,
  type Place,
  placesOf,
  plainTextAt,
  reaches,
  type Schema,
  takesText,
  valueAt,
  withValueAt,
} from './places.ts'
import { isStorable, NAUGHTY_STRINGS, SAMPLE, STRINGS, shown } from './strings.ts'
import { makeWorld, WAVE_SIZE } from './world.ts'

const application = await testApplication({ after })
const { app, log } = application
const world = await makeWorld(application)
const total = newTally()

test('the list is whole', () => {
  assert.equal(NAUGHTY_STRINGS.length, 515)
})

for (const route of app.routeTable) {
  const { body: schema } = route
  if (schema === undefined) continue
  const name = `${route.method} ${route.path}`
  test(name, async (t) => {
    const example = EXAMPLES[name] ?? {}
    const tally = newTally()
    const subject = { route, example, schema: example.schema ?? (schema as Schema) }
    const places = placesOf(subject.schema)
    checkExample(subject, places)
    const isForPrograms = await checkRightBodies(subject)
    for (const place of places) {
      if (SIGN_IN_TEXTS.has(`${name} ${place.name}`)) continue
      await sendAll({ ...subject, isForPrograms, tally }, place)
      await example.release?.(world)
    }
    await sendKeys({ ...subject, isForPrograms, tally })
    judged.add(schema)
    tally.places = places.length
    t.diagnostic(`${tally.places} places, ${tally.requests} requests, ${tally.accepted} accepted`)
    for (const key of ['places', 'requests', 'accepted'] as const) total[key] += tally[key]
    assert.deepEqual(firstFaults(tally), [])
  })
}

test('no request was a fault of ours', (t) => {
  t.diagnostic(`${total.places} places, ${total.requests} requests, ${total.accepted} accepted`)
  assert.deepEqual(log.faults, [])
})

/** PUT and PATCH share a schema: where it takes no free text, the second is only sampled. */
const judged = new Set<object>()

type Subject = { route: Route; example: Example; schema: Schema }
type Trial = Subject & { isForPrograms: boolean; tally: Tally }

/** A route cannot come without right bodies that reach each of its places, so that none is left out. */
function checkExample({ route, example, schema }: Subject, places: readonly Place[]): void {
  const bodies = (example.bodies ?? []).map((make) => make(world, 0))
  const missed = places.filter((place) => !bodies.some((body) => reaches(body, place.path)))
  const missing = missed.map((place) => place.name)
  assert.deepEqual(missing, [], `EXAMPLES needs bodies of ${route.method} ${route.path} with these places`)
  assert.ok(!isOpen(schema), `EXAMPLES needs the closed schema of ${route.method} ${route.path}`)
}

/** A string is judged by itself only where the rest of its body is right. */
async function checkRightBodies({ route, example }: Subject): Promise<boolean> {
  if (route.access === 'public') return true
  for (const make of example.bodies ?? []) {
    const { status, body } = await ask(world, route, example, { slot: 0, isService: false, body: make(world, 0) })
    assert.ok(status < 300, JSON.stringify(body))
  }
  await example.release?.(world)
  const isForPrograms = await servesPrograms(world, route, example, example.bodies?.[0]?.(world, 0))
  await example.release?.(world)
  return isForPrograms
}

/** The first right body for which something holds. */
function bodyWhich(holds: (body: object) => boolean, { example }: Subject, slot: number): object {
  for (const make of example.bodies ?? []) {
    const body = make(world, slot)
    if (holds(body)) return body
  }
  throw new Error('No example is like that.')
}

type Kept = { text: string; reply: Reply }

async function sendAll(trial: Trial, place: Place): Promise<void> {
  const { route, example, tally, isForPrograms } = trial
  const freeText = isNamedText(place.name) ? undefined : plainTextAt(place)
  const isNew = takesText(place) && !judged.has(route.body ?? {})
  await inWaves(isNew || plainTextAt(place) !== undefined ? STRINGS : SAMPLE, WAVE_SIZE, async (wave, start) => {
    const replies = await Promise.all(
      wave.map(async (text, slot): Promise<Kept> => {
        const body = withValueAt(
          bodyWhich((example) => reaches(example, place.path), trial, slot),
          place.path,
          text,
        )
        const isService = isForPrograms && (start + slot) % 2 === 1
        return { text, reply: await ask(world, route, example, { slot, isService, body }) }
      }),
    )
    const accepted = replies.filter(({ text, reply }) => {
      const isAccepted = note(tally, place.name, text, reply)
      const complaint = judge(freeText, text, reply)
      if (complaint !== null) tally.faults.push(`${place.name} ← ${shown(text)}: ${complaint}`)
      return isAccepted
    })
    if (plainTextAt(place) !== undefined) await compareKept(trial, place, accepted)
  })
}

/** A text that can be kept and is not too long must be accepted, unless another record has it already. */
function judge(freeText: Schema | undefined, text: string, { status, body }: Reply): string | null {
  if (!isStorable(text)) return status < 400 ? 'accepted, though it cannot be kept' : null
  if (freeText === undefined || status < 400) return null
  if (!fits(text.trim(), freeText)) return status === 422 ? null : `${status} instead of 422`
  if (status === 409 && String(body.code).endsWith('_taken')) return null
  return `refused: ${status} ${JSON.stringify(body)}`
}

async function compareKept({ example, tally }: Trial, place: Place, accepted: readonly Kept[]): Promise<void> {
  if (accepted.length === 0 || example.readBack === undefined || example.keptAs?.[place.name] === null) return
  const records = await example.readBack(
    world,
    accepted.map(({ reply }) => reply.body.data),
  )
  const keptAs = example.keptAs?.[place.name] ?? place.path.join('.')
  for (const [index, { text }] of accepted.entries()) {
    const kept = valueAt(records[index], keptAs.split('.'))
    // An empty text may be kept as none.
    if (kept === text.trim() || (text.trim() === '' && kept === null)) continue
    tally.faults.push(`${place.name} ← ${shown(text)}: came back as ${JSON.stringify(kept)}`)
  }
}

const holds = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A key that the schema does not know is refused, whatever it is; and so is a text in the place of the whole body. */
async function sendKeys(trial: Trial): Promise<void> {
  const { route, example, schema, tally } = trial
  for (const holder of objectsOf(schema)) {
    const known = new Set(holder.schemas.flatMap((form) => Object.keys(form.properties ?? {})))
    const strings = (holder.path.length === 0 ? STRINGS : SAMPLE).filter((text) => !known.has(text))
    await inWaves(strings, WAVE_SIZE, async (wave) => {
      await Promise.all(
        wave.map(async (text, slot) => {
          const right = bodyWhich((example) => holds(valueAt(example, holder.path)), trial, slot)
          const body = withValueAt(right, [...holder.path, text], 1)
          const reply = await ask(world, route, example, { slot, isService: false, body })
          if (note(tally, `${holder.name}.{key}`, text, reply)) tally.faults.push(`${shown(text)} was taken as a key`)
        }),
      )
    })
  }
  const bodies = [...STRINGS.map((text) => JSON.stringify(text)), ...STRINGS].filter((text) => text !== '{}')
  await inWaves(bodies, WAVE_SIZE, async (wave) => {
    await Promise.all(
      wave.map(async (body, slot) => {
        const reply = await ask(world, route, example, { slot, isService: false, body })
        if (note(tally, '{body}', body, reply)) tally.faults.push(`${shown(body)} was taken as a body`)
      }),
    )
  })
}
