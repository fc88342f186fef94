import { hash, type KeyObject, verify } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import { lacking, platformErrors } from '../errors.ts'
import { languageOf } from '../text.ts'
import { type Credential, checkOrigin, readCredential, type SignedCredential } from './credentials.ts'
import type { Route } from './route.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

/** A device whose requests are signed, as those who know devices answer it. */
export type Signer = { readonly actor: Actor; readonly publicKey: KeyObject }

/** A signed request whose body has not been read yet. */
export type SignedRequest = { readonly signer: Signer; readonly credential: SignedCredential }

export type Admission = {
  /** null: the credential is unknown, expired or revoked. Answers at once when it remembers the credential. */
  authenticate(credential: Credential): Actor | null | Promise<Actor | null>
  /** null: there is no such device, or it has no key yet. */
  findSigner(deviceId: string): Promise<Signer | null>
  readonly allowedOrigins: readonly string[]
}

/** Finds out who asks, and turns away whoever may not, before anything of the body is read. */
export function addAdmission(app: FastifyInstance, options: Admission): void {
  app.addHook('onRequest', (request, reply, done) => {
    // First, so that what strangers' pages may show says so later.
    reply.headers(SECURITY_HEADERS)
    const language = languageOf(request.headers['accept-language'])
    request.state = { actor: null, language, signed: null, clockOffsetMs: null }
    const route = request.routeOptions.config.route
    if (route === undefined || (route.access === 'public' && route.knowsCaller !== true)) return done()
    if (route.access === 'public') {
      recognize(request, options).then(() => done(), done)
      return
    }
    let pending: Actor | null | Promise<Actor | null>
    try {
      const credential = readCredential(request.headers)
      if (credential === null) throw platformErrors.unauthenticated()
      if (credential.kind === 'device') {
        awaitSignature(request, route, credential, options).then(() => done(), done)
        return
      }
      if (credential.kind === 'session') checkOrigin(request.method, request.headers, options.allowedOrigins)
      pending = options.authenticate(credential)
      if (!(pending instanceof Promise)) {
        admit(request, route, pending)
        return done()
      }
    } catch (error) {
      return done(error as Error)
    }
    pending.then((actor) => admit(request, route, actor)).then(() => done(), done)
  })
}

/** What shows nobody refuses nobody: the route is open to guests. */
async function recognize(request: FastifyRequest, { authenticate }: Admission): Promise<void> {
  const credential = readCredential(request.headers)
  if (credential === null || credential.kind === 'device') return
  request.state.actor = await authenticate(credential)
}

function admit(request: FastifyRequest, route: Route, actor: Actor | null): void {
  // Which of the three it was is nothing that a stranger should learn.
  if (actor === null) throw platformErrors.invalid_token()
  request.state.actor = actor
  if (route.access !== 'authenticated' && !actor.permissions.has(route.access)) throw lacking(route.access)
}

/** A device may ask only what is made for devices; whether it is that device, its signature over the body will tell. */
async function awaitSignature(
  request: FastifyRequest,
  route: Route,
  credential: SignedCredential,
  { findSigner }: Admission,
): Promise<void> {
  if (route.acceptsDevices !== true) throw platformErrors.forbidden()
  const signer = await findSigner(credential.id)
  if (signer === null) throw platformErrors.invalid_signature()
  request.state.signed = { signer, credential }
}

/**
 * Admits the device that signed this request, with the body as it came; does nothing for everybody else. Its clock may be
 * wrong, so the time that it names refuses nothing, and what it sends twice must be harmless.
 *
 * @throws invalid_signature when it is not that of its key over this method, path, time and body
 */
export function admitSigner(request: FastifyRequest, body: string | Buffer): void {
  const { signed, actor } = request.state
  if (signed === null || actor !== null) return
  const { signer, credential } = signed
  const text = `${request.method}\n${request.url}\n${credential.sentAtMs}\n${hash('sha256', body, 'hex')}`
  if (!verify(null, Buffer.from(text), signer.publicKey, credential.signature)) throw platformErrors.invalid_signature()
  request.state.actor = signer.actor
  request.state.clockOffsetMs = Date.now() - credential.sentAtMs
}
