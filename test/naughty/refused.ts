// What every route refuses by its schema, many of it in one request: a refusal names each thing that it finds.
import { ask, inWaves, note, type Reply } from './ask.ts'
import { objectsOf, type Place, reaches, valueAt, withValueAt } from './places.ts'
import { isStorable, SAMPLE, STRINGS, shown } from './strings.ts'
import { bodyWhich, type Trial } from './trial.ts'
import { WAVE_SIZE } from './world.ts'

/** Fewer than a refusal names at the most. */
const KEYS_AT_ONCE = 80

/** Whether an input was refused for what stands at this place, whatever else it was refused for. */
const names = ({ status, body }: Reply, path: Place['path']): boolean =>
  status >= 400 && status < 500 && Object.hasOwn(body.errors ?? {}, path.join('.'))

/**
 * Sends each string at all the places at once that one right body has. Answers what no refusal named: the strings that
 * have to be tried at each place by itself.
 */
export async function refuseTogether(
  trial: Trial,
  places: readonly Place[],
  stringsFor: (place: Place) => readonly string[],
): Promise<ReadonlyMap<Place, readonly string[]>> {
  const alone = new Map<Place, string[]>()
  for (const strings of [STRINGS, SAMPLE]) {
    const waiting = places.filter((place) => stringsFor(place) === strings)
    for (const make of trial.example.bodies ?? []) {
      const body = make(trial.world, 0)
      const together = waiting.filter(
        (place) => !alone.has(place) && reaches(body, place.path) && isLeaf(place, waiting),
      )
      if (together.length < 2) continue
      for (const place of together) alone.set(place, [])
      await sendTo(trial, together, strings, alone)
      await trial.example.release?.(trial.world)
    }
  }
  return alone
}

/** Nothing else is sent below it. */
const isLeaf = (place: Place, others: readonly Place[]): boolean =>
  !others.some(({ path }) => path.length > place.path.length && place.path.every((key, depth) => path[depth] === key))

async function sendTo(
  trial: Trial,
  places: readonly Place[],
  strings: readonly string[],
  alone: ReadonlyMap<Place, string[]>,
): Promise<void> {
  const { world, route, example, tally } = trial
  const all = places.map((place) => place.name).join(', ')
  await inWaves(strings, WAVE_SIZE, async (wave) => {
    await Promise.all(
      wave.map(async (text, slot) => {
        const right = bodyWhich(trial, slot, (body) => places.every((place) => reaches(body, place.path)))
        const body = places.reduce((changed, place) => withValueAt(changed, place.path, text), right)
        const reply = await ask(world, route, example, { slot, isService: false, body })
        note(tally, all, text, reply)
        for (const place of places) {
          if (names(reply, place.path)) tally.sent += 1
          else alone.get(place)?.push(text)
        }
      }),
    )
  })
}

const holds = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A key that the schema does not know is refused, whatever it is; and so is a text in the place of the whole body. */
export async function sendKeys(trial: Trial): Promise<void> {
  const { world, route, example, tally } = trial
  for (const holder of objectsOf(trial.schema)) {
    const known = new Set(holder.schemas.flatMap((form) => Object.keys(form.properties ?? {})))
    const strings = (holder.path.length === 0 ? STRINGS : SAMPLE).filter((text) => !known.has(text))
    const right = bodyWhich(trial, 0, (body) => holds(valueAt(body, holder.path)))
    const send = async (keys: readonly string[]): Promise<Reply> => {
      const body = keys.reduce((changed, key) => withValueAt(changed, [...holder.path, key], 1), right)
      const reply = await ask(world, route, example, { slot: 0, isService: false, body })
      if (note(tally, `${holder.name}.{key}`, keys.join(), reply)) tally.faults.push(`${shown(keys.join())} was taken`)
      return reply
    }
    const unnamed = strings.filter((text) => !isStorable(text))
    await inWaves(strings.filter(isStorable), KEYS_AT_ONCE, async (keys) => {
      const reply = await send(keys)
      unnamed.push(...keys.filter((key) => !names(reply, [...holder.path, key])))
    })
    for (const key of unnamed) await send([key])
  }
  await sendBodies(trial)
}

async function sendBodies({ world, route, example, tally }: Trial): Promise<void> {
  const isRight = (body: string) => body === '{}' || (body === '' && route.isBodyOptional === true)
  const bodies = [...SAMPLE.map((text) => JSON.stringify(text)), ...SAMPLE].filter((body) => !isRight(body))
  await inWaves(bodies, WAVE_SIZE, async (wave) => {
    await Promise.all(
      wave.map(async (body, slot) => {
        const reply = await ask(world, route, example, { slot, isService: false, body })
        if (note(tally, '{body}', body, reply)) tally.faults.push(`${shown(body)} was taken as a body`)
      }),
    )
  })
}
