import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { asIs, envelope, sendMessagePack, wantsMessagePack } from './reply.ts'
import type { Outcome, Route } from './route.ts'

/** Sends what a use case gave back, in the form that the client asks for. */
export function sendOutcome(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: Outcome<unknown>,
): unknown {
  if (route.secret) reply.header('cache-control', 'no-store')
  if (outcome.headers !== undefined) reply.headers(outcome.headers)
  reply.status(outcome.status ?? route.status ?? 200)
  if (route.contentTypes !== undefined && isRaw(outcome.data)) return reply.serializer(asIs).send(outcome.data)
  const body = envelope(route, outcome, request.state.language)
  if (wantsMessagePack(request.headers.accept)) return sendMessagePack(reply, body)
  return reply.send(body)
}

/** Text, bytes or a stream, which go out as they are. */
export const isRaw = (data: unknown): boolean =>
  typeof data === 'string' || data instanceof Uint8Array || data instanceof Readable
