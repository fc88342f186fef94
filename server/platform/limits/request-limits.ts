import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import { platformErrors } from '../errors.ts'
import type { Route } from '../http/route.ts'
import { networkOf } from './network-of.ts'
import { RateCounter, type RateLimit, type Taken, WINDOW_SECONDS } from './rate-counter.ts'

/** Requests per minute; 0: no limit. */
export type RateLimitConfig = {
  /** Of whoever is signed in, by person or program. */
  readonly perUser: number
  /** Of them, on routes that are costly. */
  readonly costlyPerUser: number
  /** Of guests, by address. */
  readonly perAddress: number
  /** Of guests who want to be let in: signing in, registering, lost passwords. */
  readonly signInPerAddress: number
}

export type RequestLimitsOptions = {
  readonly config: RateLimitConfig
  /** Told of each request that is refused. */
  readonly onLimited: (policy: string) => void
}

/** Where the headers of an answer are put. */
export type HeaderSink = { header(name: string, value: string): unknown }

type Counted = { readonly limit: RateLimit; readonly taken: Taken }

const POLICIES = {
  user: 'user',
  costly: 'user-costly',
  address: 'address',
  signIn: 'address-sign-in',
} as const

/** Every policy that may be in force, for the metrics. */
export const LIMIT_POLICIES: readonly string[] = Object.values(POLICIES)

/**
 * The limits of requests per minute. Whoever is signed in is counted by who they are, wherever they ask from: the tills of a shop
 * share its address. Guests are counted by address; requests from this machine are not, since a proxy that does not say for
 * whom it asks would have all of them counted as one. Neither are enrolled devices, whose sales are never refused, nor the
 * operator's own program (API_TOKEN).
 */
export class RequestLimits {
  readonly #counters: Readonly<Record<keyof typeof POLICIES, RateCounter | null>>
  readonly #onLimited: (policy: string) => void

  constructor({ config, onLimited }: RequestLimitsOptions) {
    const counter = (policy: string, quota: number) => (quota === 0 ? null : new RateCounter({ policy, quota }))
    this.#counters = {
      user: counter(POLICIES.user, config.perUser),
      costly: counter(POLICIES.costly, config.costlyPerUser),
      address: counter(POLICIES.address, config.perAddress),
      signIn: counter(POLICIES.signIn, config.signInPerAddress),
    }
    this.#onLimited = onLimited
  }

  get counters(): readonly RateCounter[] {
    return Object.values(this.#counters).filter((counter) => counter !== null)
  }

  /** Counts a request of somebody who is signed in. @throws rate_limited */
  takeOfActor(route: Route, actor: Actor, reply: HeaderSink): void {
    this.#refuse(this.#takeOfActor(route, actor, reply))
  }

  /** Counts as `takeOfActor` does; where that refuses, says so, and leaves it to whoever asks next. */
  letsActorPass(route: Route, actor: Actor, reply: HeaderSink): boolean {
    return this.#takeOfActor(route, actor, reply) === null
  }

  #takeOfActor(route: Route, actor: Actor, reply: HeaderSink): Counted | null {
    if (actor.kind !== 'user') return null
    const { user, costly } = this.#counters
    return this.#take(user, route.limit === 'costly' ? costly : null, actor.key, reply)
  }

  /** Counts a request of a guest, or of somebody whose credential is not good. @throws rate_limited */
  takeOfGuest(route: Route, request: FastifyRequest, reply: FastifyReply): void {
    const { address, signIn } = this.#counters
    const isSignIn = route.limit === 'sign-in'
    if (address === null && !(isSignIn && signIn !== null)) return
    const { ip } = request
    if (isOfThisMachine(request)) return
    const subject = networkOf(ip)
    this.#refuse(this.#take(address, isSignIn ? signIn : null, subject, reply))
    if (!isSignIn || signIn === null || route.provesCaller !== true) return
    // A whole chain may sign in from behind one address in the morning; whoever guesses mostly fails.
    reply.raw.once('finish', () => {
      if (reply.raw.statusCode < 400) signIn.giveBack(subject)
    })
  }

  /** Answers the limit that is spent. */
  #take(general: RateCounter | null, special: RateCounter | null, subject: string, reply: HeaderSink): Counted | null {
    const counted: Counted[] = []
    for (const counter of [general, special]) {
      if (counter === null) continue
      const taken = counter.take(subject)
      counted.push({ limit: counter.limit, taken })
      if (!taken.isAllowed) break
    }
    if (counted.length === 0) return null
    const policies = counted.map(({ limit }) => `"${limit.policy}";q=${limit.quota};w=${WINDOW_SECONDS}`)
    const states = counted.map(({ limit, taken }) => `"${limit.policy}";r=${taken.remaining};t=${taken.seconds}`)
    reply.header('ratelimit-policy', policies.join(', '))
    reply.header('ratelimit', states.join(', '))
    return counted.find(({ taken }) => !taken.isAllowed) ?? null
  }

  #refuse(spent: Counted | null): void {
    if (spent === null) return
    this.#onLimited(spent.limit.policy)
    const { seconds } = spent.taken
    throw platformErrors.rate_limited({ retryAfterSeconds: seconds, values: { seconds } })
  }
}

/** Whoever speaks for somebody else is not: the address that a proxy passes on is what its client may have claimed. */
const isOfThisMachine = ({ socket, headers }: FastifyRequest): boolean =>
  /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '') &&
  headers['x-forwarded-for'] === undefined &&
  headers.forwarded === undefined
