import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import { raiseVersions } from '../cache/namespace-versions.ts'
import { type Tx, withTransaction } from '../database/connect.ts'
import { platformErrors } from '../errors.ts'
import type { Log } from '../log/create-log.ts'
import type { Language } from '../text.ts'
import type { SignedRequest } from './admission.ts'
import { cachedReadHandler, type PageDependencies } from './cached-read.ts'
import { isDone, runOnce } from './idempotency.ts'
import { contextOf } from './request-context.ts'
import type { Outcome, Route } from './route.ts'
import { sendOutcome } from './send-outcome.ts'
import { traceOf } from './trace-requests.ts'

/** What the request path carries from hook to handler. */
export type RequestState = {
  actor: Actor | null
  language: Language
  /** Waits for the body, which the signature is over. */
  signed: SignedRequest | null
  clockOffsetMs: number | null
  /** The row that answers; undefined outside the rooms' tables. */
  readonly route: Route | undefined
  /** The pattern of its address; undefined: no route answers. */
  readonly endpoint: string | undefined
}

export type HandlerDependencies = PageDependencies & {
  log: Log
  forgetActors(): void
  /** Refuses, in the write's own transaction, an actor whose credential or permission has ended meanwhile. */
  recheck(tx: Tx, actor: Actor, access: string): Promise<void>
}

const LOCK_TIMEOUT_MS = 5_000

/** Makes the function that answers one route: the part of the path that every endpoint shares after validation. */
export function createHandler(route: Route, dependencies: HandlerDependencies) {
  if (route.work === 'read' && route.cache !== undefined) return cachedReadHandler(route, dependencies)
  if (route.work === 'read') return readHandler(route, dependencies)
  if (route.work === 'own') return ownWriteHandler(route, dependencies)
  return writeHandler(route, dependencies)
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

function readHandler(route: Route, dependencies: HandlerDependencies): Handler {
  return async (request, reply) => {
    const outcome = await route.run(contextOf(route, request, dependencies.sql))
    reply.header('cache-control', 'private, no-cache')
    return sendOutcome(route, request, reply, outcome)
  }
}

function writeHandler(route: Route, dependencies: HandlerDependencies): Handler {
  const { sql, cache, log } = dependencies
  const touches = route.touches ?? []
  return async (request, reply) => {
    const context = contextOf(route, request, dependencies.sql)
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
    return sendOutcome(route, request, reply, { ...kept.outcome, status: kept.status })
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
    const outcome = await route.run(contextOf(route, request, dependencies.sql))
    if (!isReplayed(outcome)) logBusiness(dependencies.log, route, request, outcome)
    return sendOutcome(route, request, reply, outcome)
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
