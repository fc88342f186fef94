import { type AppError, platformErrors } from '../errors.ts'
import { text } from '../text.ts'
import { JSON_TYPE, MESSAGE_PACK, MULTIPART } from './reply.ts'
import type { Route } from './route.ts'

/** 415, with what the route takes instead. */
export function unsupportedMediaType(route: Route | undefined): AppError {
  const plain = JSON_TYPE.split(';')[0]
  const taken = [
    ...(route?.acceptsFiles === undefined ? [plain] : [MULTIPART]),
    ...(route?.acceptsMessagePack === true ? [MESSAGE_PACK] : []),
  ].join(', ')
  return platformErrors.unsupported_media_type({
    fields: { 'content-type': text(`Ici, envoyez\u00a0: ${taken}.`, `Send here: ${taken}.`) },
  })
}
