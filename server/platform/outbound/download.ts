import { type LookupAddress, lookup } from 'node:dns'
import { createWriteStream } from 'node:fs'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { get as getSecure } from 'node:https'
import { isIP } from 'node:net'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { get as getPlain } from '../http/plain-http.ts'
import { traceCall } from '../tracing/telemetry.ts'
import { isPublicAddress } from './public-address.ts'

/** How a name becomes addresses, and which of them may be asked. Tests pass others; nothing in the environment does. */
export type OutboundRules = {
  resolve(host: string): Promise<readonly LookupAddress[]>
  isAllowed(address: string): boolean
}

const resolveAll = promisify(lookup)

/** The public internet, and nothing of this machine or its network. */
export const PUBLIC_ONLY: OutboundRules = {
  resolve: (host) => resolveAll(host, { all: true }),
  isAllowed: isPublicAddress,
}

export const DOWNLOAD_FAILURES = ['address_refused', 'unreachable', 'too_large'] as const
export type DownloadFailure = (typeof DOWNLOAD_FAILURES)[number]

export class DownloadError extends Error {
  readonly failure: DownloadFailure

  constructor(failure: DownloadFailure, message: string) {
    super(message)
    this.name = 'DownloadError'
    this.failure = failure
  }
}

export type DownloadLimits = { readonly maxBytes: number; readonly timeoutMs: number }

const MAX_REDIRECTS = 3
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * Writes what stands behind an address that a user gave into a file. The name is resolved once, every address it has must
 * be allowed, and the connection goes to the one that was checked: a name that answers differently the second time gains
 * nothing. Each redirection is checked in the same way. All of it together has `timeoutMs`.
 *
 * @throws DownloadError saying why not.
 */
export function download(url: string, path: string, limits: DownloadLimits, rules: OutboundRules): Promise<void> {
  return traceCall('download', {}, () => follow(url, path, limits, rules))
}

async function follow(url: string, path: string, limits: DownloadLimits, rules: OutboundRules): Promise<void> {
  const signal = AbortSignal.timeout(limits.timeoutMs)
  let next = url
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const target = readAddress(next)
    const response = await ask(target, await chooseAddress(target, rules, signal), signal)
    const { statusCode = 0, headers } = response
    if (statusCode === 200) return save(response, path, limits, signal)
    response.destroy()
    if (!REDIRECTS.has(statusCode) || headers.location === undefined) {
      throw new DownloadError('unreachable', `The server answered ${statusCode}.`)
    }
    const moved = URL.parse(headers.location, target)
    if (moved === null) throw new DownloadError('address_refused', 'The redirection leads nowhere.')
    next = moved.href
  }
  throw new DownloadError('unreachable', 'Too many redirections.')
}

function readAddress(url: string): URL {
  const target = URL.parse(url)
  if (target === null || !['http:', 'https:'].includes(target.protocol)) {
    throw new DownloadError('address_refused', 'Only http and https are asked.')
  }
  if (target.username !== '' || target.password !== '') {
    throw new DownloadError('address_refused', 'An address with a password is not asked.')
  }
  return target
}

async function chooseAddress({ hostname }: URL, rules: OutboundRules, signal: AbortSignal): Promise<LookupAddress> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const found = family === 0 ? await resolve(host, rules, signal) : [{ address: host, family }]
  const [first] = found
  if (first === undefined) throw new DownloadError('unreachable', 'The name has no address.')
  // A name that leads to several places leads to all of them.
  if (!found.every(({ address }) => rules.isAllowed(address))) {
    throw new DownloadError('address_refused', 'The address is not one of the public internet.')
  }
  return first
}

/** The system answers for a name when it pleases; whoever asks does not wait longer than for the rest. */
async function resolve(host: string, rules: OutboundRules, signal: AbortSignal): Promise<readonly LookupAddress[]> {
  const { promise: late, resolve: giveUp } = Promise.withResolvers<[]>()
  const leave = () => giveUp([])
  signal.addEventListener('abort', leave)
  const found = rules.resolve(host).catch(() => [])
  return Promise.race([found, late]).finally(() => signal.removeEventListener('abort', leave))
}

/** Asks the address that was checked, under the name that was given, so that certificates are checked too. */
async function ask(target: URL, checked: LookupAddress, signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = {
    signal,
    agent: false,
    headers: { 'user-agent': 'Comptoir', accept: 'image/*', 'accept-encoding': 'identity' },
    lookup: (_host, { all }, done) => (all ? done(null, [checked]) : done(null, checked.address, checked.family)),
  }
  const get = target.protocol === 'https:' ? getSecure : getPlain
  const { promise, resolve: answer, reject } = Promise.withResolvers<IncomingMessage>()
  get(target, options, answer).on('error', reject)
  return promise.catch(unreachable)
}

async function save(response: IncomingMessage, path: string, limits: DownloadLimits, signal: AbortSignal) {
  let bytes = Number(response.headers['content-length'] ?? 0)
  const tooLarge = new DownloadError('too_large', `More than ${limits.maxBytes} bytes.`)
  if (bytes > limits.maxBytes) {
    response.destroy()
    throw tooLarge
  }
  bytes = 0
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done(bytes > limits.maxBytes ? tooLarge : null, chunk)
    },
  })
  await pipeline(response, counter, createWriteStream(path, { mode: 0o600 }), { signal }).catch(unreachable)
}

function unreachable(error: unknown): never {
  if (error instanceof DownloadError) throw error
  throw new DownloadError('unreachable', error instanceof Error ? error.message : String(error))
}
