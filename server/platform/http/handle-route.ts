import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { pack } from 'msgpackr'
import { type Actor, scopeKey } from '../actor.ts'
import { type CachedPage, makePage, type PageCache, raiseVersions } from '../cache/page-cache.ts'
import { type Sql, type Tx, withTransaction } from '../database/connect.ts'
import { platformErrors } from '../errors.ts'
import type { Log } from '../log/create-log.ts'
import type { Language } from '../text.ts'
import type { SignedRequest } from './admission.ts'
import { compressBody, type Encoding, encodingFor } from './compression.ts'
import { checkIdempotencyKey, isDone, runOnce } from './idempotency.ts'
import { asIs, envelope, JSON_TYPE, MESSAGE_PACK, matchesEtag, sendMessagePack, wantsMessagePack } from './reply.ts'
import type { Outcome, ReceivedFile, Route } from './route.ts'
import { traceOf } from './trace-requests.ts'

/** What the request path carries from hook to handler. */
export type RequestState = {
  actor: Actor | null
  language: Language
  /** Waits for the body, which the signature is over. */
  signed: SignedRequest | null
  clockOffsetMs: number | null
}

export type HandlerDependencies = {
  sql: Sql
  cache: PageCache
  log: Log
  forgetActors(): void
  /** Refuses, in the write's own transaction, an actor whose credential or permission has ended meanwhile. */
  recheck(tx: Tx, actor: Actor, access: string): Promise<void>
}

const GUEST_KEY = 'guest'
const LOCK_TIMEOUT_MS = 5_000

/** Makes the function that answers one route: the part of the path that every endpoint shares after validation. */
export function createHandler(route: Route, dependencies: HandlerDependencies) {
  if (route.work === 'read' && route.cache !== undefined) return cachedReadHandler(route, dependencies)
  if (route.work === 'read') return readHandler(route, dependencies)
  if (route.work === 'own') return ownWriteHandler(route, dependencies)
  return writeHandler(route, dependencies)
}

const NO_FILES: readonly ReceivedFile[] = []

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

function contextOf(route: Route, request: FastifyRequest, dependencies: HandlerDependencies) {
  const { actor, language } = request.state
  return {
    // A public route reads its actor only where it says so, and every other route has one: the access check has passed.
    actor: actor as Actor,
    params: request.params,
    query: request.query,
    body: request.body,
    files: request.received?.files ?? NO_FILES,
    sql: dependencies.sql,
    tx: undefined as never,
    prepared: undefined as unknown,
    request: {
      id: request.id,
      address: request.ip,
      isSecure: request.protocol === 'https',
      language,
      idempotencyKey: checkIdempotencyKey(headerOf(request, 'idempotency-key')),
      userAgent: request.headers['user-agent'],
      ifNoneMatch: request.headers['if-none-match'],
      lastEventId: headerOf(request, 'last-event-id'),
      isHead: request.method === 'HEAD',
      wantsMessagePack: wantsMessagePack(request.headers.accept),
      clockOffsetMs: request.state.clockOffsetMs,
    },
    audit: { actor: actor?.key ?? GUEST_KEY, operation: route.operation, request: request.id },
  }
}

const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

function send(route: Route, request: FastifyRequest, reply: FastifyReply, outcome: Outcome<unknown>): unknown {
  if (route.secret) reply.header('cache-control', 'no-store')
  if (outcome.headers !== undefined) reply.headers(outcome.headers)
  reply.status(outcome.status ?? route.status ?? 200)
  if (route.contentTypes !== undefined && isRaw(outcome.data)) return reply.serializer(asIs).send(outcome.data)
  const body = envelope(route, outcome, request.state.language)
  if (wantsMessagePack(request.headers.accept)) return sendMessagePack(reply, body)
  return reply.send(body)
}

const isRaw = (data: unknown): boolean =>
  typeof data === 'string' || data instanceof Uint8Array || data instanceof Readable

function readHandler(route: Route, dependencies: HandlerDependencies): Handler {
  return async (request, reply) => {
    const outcome = await route.run(contextOf(route, request, dependencies))
    reply.header('cache-control', 'private, no-cache')
    return send(route, request, reply, outcome)
  }
}

/**
 * Sends a page that is there as soon as its reader is admitted. Nothing of the address need be read or validated again:
 * the page was made from this very address. Without a promise, which would cost a tenth of the answer.
 */
