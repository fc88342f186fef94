// Every string that is known to break programs, at every place of every body: no fault of ours, and what is accepted
// comes back as it was sent, but for the white space around it.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../harness/app.ts'
import { ask, firstFaults, inWaves, newTally, note, type Reply, servesPrograms, summary } from './ask.ts'
import { EXAMPLES, isNamedText, SIGN_IN_TEXTS } from './examples.ts'
import {
  fits,
  isOpen,
  type Place,
  placesOf,
  plainTextAt,
  reaches,
  type Schema,
  takesText,
  valueAt,
  withValueAt,
} from './places.ts'
import { refuseTogether, sendKeys } from './refused.ts'
import { isStorable, NAUGHTY_STRINGS, RAW_VALUES, SAMPLE, STRINGS, shown } from './strings.ts'
import { bodyWhich, type Subject, type Trial } from './trial.ts'
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
    const trial: Trial = { world, ...subject, isForPrograms, tally }
    const ours = places.filter((place) => !SIGN_IN_TEXTS.has(`${name} ${place.name}`))
    const apart = await sendTogether(trial, ours)
    const alone = await refuseTogether(
      trial,
      ours.filter((place) => !apart.has(place)),
      (place) => stringsFor(trial, place),
    )
    for (const place of ours) {
      await sendAll(trial, [place], apart.get(place) ?? alone.get(place) ?? stringsFor(trial, place))
      await sendRaw(trial, place)
      await example.release?.(world)
    }
    await sendKeys(trial)
    judged.add(schema)
    tally.places = places.length
    t.diagnostic(summary(tally))
    for (const key of ['places', 'sent', 'requests', 'accepted'] as const) total[key] += tally[key]
    assert.deepEqual(firstFaults(tally), [])
  })
}

test('no request was a fault of ours', (t) => {
  t.diagnostic(summary(total))
  assert.deepEqual(log.faults, [])
})

/** Schemas of the routes that were tried: PUT and PATCH share theirs. */
const judged = new Set<object>()

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

/** A text that may be anything, so that every string must be accepted that can be kept at all. */
const isFree = (place: Place): boolean => !isNamedText(place.name) && plainTextAt(place) !== undefined

/** Where two routes share a schema, what it only has to refuse is tried whole at the first of them. */
const stringsFor = ({ route }: Trial, place: Place): readonly string[] =>
  plainTextAt(place) !== undefined || (takesText(place) && !judged.has(route.body ?? {})) ? STRINGS : SAMPLE

/**
 * Sends each string at all the free texts of a right body at once, for each of the bodies: when that is accepted, it is at
 * each of them. Answers the strings that were not, to be tried at each place by itself.
 */
async function sendTogether(trial: Trial, places: readonly Place[]): Promise<ReadonlyMap<Place, readonly string[]>> {
  const apart = new Map<Place, readonly string[]>()
  for (const make of trial.example.bodies ?? []) {
    const body = make(world, 0)
    const together = places.filter((place) => isFree(place) && !apart.has(place) && reaches(body, place.path))
    if (together.length < 2) continue
    const accepted = await sendAll(trial, together, STRINGS)
    await trial.example.release?.(world)
    const refused = STRINGS.filter((text) => !accepted.has(text))
    for (const place of together) apart.set(place, refused)
  }
  return apart
}

type Kept = { text: string; reply: Reply }

/** Sends strings, each at all of the places. Answers those that were accepted. */
async function sendAll(trial: Trial, places: readonly Place[], strings: readonly string[]): Promise<Set<string>> {
  const { route, example, tally, isForPrograms } = trial
  const taken = new Set<string>()
  const names = places.map((place) => place.name).join(', ')
  await inWaves(strings, WAVE_SIZE, async (wave, start) => {
    const replies = await Promise.all(
      wave.map(async (text, slot): Promise<Kept> => {
        const right = bodyWhich(trial, slot, (body) => places.every((place) => reaches(body, place.path)))
        const body = places.reduce((changed, place) => withValueAt(changed, place.path, text), right)
        const isService = isForPrograms && (start + slot) % 2 === 1
        return { text, reply: await ask(world, route, example, { slot, isService, body }) }
      }),
    )
    tally.sent += wave.length * places.length
    const accepted = replies.filter(({ text, reply }) => {
      const isAccepted = note(tally, names, text, reply)
      const complaint = judge(places, text, reply)
      if (complaint !== null) tally.faults.push(`${names} ← ${shown(text)}: ${complaint}`)
      if (isAccepted) taken.add(text)
      return isAccepted
    })
    for (const place of places) if (plainTextAt(place) !== undefined) await compareKept(trial, place, accepted)
  })
  return taken
}

/** A text that can be kept and is not too long must be accepted, unless another record has it already. */
function judge(places: readonly Place[], text: string, { status, body }: Reply): string | null {
  if (!isStorable(text)) return status < 400 ? 'accepted, though it cannot be kept' : null
  const [place, ...others] = places
  // What is refused at several places at once may be too long for one of them only.
  if (place === undefined || others.length > 0 || !isFree(place) || status < 400) return null
  if (!fits(text.trim(), plainTextAt(place) ?? {})) return status === 422 ? null : `${status} instead of 422`
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

/** What is no text at all, at a place. */
async function sendRaw(trial: Trial, place: Place): Promise<void> {
  const { route, example, tally } = trial
  await Promise.all(
    RAW_VALUES.map(async (raw, slot) => {
      const right = bodyWhich(trial, slot, (body) => reaches(body, place.path))
      const body = JSON.stringify(withValueAt(right, place.path, STAND_IN)).replace(`"${STAND_IN}"`, () => raw)
      note(tally, place.name, raw, await ask(world, route, example, { slot, isService: false, body }))
    }),
  )
}

const STAND_IN = 'the value stands here'
