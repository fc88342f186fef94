import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

const NONCE_BYTES = 16
const IMMUTABLE = 'public, max-age=31536000, immutable'
/** Whether it is still the same is asked each time; 304 where it is. */
const REVALIDATED = 'no-cache'

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

/**
 * Serves the built application: files with a hash in their name for ever, the rest asked for anew each time, and its one
 * page for every other address, since the application knows its own addresses.
 */
export async function serveApplication(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: true,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? IMMUTABLE : REVALIDATED)
    },
  })
  app.get('/', (_request, reply) => sendPage(reply, folder))
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/\.\w+$/.test(request.url.split('?')[0] ?? '')
    if (isPage) return sendPage(reply, folder)
    return reply.code(404).type('text/plain; charset=utf-8').send('Introuvable · Not found\n')
  })
}

function sendPage(reply: FastifyReply, folder: string) {
  const path = join(folder, 'index.html')
  if (!existsSync(path)) return reply.redirect('/status')
  const nonce = randomBytes(NONCE_BYTES).toString('base64')
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .header('content-security-policy', policy(nonce))
    .send(readFileSync(path, 'utf8').replace('__NONCE__', nonce))
}
