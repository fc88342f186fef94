import type { Tx } from '../platform/database/connect.ts'
import { SESSION_COOKIE } from '../platform/http/credentials.ts'
import type { Outcome } from '../platform/http/route.ts'
import { insertToken } from './insert-token.ts'
import { presentUser, type UserRecord } from './present.ts'
import { digestSecret, makeSessionSecret } from './secrets.ts'

/** How long a sign-in lasts, in days; a session also ends when nobody uses it for hours. */
const ACCESS_DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000

export type AccessRequest = {
  /** A browser asks for a session: a cookie that no script can read, instead of a token. */
  readonly isSession: boolean
  /** What the token is called in the list of one's tokens. */
  readonly deviceName: string
  /** The cookie may travel by https only. */
  readonly isSecure: boolean
}

export type Access = {
  token: string | null
  token_type: 'Bearer' | 'Session'
  expires_at: string
  user: ReturnType<typeof presentUser>
}

/** Signs a person in, once it is established who they are: makes a token, or a session with its cookie. */
export function openAccess(tx: Tx, user: UserRecord, request: AccessRequest): Promise<Outcome<Access>> {
  return request.isSession ? openSession(tx, user, request) : openToken(tx, user, request)
}

async function openToken(tx: Tx, user: UserRecord, { deviceName }: AccessRequest) {
  const expiresAt = new Date(Date.now() + ACCESS_DAYS * DAY_MS)
  const { token } = await insertToken(tx, { userId: user.id, name: deviceName, abilities: null, expiresAt })
  const data: Access = {
    token,
    token_type: 'Bearer',
    expires_at: expiresAt.toISOString(),
    user: presentUser(user),
  }
  return { data }
}

async function openSession(tx: Tx, user: UserRecord, { isSecure }: AccessRequest) {
  const secret = makeSessionSecret()
  const expiresAt = new Date(Date.now() + ACCESS_DAYS * DAY_MS)
  await tx`
    insert into sessions (user_id, secret_hash, expires_at) values (${user.id}, ${digestSecret(secret)}, ${expiresAt})`
  const data: Access = {
    token: null,
    token_type: 'Session',
    expires_at: expiresAt.toISOString(),
    user: presentUser(user),
  }
  return { data, headers: { 'set-cookie': sessionCookie(secret, (ACCESS_DAYS * DAY_MS) / 1000, isSecure) } }
}

/**
 * The session's cookie: out of reach of scripts, and not sent with requests that other sites make, except when a person
 * follows a link. An empty secret with no time left removes it.
 */
export const sessionCookie = (secret: string, maxAgeSeconds: number, isSecure: boolean): string =>
  `${SESSION_COOKIE}=${secret}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
