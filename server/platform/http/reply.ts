import type { FastifyReply } from 'fastify'
import { pack } from 'msgpackr'
import type { AppError } from '../errors.ts'
import type { Language } from '../text.ts'
import type { Outcome, Route } from './route.ts'

export const MESSAGE_PACK = 'application/msgpack'
export const MULTIPART = 'multipart/form-data'
export const JSON_TYPE = 'application/json; charset=utf-8'

export const wantsMessagePack = (accept: string | undefined): boolean => accept?.includes(MESSAGE_PACK) ?? false

/** The standard envelope of a success. */
export function envelope(route: Route, outcome: Outcome<unknown>, language: Language): Record<string, unknown> {
  const body: Record<string, unknown> = { success: true, data: outcome.data }
  if (outcome.meta !== undefined) body.meta = outcome.meta
  const message = outcome.message ?? route.message
  if (message !== undefined) body.message = message[language]
  return body
}

/** The standard envelope of a refusal. */
export function errorEnvelope(error: AppError, language: Language): Record<string, unknown> {
  const body: Record<string, unknown> = { success: false, error: error.text[language], code: error.code }
  const paths = Object.keys(error.fields)
  if (paths.length > 0) {
    body.errors = Object.fromEntries(
      paths.map((path) => [path, (error.fields[path] ?? []).map((line) => line[language])]),
    )
  }
  return body
}

export function sendMessagePack(reply: FastifyReply, body: unknown): FastifyReply {
  return reply.type(MESSAGE_PACK).serializer(asIs).send(pack(body))
}

/** Tells Fastify that the payload is already bytes. */
export const asIs = (payload: unknown) => payload as string

/** Whether what a client has already, as `If-None-Match` says it, is this. */
export const matchesEtag = (header: string, etag: string): boolean =>
  header === etag || header.split(',').some((part) => part.trim().replace(/^W\//, '') === etag || part.trim() === '*')
