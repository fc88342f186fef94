import type { IncomingMessage, ServerResponse } from 'node:http'
import proxyAddress from '@fastify/proxy-addr'
import type { FastifyInstance } from 'fastify'
import { languageOf } from '../text.ts'
import { traceIdOf, tracing } from '../tracing/telemetry.ts'
import { type Accounting, accountFor } from './account-for.ts'
import type { Admission } from './admission.ts'
import { boundReading } from './bound-clients.ts'
import type { KeptAddress } from './cached-read.ts'
import { readCredential } from './credentials.ts'
import type { Route } from './route.ts'
import { type PageForms, writePage } from './send-page.ts'
import { traceparentOf } from './trace-requests.ts'

export type ShortWayOptions = Accounting &
  Pick<Admission, 'authenticate' | 'limits'> & {
    readonly trustedProxies: readonly string[]
    readonly clientTimeoutMs: number
    readonly forms: PageForms
    nameRequest(request: IncomingMessage): string
  }

/** The first ones are forgotten when there are more: whoever asks again is remembered again. */
const MOST_ADDRESSES = 5_000
const LONGEST_ADDRESS = 500

/**
 * The way of the pages that are there already: most answers of a busy chain. What a request must show is the same as on the
 * long way through Fastify, by the same functions: who asks, whether they may, which page they may see, how often they have
 * asked. Whatever is not at hand, or in doubt, goes the long way, where it is found, made or refused; nothing is refused here,
 * and nothing waited for. Only addresses are answered here that the long way has found a page for before.
 */
export class ShortWay {
  readonly #options: ShortWayOptions
  readonly #isTrusted: ReturnType<typeof proxyAddress.compile>
  readonly #addresses = new Map<string, KeptAddress>()

  constructor(options: ShortWayOptions) {
    this.#options = options
    this.#isTrusted = proxyAddress.compile([...options.trustedProxies])
  }

  readonly remember = (address: string, kept: KeptAddress): void => {
    const { isPersonal, limit } = kept.route
    // The log would have to hide what was looked for; a second counter would have to be asked.
    if (address.length > LONGEST_ADDRESS || isPersonal === true || limit !== undefined) return
    if (this.#addresses.has(address)) return
    if (this.#addresses.size >= MOST_ADDRESSES) this.#addresses.delete(this.#addresses.keys().next().value as string)
    this.#addresses.set(address, kept)
  }

  /** Is asked before Fastify. Where requests are traced, each has a span, and there is only the long way. */
  lead(app: FastifyInstance): void {
    if (tracing() !== null) return
    const { server } = app
    const longWay = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[]
    let isOver = false
    // A server that closes says with each answer that its connection ends: Fastify does.
    app.addHook('preClose', (done) => {
      isOver = true
      done()
    })
    server.removeAllListeners('request')
    server.on('request', (request, response) => {
      if (!isOver && this.#tryAnswer(request, response, app.leaving.isClosing)) return
      for (const listener of longWay) listener.call(server, request, response)
    })
  }

  /** What goes wrong here is one answer's fault, and no end of the process: an answer that has begun ends with its connection. */
  #tryAnswer(request: IncomingMessage, response: ServerResponse, isClosing: boolean): boolean {
    try {
      return this.#answer(request, response, isClosing)
    } catch (error) {
      this.#options.log.error(error, { method: request.method, endpoint: request.url })
      if (response.headersSent) response.destroy()
      return response.headersSent
    }
  }

  #answer(request: IncomingMessage, response: ServerResponse, isClosing: boolean): boolean {
    const startedAt = performance.now()
    const { url: address = '', headers } = request
    const kept = request.method === 'GET' ? this.#addresses.get(address) : undefined
    if (kept === undefined || hasBody(request)) return false
    const actor = this.#admit(request, kept.route)
    if (actor === null) return false
    const language = languageOf(headers['accept-language'])
    const key = kept.keyFor({ actor, language, accept: headers.accept, address })
    const page = key === undefined ? undefined : kept.find(key)
    const answer = page === undefined ? undefined : this.#options.forms.known(headers, page)
    if (key === undefined || answer === undefined) return false
    const added: string[] = []
    const sink = { header: (name: string, value: string) => added.push(name, value) }
    if (this.#options.limits?.letsActorPass(kept.route, actor, sink) === false) return false

    kept.count()
    const requestId = this.#options.nameRequest(request)
    const client = this.#addressOf(request)
    writePage(response, answer, { requestId, elapsedMs: performance.now() - startedAt, added, isClosing })
    const account = () => {
      accountFor(this.#options, {
        method: 'GET',
        path: address,
        endpoint: kept.endpoint,
        status: answer.status,
        durationMs: performance.now() - startedAt,
        requestId,
        traceId: traceIdOf(traceparentOf(request)),
        userAgent: headers['user-agent'],
        address: client,
      })
    }
    if (hasLeft(request, response)) account()
    else {
      // Another answer of its connection goes first, or its reader takes time.
      boundReading(request.socket, this.#options.clientTimeoutMs)
      response.once('finish', account)
    }
    return true
  }

  /** null: the long way will say why not, or find out. */
  #admit({ headers }: IncomingMessage, route: Route) {
    try {
      const credential = readCredential(headers)
      if (credential === null || credential.kind === 'device' || route.access === 'public') return null
      const actor = this.#options.authenticate(credential)
      if (actor instanceof Promise) {
        // The long way asks the same, and is told what is wrong.
        actor.catch(() => {})
        return null
      }
      if (actor === null) return null
      return route.access === 'authenticated' || actor.permissions.has(route.access) ? actor : null
    } catch {
      return null
    }
  }

  #addressOf(request: IncomingMessage): string | undefined {
    if (request.headers['x-forwarded-for'] === undefined) return request.socket.remoteAddress
    return proxyAddress(request, this.#isTrusted)
  }
}

/** What is written to a connection that its client has broken leaves nothing behind either. */
const hasLeft = ({ socket }: IncomingMessage, { writableLength }: ServerResponse): boolean =>
  writableLength === 0 && !socket.destroyed && socket.errored === null

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
