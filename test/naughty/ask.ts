import type { Route } from '../../server/platform/http/route.ts'
import type { Answer } from '../harness/client.ts'
import { fieldParts, postParts } from '../harness/multipart.ts'
import type { Data, Example } from './example.ts'
import { shown } from './strings.ts'
import type { World } from './world.ts'

/** How many strings went to how many places, and what was wrong with the answers. */
export type Tally = { places: number; sent: number; requests: number; accepted: number; faults: string[] }

export const newTally = (): Tally => ({ places: 0, sent: 0, requests: 0, accepted: 0, faults: [] })

export const summary = ({ places, sent, requests, accepted }: Tally): string =>
  `${places} places, ${sent} strings sent to them, ${requests} requests, ${accepted} accepted`

/** A person learns nothing from the four hundredth fault that they did not from the first ones. */
const FAULTS_SHOWN = 12
export const firstFaults = ({ faults }: Tally): string[] => faults.slice(0, FAULTS_SHOWN)

export type Question = {
  slot: number
  isService: boolean
  body?: object | string
  /** Values that take the place of the example's. */
  params?: Readonly<Record<string, string>>
  /** As it stands behind the question mark. */
  query?: string
}
export type Reply = { status: number; body: Data; answer: Answer }

/** Sends one request of a route, right but for what the question changes. */
export async function ask(world: World, route: Route, example: Example, question: Question): Promise<Reply> {
  const params = { ...(await example.params?.(world, question.slot)), ...question.params }
  const path = route.path.replace(/:(\w+)/g, (_place, name: string) => String(params[name]))
  const query = question.query ?? new URLSearchParams(example.queryOf?.(world) ?? example.query).toString()
  const client = question.isService ? world.service : world.owner
  const address = query === '' ? path : `${path}?${query}`
  const { body: sent } = question
  const answer =
    example.files !== undefined && typeof sent === 'object'
      ? await postParts(client, address, [...fieldParts(sent), ...example.files])
      : await client.send(route.method, address, sent)
  const { status, body } = answer.status < 400 ? unwrapped(example, answer) : answer
  return { status, body, answer }
}

const unwrapped = (example: Example, { status, body }: Answer) => example.unwrap?.(body) ?? { status, body }

/** null when an answer is what any client can rely on: no fault of ours, and the standard envelope. */
export function faultOf({ status, body, answer }: Reply): string | null {
  if (status >= 500) return `${status} ${JSON.stringify(body)}`
  if (typeof answer.headers['x-request-id'] !== 'string') return 'no request id'
  if (status === 304) return null
  const isRaw =
    /^(text\/(?:plain|csv|event-stream)|image\/webp|application\/pdf|application\/x-ndjson|application\/vnd\.zebra-zpl)\b/.test(
      String(answer.headers['content-type']),
    )
  if (isRaw && status === 200) return null
  if (typeof body !== 'object' || body?.success !== status < 400) return `${status} without envelope: ${answer.raw}`
  if (status >= 400 && (typeof body.error !== 'string' || typeof body.code !== 'string')) return 'no error or code'
  return null
}

/** Notes an answer; whether it was an acceptance. */
export function note(tally: Tally, place: string, sent: string, reply: Reply): boolean {
  tally.requests += 1
  const fault = faultOf(reply)
  if (fault !== null) tally.faults.push(`${place} ← ${shown(sent)}: ${fault}`)
  if (reply.status >= 300) return false
  tally.accepted += 1
  return true
}

/** Which of the two callers a route serves, by a right request of each; the owner it must serve. */
export async function servesPrograms(world: World, route: Route, example: Example, body?: object): Promise<boolean> {
  if (example.isForPeople === true) return false
  const { status } = await ask(world, route, example, { slot: 0, isService: true, ...(body && { body }) })
  return status !== 403
}

/** Does a work for every item, a wave at a time; each item of a wave has a slot of its own. */
export async function inWaves<Item>(
  items: readonly Item[],
  size: number,
  work: (wave: readonly Item[], start: number) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += size) await work(items.slice(start, start + size), start)
}