export function sendKnownPage(route: Route, cache: PageCache) {
  const { namespaces } = route.cache as NonNullable<Route['cache']>
  return (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void => {
    const find = (key: string) => {
      const page = cache.get(key)
      if (page === undefined) return done()
      const sent = sendPage(request, reply, page)
      if (sent instanceof Promise) sent.catch(done)
    }
    const key = cache.key(namespaces, pageName(route, request))
    if (typeof key === 'string') find(key)
    else key.then(find).catch(done)
  }
}

/** Makes the page that `sendKnownPage` did not find. */
function cachedReadHandler(route: Route, dependencies: HandlerDependencies): Handler {
  const { cache } = dependencies
  const policy = route.cache as NonNullable<Route['cache']>
  return async (request, reply) => {
    const isKept = policy.except?.(request.query as Record<string, unknown>) !== true
    const key = isKept ? await cache.key(policy.namespaces, pageName(route, request)) : null
    const isPacked = wantsMessagePack(request.headers.accept)
    const outcome = await route.run(contextOf(route, request, dependencies))
    const answer = envelope(route, outcome, request.state.language)
    const body = isPacked ? pack(answer) : (reply.serialize(answer) as string)
    const contentType = isPacked ? MESSAGE_PACK : JSON_TYPE
    const seconds = Math.min(policy.seconds, ((outcome.freshUntil ?? Number.POSITIVE_INFINITY) - Date.now()) / 1000)
    const page = key === null ? makePage(body, contentType) : cache.set(key, body, contentType, seconds)
    return sendPage(request, reply, page)
  }
}

/** What tells one page of a route from another; two actors who may see the same share it. */
function pageName(route: Route, request: FastifyRequest): string {
  const { actor, language } = request.state
  const visibility = actor === null ? GUEST_KEY : `${scopeKey(actor)}|${actor.permissions.has('products.viewCost')}`
  const form = wantsMessagePack(request.headers.accept) ? 'm' : 'j'
  return `${route.operation}|${language}|${form}|${visibility}|${request.url}`
}

/** Sends a finished page, compressed for those who can read it so: for the first of them now, for the others once for all. */
function sendPage(request: FastifyRequest, reply: FastifyReply, page: CachedPage): unknown {
  reply.header('etag', page.etag).header('cache-control', 'private, no-cache').header('vary', VARY)
  const known = request.headers['if-none-match']
  if (known !== undefined && matchesEtag(known, page.etag)) return reply.status(304).send()
  reply.header('content-type', page.contentType)
  const encoding = encodingFor(request.headers['accept-encoding'], page.body.length)
  if (encoding === null) return reply.serializer(asIs).send(page.body)
  const encoded = page.encoded.get(encoding)
  if (encoded !== undefined) return sendEncoded(reply, encoded, encoding)
  return compressBody(page.body, encoding).then((bytes) => {
    page.encoded.set(encoding, bytes)
    return sendEncoded(reply, bytes, encoding)
  })
}

const sendEncoded = (reply: FastifyReply, bytes: Buffer, encoding: Encoding): FastifyReply =>
  reply.header('content-encoding', encoding).serializer(asIs).send(bytes)

const VARY = 'accept, accept-language, accept-encoding'

function writeHandler(route: Route, dependencies: HandlerDependencies): Handler {
  const { sql, cache, log } = dependencies
  const touches = route.touches ?? []
  return async (request, reply) => {
    const context = contextOf(route, request, dependencies)
    // A guest has no name under which an outcome could be kept.
    const key = route.secret || request.state.actor === null ? undefined : context.request.idempotencyKey
    const status = route.status ?? 200
    const { audit } = context
    const mayBeReplay =
      route.prepare !== undefined && key !== undefined && (await isDone(sql, { actor: context.actor, route, key }))
    const prepared = mayBeReplay ? undefined : await route.prepare?.(context)
    const { kept, raised } = await withTransaction(sql, { lockTimeoutMs: LOCK_TIMEOUT_MS, audit }, async (tx: Tx) => {
      if (request.state.actor !== null) await dependencies.recheck(tx, context.actor, route.access)
      const run = async () => {
        // Its outcome was forgotten a moment ago: the next try prepares anew.
        if (mayBeReplay) throw platformErrors.conflict()
        return route.run({ ...context, tx, prepared })
      }
      const kept =
        key === undefined
          ? await runUnkept(run, status)
          : await runOnce(tx, { actor: context.actor, route, key, input: inputOf(request), status }, run)
      const raised = kept.isReplay ? new Map<string, number>() : await raiseVersions(tx, touches)
      return { kept, raised }
    })
    cache.adoptVersions(raised)
    if (route.changesActors) dependencies.forgetActors()
    if (kept.isReplay) reply.header('idempotent-replayed', 'true')
    else if (!isReplayed(kept.outcome)) logBusiness(log, route, request, kept.outcome)
    return send(route, request, reply, { ...kept.outcome, status: kept.status })
  }
}

/** A write that nothing is kept of. */
async function runUnkept(run: () => Promise<Outcome<unknown>>, status: number) {
  const outcome = await run()
  return { outcome, status: outcome.status ?? status, isReplay: false }
}

/** The record was known by its own id, without a key. */
const isReplayed = (outcome: Outcome<unknown>): boolean => outcome.headers?.['idempotent-replayed'] !== undefined

/** What makes one request of a route another than one before it: an idempotency key stands for this. */
function inputOf(request: FastifyRequest): object {
  // A slash at the end of the path makes no other request of it.
  const path = request.url.replace(/\/(?=\?|$)/, '')
  const files = request.received?.files.map((file) => file.digest)
  return { path, body: request.body ?? null, ...(files !== undefined && { files }) }
}

function ownWriteHandler(route: Route, dependencies: HandlerDependencies): Handler {
  return async (request, reply) => {
    const outcome = await route.run(contextOf(route, request, dependencies))
    if (!isReplayed(outcome)) logBusiness(dependencies.log, route, request, outcome)
    return send(route, request, reply, outcome)
  }
}

function logBusiness(log: Log, route: Route, request: FastifyRequest, outcome: Outcome<unknown>): void {
  const data = outcome.data as { id?: unknown } | null
  log.business({
    operation: route.operation,
    entity_type: route.tag,
    entity_id: (data?.id ?? (request.params as { id?: unknown } | undefined)?.id ?? null) as string | number | null,
    user_id: request.state.actor?.userId ?? null,
    details: route.secret || route.isPersonal ? {} : summarize(request.body),
    result: 'success',
    request_id: request.id,
    trace_id: traceOf(request),
  })
}

/** A log line says what was asked, not the whole of a large body, nor what people wrote about each other. */
function summarize(body: unknown): Record<string, unknown> {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return {}
  const details: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(body)) {
    if (key === 'note') continue
    if (value === null || typeof value !== 'object') details[key] = value
    else if (Array.isArray(value)) details[key] = `[${value.length}]`
  }
  return details
}
