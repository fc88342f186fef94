import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { listBuilds, readCurrentBuild } from './builds.ts'
import { sendWaitingPage } from './waiting-page.ts'

const NONCE_BYTES = 16
const IMMUTABLE = 'public, max-age=31536000, immutable'
/** Whether it is still the same is asked each time; 304 where it is. */
const REVALIDATED = 'no-cache'
/** A nonce that two readers share protects neither: no cache between us keeps the page. */
const OF_ONE_READER = 'private, no-cache'
/** What another instance does not have yet, or no longer, must not be missing for everybody. */
const NEVER_KEPT = 'no-store'

/** Nothing from elsewhere, no script in the page; styles that the application makes carry the nonce of the answer. */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "media-src 'self'",
    "frame-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Of everything but the page: a worker asks only this very server. */
const POLICY_OF_FILES = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'"

/** The application that a server sends: where its builds stand, and how the newest one is. */
export type ServedApplication = {
  readonly builds: string
  /** While it is being built its page says so; a build that failed leaves the one before in force. */
  state: 'building' | 'ready' | 'failed'
}

/** The till is a page of its own. */
const PAGE_OF_TILL = 'till.html'
const PAGE = 'index.html'
const PAGES = [PAGE, PAGE_OF_TILL]
const IS_TILL = /^\/till(?:[/?]|$)/

/** A name with a hash of its content in it. */
const IS_HASHED = /^assets\//
const IS_FILE = /\.\w+$/

/**
 * Serves the built application: files with a hash in their name for ever, those of earlier builds too; the rest asked for
 * anew each time; the till's page for its addresses; and the application's for every other one, since it knows its own addresses.
 */
export async function serveApplication(app: FastifyInstance, application: ServedApplication): Promise<void> {
  await app.register(fastifyStatic, {
    root: application.builds,
    serve: false,
    preCompressed: true,
    cacheControl: false,
  })
  app.get('/', (request, reply) => sendPage(request, reply, application))
  app.setNotFoundHandler((request, reply) => {
    const path = (request.url.split('?')[0] ?? '').slice(1)
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (!isRead) return sendNotFound(reply)
    const folder = findFolder(application.builds, path)
    if (folder !== undefined) return sendFile(reply, path, folder)
    const isPage = !IS_FILE.test(path) || (request.headers.accept ?? '').includes('text/html')
    return isPage ? sendPage(request, reply, application) : sendNotFound(reply)
  })
}

const sendFile = (reply: FastifyReply, path: string, folder: string) =>
  reply
    .header('content-security-policy', POLICY_OF_FILES)
    .header('cache-control', IS_HASHED.test(path) ? IMMUTABLE : REVALIDATED)
    .sendFile(path, folder)

/** The folder of the build that has the file: the one in force, or for a name with a hash any that still stands. */
function findFolder(builds: string, path: string): string | undefined {
  if (!/^[\w-]+(?:[./][\w-]+)*$/.test(path) || PAGES.includes(path)) return undefined
  const current = readCurrentBuild(builds)?.name
  const names = IS_HASHED.test(path) ? [current, ...listBuilds(builds)] : [current]
  const name = names.find((candidate) => candidate !== undefined && existsSync(join(builds, candidate, path)))
  return name === undefined ? undefined : join(builds, name)
}

const sendNotFound = (reply: FastifyReply) =>
  reply
    .code(404)
    .header('cache-control', NEVER_KEPT)
    .type('text/plain; charset=utf-8')
    .send('Introuvable · Not found\n')

function sendPage(request: FastifyRequest, reply: FastifyReply, { builds, state }: ServedApplication) {
  const current = readCurrentBuild(builds)
  if (state === 'building' || current === undefined) return sendWaitingPage(request, reply, state)
  const nonce = randomBytes(NONCE_BYTES).toString('base64')
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', OF_ONE_READER)
    .header('content-security-policy', policy(nonce))
    .send(readFileSync(choosePage(request, join(builds, current.name)), 'utf8').replace('__NONCE__', nonce))
}

/** In a build of before the till had a page of its own, the application's opens it too. */
function choosePage(request: FastifyRequest, folder: string): string {
  const ofTill = join(folder, PAGE_OF_TILL)
  return IS_TILL.test(request.url) && existsSync(ofTill) ? ofTill : join(folder, PAGE)
}
