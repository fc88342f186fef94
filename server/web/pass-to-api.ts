import httpProxy from '@fastify/http-proxy'
import type { FastifyInstance } from 'fastify'

/** What the API answers, and what browsers fetch from it: everything else is the application's. */
const PREFIXES = ['/api', '/files']

/** An answer may take as long as the API gives it; a stream of events never ends. */
const NO_LIMIT = 0

/**
 * Passes requests on to the API as they came. The host stays that of the browser, by which the API knows that a write
 * with a session comes from our own pages; the address of the browser follows in `x-forwarded-for`.
 */
export async function passToApi(app: FastifyInstance, apiBaseUrl: string): Promise<void> {
  for (const prefix of PREFIXES) {
    await app.register(httpProxy, {
      upstream: apiBaseUrl,
      prefix,
      rewritePrefix: prefix,
      undici: { bodyTimeout: NO_LIMIT, headersTimeout: NO_LIMIT, pipelining: 1, connections: 64 },
      replyOptions: {
        rewriteRequestHeaders: (request, headers) => ({
          ...headers,
          host: request.headers.host ?? '',
          'x-forwarded-for': request.socket.remoteAddress ?? '',
          'x-forwarded-proto': request.protocol,
        }),
        onError: (reply) => {
          const body = {
            success: false,
            error: 'Le serveur ne répond pas · The server does not answer',
            code: 'not_ready',
          }
          reply.code(503).header('retry-after', '2').send(body)
        },
      },
    })
  }
}
