import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'undici'
import { type Ask, personOf, type Shops } from '../k6/people.ts'
import { type Crowd, PAUSE_SECONDS } from '../k6/scenarios.ts'
import type { Tally } from './tally.ts'

export type Target = {
  readonly url: string
  readonly token: string
  /** Each person says another address to a balancer that believes this machine. */
  readonly hasAddresses?: boolean
}

export type Work = {
  readonly target: Target
  readonly shops: Shops
  readonly crowd: Crowd
  readonly isSelling: boolean
  /** Where what is asked now is counted. */
  tally(): Tally
  /** A sale was acknowledged. */
  onSale?(id: string): void
}

/** As patient as a till is. */
const PATIENCE_MS = 60_000

/** As many people as are wanted, each on a connection of their own, who ask, wait for the answer, and pause. */
export class PeopleAtWork {
  readonly #work: Work
  readonly #everybody = new Set<Promise<void>>()
  #wanted = 0
  #present = 0
  #come = 0

  constructor(work: Work) {
    this.#work = work
  }

  get present(): number {
    return this.#present
  }

  /** More of them come at once; who is too many leaves after the next answer. */
  want(users: number): void {
    this.#wanted = users
    while (this.#present < users) {
      this.#present += 1
      this.#come += 1
      const one = this.#spendDay(this.#come)
      this.#everybody.add(one)
      one.finally(() => this.#everybody.delete(one))
    }
  }

  /** Sends everybody home; answers when the last one has had their answer. */
  async end(): Promise<void> {
    this.want(0)
    await Promise.all(this.#everybody)
  }

  async #spendDay(number: number): Promise<void> {
    const { target, shops, crowd, isSelling } = this.#work
    const client = new Client(new URL(target.url).origin, { headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS })
    const headers = headersOf(target, number)
    const person = personOf(crowd, shops, Math.random, isSelling)
    await sleep(Math.random() * PAUSE_SECONDS.most * 1000)
    while (this.#present <= this.#wanted) {
      const ask = person.next()
      const tally = this.#work.tally()
      tally.begin()
      const startedAt = performance.now()
      const { instance, failure } = await send(client, ask, headers)
      tally.count({ name: ask.name, instance, failure, milliseconds: performance.now() - startedAt })
      if (failure === null && ask.saleId !== undefined) this.#work.onSale?.(ask.saleId)
      person.heard(failure === null)
      await sleep(pauseMs())
    }
    this.#present -= 1
    await client.close()
  }
}

const pauseMs = (): number => 1000 * (PAUSE_SECONDS.least + Math.random() * (PAUSE_SECONDS.most - PAUSE_SECONDS.least))

function headersOf({ token, hasAddresses }: Target, number: number): Record<string, string> {
  const address = `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`
  return {
    authorization: `Bearer ${token}`,
    'accept-encoding': 'gzip',
    ...(hasAddresses === true && { 'x-forwarded-for': address }),
  }
}

type Outcome = { readonly instance: string | null; readonly failure: string | null }

async function send(client: Client, { method, path, body }: Ask, common: Record<string, string>): Promise<Outcome> {
  try {
    const headers = body === undefined ? common : { ...common, 'content-type': 'application/json' }
    const answer = await client.request({ method, path, headers, body: body ?? null })
    const instance = answer.headers['x-instance-id']
    if (answer.statusCode !== 200 && answer.statusCode !== 201) {
      const said = codeOf(await answer.body.text())
      return { instance: typeof instance === 'string' ? instance : null, failure: `${answer.statusCode} ${said}` }
    }
    await answer.body.dump({ limit: Number.MAX_SAFE_INTEGER })
    if (typeof instance !== 'string') return { instance: null, failure: 'no X-Instance-Id' }
    return { instance, failure: null }
  } catch (error) {
    return { instance: null, failure: error instanceof Error && 'code' in error ? String(error.code) : String(error) }
  }
}

/** What an answer says by its code. */
function codeOf(body: string): string {
  try {
    return String(JSON.parse(body).code ?? 'without a code')
  } catch {
    return 'without a code'
  }
}
