import type { FastifyInstance, FastifyRequest } from 'fastify'
import { unpack } from 'msgpackr'
import { platformErrors } from '../errors.ts'
import { MESSAGE_PACK } from './reply.ts'
import { unsupportedMediaType } from './unsupported-media-type.ts'

type Done = (error: Error | null, body?: unknown) => void

/** Bodies are JSON; MessagePack where a route says so; anything else is 415. */
export function addBodyParsers(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    (request: FastifyRequest, body: string | Buffer, done: Done) => {
      // Many programs announce JSON with every request, even where there is nothing to send.
      const { route } = request.routeOptions.config
      const wantsNone = route?.body === undefined || route.isBodyOptional === true
      if (body.length === 0 && wantsNone) done(null, undefined)
      else parseJson(request, String(body), done)
    },
  )
  app.addContentTypeParser(MESSAGE_PACK, { parseAs: 'buffer' }, parseMessagePack)
}

function parseMessagePack(request: FastifyRequest, body: string | Buffer, done: Done): void {
  if (request.routeOptions.config.route?.acceptsMessagePack !== true) {
    done(unsupportedMediaType(request.routeOptions.config.route))
    return
  }
  try {
    done(null, unpack(body as Buffer))
  } catch {
    done(platformErrors.bad_request())
  }
}
