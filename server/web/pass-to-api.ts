import type { IncomingHttpHeaders } from 'node:http'
import httpProxy from '@fastify/http-proxy'
import type { FastifyInstance } from 'fastify'
import { languageOf, type Text, text } from '../platform/text.ts'

/** What the API answers, and what browsers fetch from it: everything else is the application's. */
const PREFIXES = ['/api', '/files', '/docs', '/redoc', '/openapi.json']

/** An answer may take as long as the API gives it; a stream of events never ends. */
const NO_LIMIT = 0
const SILENT: Text = text('Le serveur ne répond pas', 'The server does not answer')

/**
 * Passes requests on to the API as they came, and answers as they come: neither is kept until it is whole. The host stays
 * that of the browser, by which the API knows that a write with a session comes from our own pages; the address of the
 * browser, as the nearest proxy that we trust saw it, follows in `x-forwarded-for`.
 */
export async function passToApi(app: FastifyInstance, apiBaseUrl: string): Promise<void> {
  for (const prefix of PREFIXES) {
    await app.register(httpProxy, {
      upstream: apiBaseUrl,
      prefix,
      rewritePrefix: prefix,
      // Each page that is open holds a stream of events: the number of connections has no bound of its own.
      undici: { bodyTimeout: NO_LIMIT, headersTimeout: NO_LIMIT, pipelining: 1, connections: null },
      replyOptions: {
        // An API that says that it has too much to do is not asked again on the spot; whoever asked decides.
        retryDelay: () => null,
        rewriteRequestHeaders: (request, headers) => ({
          ...headers,
          host: request.host,
          'x-forwarded-host': request.host,
          'x-forwarded-for': request.ip,
          'x-forwarded-proto': request.protocol,
        }),
        onError: (reply) => void reply.code(503).headers(DOWN_HEADERS).send(sayThatApiIsDown(reply.request.headers)),
      },
    })
  }
}

const DOWN_HEADERS = { 'retry-after': '2', 'cache-control': 'no-store', vary: 'accept-language' }

const sayThatApiIsDown = (headers: IncomingHttpHeaders) => ({
  success: false,
  error: SILENT[languageOf(headers['accept-language'])],
  code: 'not_ready',
})
