import { Type } from 'typebox'
import { Strict } from '../platform/http/fields.ts'
import { type Route, read } from '../platform/http/route.ts'
import { text } from '../platform/text.ts'
import { filesErrors } from './errors.ts'
import { IMAGE_TYPE } from './file-names.ts'
import type { FileRoom } from './file-room.ts'
import { readImage } from './read-image.ts'

const ImageParams = Strict({
  key: Type.String({ description: 'The digest of the picture, as its address gives it.' }),
  file: Type.String({ description: 'original.webp, small.webp (160 pixels), medium.webp (480), large.webp (1200).' }),
})

/**
 * The table of this room. It stands outside `/api/v1`: an address that somebody printed or kept for ever outlives a
 * version of the API. It is public, since shops show these pictures to everyone, to whom they cannot give a token.
 */
export const createFileRoutes = (room: FileRoom): readonly Route[] => [
  read({
    path: '/files/:key/:file',
    operation: 'readImage',
    tag: 'files',
    summary: text('Lire une image', 'Read a picture'),
    description: text(
      'Une image de la galerie d’un produit, en WebP. L’adresse, que donne la galerie, ne désigne jamais une autre image\u00a0: la réponse peut être gardée pour toujours.',
      'A picture of a product’s gallery, as WebP. The address, which the gallery gives, never leads to another picture: the answer may be kept for ever.',
    ),
    access: 'public',
    params: ImageParams,
    response: Type.Any(),
    contentTypes: [IMAGE_TYPE],
    answersNotModified: true,
    errors: [filesErrors.storage_unavailable],
    run: ({ params, request }) => readImage(room, { ...params, ifNoneMatch: request.ifNoneMatch }),
  }),
]
