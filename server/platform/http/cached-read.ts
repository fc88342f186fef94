import type { FastifyReply, FastifyRequest } from 'fastify'
import { pack } from 'msgpackr'
import { type Actor, scopeKey } from '../actor.ts'
import { isOfVersions } from '../cache/namespace-versions.ts'
import { type CachedPage, makePage } from '../cache/page.ts'
import type { PageCache } from '../cache/page-cache.ts'
import type { Config } from '../config.ts'
import type { Sql } from '../database/connect.ts'
import type { Language } from '../text.ts'
import { envelope, JSON_TYPE, MESSAGE_PACK, wantsMessagePack } from './reply.ts'
import { contextOf } from './request-context.ts'
import type { CachePolicy, Outcome, Route } from './route.ts'
import { isRaw, sendOutcome } from './send-outcome.ts'
import type { SendPage } from './send-page.ts'

export type PageDependencies = {
  sql: Sql
  cache: PageCache
  cacheSeconds: Config['cacheSeconds']
  /** Permissions that change what a page shows, beside the stores of its reader. */
  shownBy: readonly string[]
  sendPage: SendPage
  /** Told of each address that a page was found for: see `short-way.ts`. */
  remember(address: string, kept: KeptAddress): void
}

/** What is known of an address whose pages are kept. Nothing of it waits for anything. */
export type KeptAddress = {
  readonly route: Route
  /** The address as its route describes it. */
  readonly endpoint: string | undefined
  /** The key under which the page stands that this reader may see now. */
  keyFor(reader: PageReader): string | undefined
  /** The page, where this process has it. */
  find(key: string): CachedPage | undefined
  /** It is sent: the cache counts it. */
  count(): void
}

/** Of whom it depends which page an address shows. */
export type PageReader = {
  readonly actor: Actor | null
  readonly language: Language
  readonly accept: string | undefined
  readonly address: string
}

/**
 * Sends a page that is there as soon as its reader is admitted. Nothing of the address need be read or validated again:
 * the page was made from this very address. Without a promise, which would cost a tenth of the answer.
 */
export function sendKnownPage(route: Route, dependencies: PageDependencies) {
  const { cache, cacheSeconds, shownBy, sendPage, remember } = dependencies
  const { namespaces, time, standing } = route.cache as CachePolicy
  // What a page stands on is asked for once the request is understood.
  if (cacheSeconds[time] === 0 || standing !== undefined) return []
  const nameOf = pageNamer(route, shownBy)
  const nameFor = (reader: PageReader) => `${nameOf(reader)}|`
  let kept: KeptAddress | undefined
  const keep = (endpoint: string | undefined): KeptAddress => ({
    route,
    endpoint,
    keyFor: (reader) => cache.knownKey(namespaces, nameFor(reader)),
    find: (key) => cache.find(key),
    count: () => cache.countHit(),
  })
  const send = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void => {
    const reader = readerOf(request)
    const find = (key: string) => {
      const page = cache.get(key)
      if (page === undefined) return done()
      kept ??= keep(request.state.endpoint)
      if (request.method === 'GET') remember(reader.address, kept)
      const sent = sendPage(request, reply, page)
      if (sent instanceof Promise) sent.catch(done)
    }
    const key = cache.key(namespaces, nameFor(reader))
    if (typeof key === 'string') find(key)
    else key.then(find).catch(done)
  }
  return [send]
}

/** Answers what `sendKnownPage` did not find: from another instance, or anew. */
export function cachedReadHandler(route: Route, dependencies: PageDependencies) {
  const { cache, cacheSeconds, sendPage, shownBy, sql } = dependencies
  const policy = route.cache as CachePolicy
  const most = cacheSeconds[policy.time]
  const nameOf = pageNamer(route, shownBy)
  const finish = (request: FastifyRequest, reply: FastifyReply, outcome: Outcome<unknown>) => {
    const answer = envelope(route, outcome, request.state.language)
    return wantsMessagePack(request.headers.accept)
      ? { body: pack(answer), contentType: MESSAGE_PACK }
      : { body: reply.serialize(answer) as string, contentType: JSON_TYPE }
  }
  const answerAnew = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const outcome = await route.run(contextOf(route, request, sql))
    if (route.contentTypes !== undefined && isRaw(outcome.data)) {
      reply.header('cache-control', 'private, no-cache')
      return sendOutcome(route, request, reply, outcome)
    }
    if (outcome.headers !== undefined) reply.headers(outcome.headers)
    const { body, contentType } = finish(request, reply, outcome)
    return sendPage(request, reply, makePage(body, contentType))
  }
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const query = request.query as Record<string, unknown>
    if (most === 0 || policy.except?.(query) === true) return answerAnew(request, reply)
    // What is wrong with this request is its own client's fault, and not that of whoever waits for the same page.
    const context = contextOf(route, request, sql)
    const standing = policy.standing && (await policy.standing(context))
    if (standing === null) return answerAnew(request, reply)
    const key = await cache.key(policy.namespaces, `${nameOf(readerOf(request))}|${standing?.on ?? ''}`)
    const page = await cache.load(key, async () => {
      const outcome = await route.run(context)
      // What was read where a write had not arrived yet is not kept as what follows it.
      const isPresent = outcome.versions === undefined || isOfVersions(key, outcome.versions)
      const isTrue = isPresent && (standing === undefined || outcome.standsOn === standing.on)
      const untilMs = outcome.freshUntil ?? Number.POSITIVE_INFINITY
      const seconds = isTrue ? Math.min(most, (untilMs - Date.now()) / 1000) : 0
      return { ...finish(request, reply, outcome), seconds }
    })
    if (standing?.headers !== undefined) reply.headers(standing.headers)
    return sendPage(request, reply, page)
  }
}

const GUEST = 'guest'

/** What tells one page of a route from another; two actors who may see the same share it. */
function pageNamer({ operation }: Route, shownBy: readonly string[]) {
  return ({ actor, language, accept, address }: PageReader): string => {
    const form = wantsMessagePack(accept) ? 'm' : 'j'
    const visibility = actor === null ? GUEST : visibilityOf(actor, shownBy)
    return `${operation}|${language}|${form}|${visibility}|${address}`
  }
}

const readerOf = ({ state: { actor, language }, raw }: FastifyRequest): PageReader => ({
  actor,
  language,
  accept: raw.headers.accept,
  address: raw.url ?? '',
})

/** An actor is the same object for as long as what they may see is. */
const visibilities = new WeakMap<Actor, string>()

function visibilityOf(actor: Actor, shownBy: readonly string[]): string {
  let visibility = visibilities.get(actor)
  if (visibility === undefined) {
    const shown = shownBy.filter((permission) => actor.permissions.has(permission))
    visibility = `${scopeKey(actor)}|${shown.join(',')}`
    visibilities.set(actor, visibility)
  }
  return visibility
}
