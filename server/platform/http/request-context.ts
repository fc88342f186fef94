import type { FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import type { Sql } from '../database/connect.ts'
import { checkIdempotencyKey } from './idempotency.ts'
import { wantsMessagePack } from './reply.ts'
import type { ReceivedFile, Route } from './route.ts'

const NO_FILES: readonly ReceivedFile[] = []
const GUEST_KEY = 'guest'

/** What a use case is handed of the request that asks for it. */
export function contextOf(route: Route, request: FastifyRequest, sql: Sql) {
  const { actor, language } = request.state
  return {
    // A public route reads its actor only where it says so, and every other route has one: the access check has passed.
    actor: actor as Actor,
    params: request.params,
    query: request.query,
    body: request.body,
    files: request.received?.files ?? NO_FILES,
    sql,
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
