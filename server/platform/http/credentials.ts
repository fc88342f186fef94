import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { platformErrors } from '../errors.ts'

export const SESSION_COOKIE = 'comptoir_session'

/** What a request shows to say who it comes from. */
export type Credential = { readonly kind: 'token' | 'session'; readonly secret: string }

/** The signature of a request by a device that holds a key. */
export type SignedCredential = {
  readonly kind: 'device'
  readonly id: string
  /** What the device's clock said, in milliseconds since 1970. */
  readonly sentAtMs: number
  readonly signature: Buffer
}

const MAX_SECRET_LENGTH = 512

/** Authorization first, then X-API-Token, then the session cookie. null: a guest. */
export function readCredential(headers: IncomingHttpHeaders): Credential | SignedCredential | null {
  const authorization = headers.authorization
  if (authorization !== undefined) {
    if (/^Device /i.test(authorization)) return readSignature(authorization)
    const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
    if (secret === undefined || secret.length > MAX_SECRET_LENGTH) throw platformErrors.invalid_token()
    return { kind: 'token', secret }
  }
  const apiToken = headers['x-api-token']
  if (typeof apiToken === 'string' && apiToken !== '')
    return { kind: 'token', secret: apiToken.slice(0, MAX_SECRET_LENGTH) }
  const cookie = headers.cookie
  if (cookie === undefined) return null
  const secret = readCookie(cookie, SESSION_COOKIE)
  return secret === undefined ? null : { kind: 'session', secret: secret.slice(0, MAX_SECRET_LENGTH) }
}

/** `Device <UUID>:<milliseconds>:<Ed25519 signature, 64 bytes in base64url>` */
const SIGNATURE = /^Device +([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}):(\d{1,15}):([\w-]{86})(?:==)?$/i

function readSignature(authorization: string): SignedCredential {
  const [, id, sentAt, signature] = SIGNATURE.exec(authorization) ?? []
  if (id === undefined || signature === undefined) throw platformErrors.unauthenticated()
  const bytes = Buffer.from(signature, 'base64url')
  return { kind: 'device', id: id.toLowerCase(), sentAtMs: Number(sentAt), signature: bytes }
}

function readCookie(header: string, name: string): string | undefined {
  for (const part of header.split(';')) {
    const separator = part.indexOf('=')
    if (separator > 0 && part.slice(0, separator).trim() === name) return part.slice(separator + 1).trim()
  }
  return undefined
}

/**
 * A browser sends its cookie wherever a page asks it to, so a write with a cookie must come from our own pages: its
 * Origin is the very host and port that was asked, as a trusted proxy says, or one that the operator names.
 */
export function checkOrigin(
  { method, headers, host }: Pick<FastifyRequest, 'method' | 'headers' | 'host'>,
  allowedOrigins: readonly string[],
): void {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return
  const { origin } = headers
  if (origin === undefined || !isOwnOrigin(origin, host, allowedOrigins)) throw platformErrors.bad_origin()
}

function isOwnOrigin(origin: string, host: string, allowedOrigins: readonly string[]): boolean {
  if (allowedOrigins.includes(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
