import { readFileSync } from 'node:fs'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Config } from '../platform/config.ts'
import { requestBounds } from '../platform/http/bound-clients.ts'
import { addLeaving } from '../platform/http/leaving.ts'
import type { Log } from '../platform/log/create-log.ts'
import { passToApi } from './pass-to-api.ts'
import { type ServedApplication, serveApplication } from './serve-application.ts'
import { askApi, registerStatusPage } from './status-page.ts'

type WebServerOptions = {
  readonly config: Config
  readonly log: Log
  readonly application: ServedApplication
}

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  // What a till uses, and nothing else: scanning with the camera, printers.
  'permissions-policy': 'camera=(self), usb=(self), serial=(self), microphone=(), geolocation=(), payment=()',
}

/** Makes the server of the web port: the built application, the API behind `/api`, `/health`, and a page that says what runs. */
export async function createWebServer({ config, log, application }: WebServerOptions): Promise<FastifyInstance> {
  const version = readVersion()
  const app = Fastify({
    logger: false,
    // These say for whom they ask; nobody else's word is taken for an address.
    trustProxy: [...config.trustedProxies],
    ...requestBounds(config.clientTimeoutMs),
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
  })
  addLeaving(app)
  app.addHook('onSend', async (_request, reply) => {
    if (app.leaving.isClosing) reply.header('connection', 'close')
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(securityHeaders)
  })
  app.addHook('onResponse', (request, reply, done) => {
    const { method, url: path } = request
    log.api({ method, path, status: reply.statusCode, durationMs: reply.elapsedTime, address: request.ip })
    done()
  })
  registerStatusPage(app, config, version)
  app.get('/health', async (_request, reply) => {
    const state = await askApi(config.apiBaseUrl)
    reply.header('cache-control', 'no-store')
    return { status: 'ok', version, parts: { web: 'up', api: state.isUp ? 'up' : 'down' } }
  })
  await passToApi(app, config.apiBaseUrl)
  await serveApplication(app, application)
  return app
}

function readVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  return String(manifest.version)
}
