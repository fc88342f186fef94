import { hash, type KeyObject, verify } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import { AppError, lacking, platformErrors } from '../errors.ts'
import type { RequestLimits } from '../limits/request-limits.ts'
import type { Shedder } from '../load/shedder.ts'
import { languageOf } from '../text.ts'
import { type Credential, checkOrigin, readCredential, type SignedCredential } from './credentials.ts'
import type { Route } from './route.ts'

/** A device whose requests are signed, as those who know devices answer it. */
export type Signer = { readonly actor: Actor; readonly publicKey: KeyObject }

/** A signed request whose body has not been read yet. */
export type SignedRequest = {
  readonly signer: Signer
  readonly credential: SignedCredential
  /** Counts a signature that is not good as any other credential that is not. */
  refused(error: Error): Error
}

export type Admission = {
  /** null: the credential is unknown, expired or revoked. Answers at once when it remembers the credential. */
  authenticate(credential: Credential): Actor | null | Promise<Actor | null>
  /** null: there is no such device, or it has no key yet. */
  findSigner(deviceId: string): Promise<Signer | null>
  readonly allowedOrigins: readonly string[]
  /** Requests per minute; none are counted without it. */
  readonly limits?: RequestLimits
  /** Turns requests away before there are too many; nothing is without it. */
  readonly shedder?: Shedder
}

/** Finds out who asks, and turns away whoever may not, before anything of the body is read. */
export function addAdmission(app: FastifyInstance, options: Admission): void {
  app.addHook('onRequest', (request, reply, done) => {
    const language = languageOf(request.headers['accept-language'])
    // Put together anew each time that it is asked for.
    const { url, config } = request.routeOptions
    const { route } = config
    request.state = { actor: null, language, signed: null, clockOffsetMs: null, route, endpoint: url }
    if (route === undefined) return done()
    const asked = { request, reply, route, options }
    const fail = (error: Error) => done(countRefused(asked, error))
    try {
      refuseUnderLoad(asked)
      const pending = findOut(asked)
      if (pending === undefined) done()
      else pending.then(() => done(), fail)
    } catch (error) {
      fail(error as Error)
    }
  })
}

type Asked = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly route: Route
  readonly options: Admission
}

/** A page that may be there is looked for first: sending it costs less than saying no. */
function refuseUnderLoad({ route, options }: Asked): void {
  const refusal = route.cache === undefined ? options.shedder?.refuse(route) : undefined
  if (refusal != null) throw refusal
}

/** Whoever shows no credential, or one that is not good, is a guest; guessers are stopped by the same count. */
function countRefused({ request, reply, route, options }: Asked, error: Error): Error {
  if (!(error instanceof AppError) || error.status !== 401) return error
  try {
    options.limits?.takeOfGuest(route, request, reply)
    return error
  } catch (limited) {
    return limited as Error
  }
}

/** Answers nothing when all is known at once, as it mostly is: a promise would cost a tenth of a page that is kept. */
function findOut(asked: Asked): Promise<void> | undefined {
  const { request, reply, route, options } = asked
  if (route.access === 'public') {
    if (route.knowsCaller === true) return recognize(asked)
    options.limits?.takeOfGuest(route, request, reply)
    return undefined
  }
  const credential = readCredential(request.headers)
  if (credential === null) throw platformErrors.unauthenticated()
  if (credential.kind === 'device') return awaitSignature(asked, credential)
  if (credential.kind === 'session') checkOrigin(request, options.allowedOrigins)
  const actor = options.authenticate(credential)
  if (actor instanceof Promise) return actor.then((found) => admit(asked, found))
  admit(asked, actor)
  return undefined
}

/** What shows nobody refuses nobody: the route is open to guests. */
async function recognize({ request, reply, route, options }: Asked): Promise<void> {
  const credential = readCredential(request.headers)
  const isKnown = credential !== null && credential.kind !== 'device'
  const actor = isKnown ? await options.authenticate(credential) : null
  request.state.actor = actor
  if (actor === null) options.limits?.takeOfGuest(route, request, reply)
  else options.limits?.takeOfActor(route, actor, reply)
}

function admit({ request, reply, route, options }: Asked, actor: Actor | null): void {
  // Which of the three it was is nothing that a stranger should learn.
  if (actor === null) throw platformErrors.invalid_token()
  request.state.actor = actor
  options.limits?.takeOfActor(route, actor, reply)
  if (route.access !== 'authenticated' && !actor.permissions.has(route.access)) throw lacking(route.access)
}

/** A device may ask only what is made for devices; whether it is that device, its signature over the body will tell. */
async function awaitSignature(asked: Asked, credential: SignedCredential): Promise<void> {
  const { request, route, options } = asked
  if (route.acceptsDevices !== true) throw platformErrors.forbidden()
  const signer = await options.findSigner(credential.id)
  if (signer === null) throw platformErrors.invalid_signature()
  request.state.signed = { signer, credential, refused: (error) => countRefused(asked, error) }
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
  const isGood = verify(null, Buffer.from(text), signer.publicKey, credential.signature)
  if (!isGood) throw signed.refused(platformErrors.invalid_signature())
  request.state.actor = signer.actor
  request.state.clockOffsetMs = Date.now() - credential.sentAtMs
}
