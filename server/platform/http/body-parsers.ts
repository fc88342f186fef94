import type { FastifyInstance, FastifyRequest } from 'fastify'
import { unpack } from 'msgpackr'
import { platformErrors } from '../errors.ts'
import { admitSigner } from './admission.ts'
import { MESSAGE_PACK } from './reply.ts'
import { unsupportedMediaType } from './unsupported-media-type.ts'

type Done = (error: Error | null, body?: unknown) => void

type Parser = (request: FastifyRequest, body: string | Buffer, done: Done) => void

/** Bodies are JSON; MessagePack where a route says so; anything else is 415. */
export function addBodyParsers(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    afterAdmission((request, body, done) => {
      // Many programs announce JSON with every request, even where there is nothing to send.
      const { route } = request.routeOptions.config
      const wantsNone = route?.body === undefined || route.isBodyOptional === true
      if (body.length === 0 && wantsNone) done(null, undefined)
      else parseJson(request, String(body), done)
    }),
  )
  app.addContentTypeParser(MESSAGE_PACK, { parseAs: 'buffer' }, afterAdmission(parseMessagePack))
}

/** What a device signed is read only once the signature has been found good. */
const afterAdmission =
  (parse: Parser): Parser =>
  (request, body, done) => {
    try {
      admitSigner(request, body)
    } catch (error) {
      done(error as Error)
      return
    }
    parse(request, body, done)
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
