import { Type } from 'typebox'
import { type FileRoom, filesErrors, MAX_IMAGE_BYTES } from '../../files/index.ts'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { attachPictures, type GalleryOwner, MAX_PICTURES, preparePictures } from './attach-pictures.ts'
import { detachPicture } from './detach-picture.ts'
import { fetchGallery } from './fetch-gallery.ts'
import { orderGallery } from './order-gallery.ts'
import { GalleryOrder, Picture, PictureFields, PictureParams, PictureUpdate } from './schema.ts'
import { updatePicture } from './update-picture.ts'

const MEBI = 1024 * 1024
const common = { access: 'products.attachGallery', touches: ['catalog'] } as const
const UPLOAD = { field: 'files', maxFiles: 20, maxBytesEach: MAX_IMAGE_BYTES, maxBytesTotal: 60 * MEBI } as const
const ATTACHED = text('Images ajoutées avec succès.', 'Pictures added.')
const DETACHED = text('Image retirée avec succès.', 'Picture removed.')
const UPLOAD_ERRORS = [filesErrors.storage_unavailable]

const HOW_TO_UPLOAD = text(
  `Envoyez en multipart jusqu’à ${UPLOAD.maxFiles} fichiers nommés «\u00a0files\u00a0» (JPEG, PNG, WebP, AVIF ou GIF, 20\u00a0Mio et 50\u00a0millions de pixels au plus chacun)\u00a0; toutes les images sont ajoutées, ou aucune. Elles sont réécrites en WebP, sans position ni autre donnée de l’appareil. Une image déjà présente n’est pas ajoutée de nouveau. Au plus ${MAX_PICTURES} par produit.`,
  `Send up to ${UPLOAD.maxFiles} files called “files” as multipart (JPEG, PNG, WebP, AVIF or GIF, each of at most 20 MiB and 50 million pixels); all pictures are added, or none. They are written again as WebP, without position or other data of the camera. A picture that is there already is not added again. At most ${MAX_PICTURES} per product.`,
)

const UPLOADS = [
  {
    path: '/products/:id/gallery',
    operation: 'attachGallery',
    tag: 'products',
    summary: text('Ajouter des images à un produit', 'Add pictures to a product'),
    description: HOW_TO_UPLOAD,
    ownerOf: (id: number): GalleryOwner => ({ productId: id }),
  },
  {
    path: '/product-variants/:id/gallery',
    operation: 'attachVariantGallery',
    tag: 'product-variants',
    summary: text('Ajouter des images à une variante', 'Add pictures to a variant'),
    description: text(
      `Les images montrent cette variante et paraissent aussi dans la galerie de son produit. ${HOW_TO_UPLOAD.fr}`,
      `The pictures show this variant, and stand in its product’s gallery too. ${HOW_TO_UPLOAD.en}`,
    ),
    ownerOf: (id: number): GalleryOwner => ({ variantId: id }),
  },
] as const

const createUploadRoutes = (room: FileRoom): readonly Route[] =>
  UPLOADS.map(({ ownerOf, ...row }) =>
    write({
      ...common,
      ...row,
      method: 'POST',
      params: IdParams,
      acceptsFiles: UPLOAD,
      body: PictureFields,
      response: Type.Array(Picture),
      status: 201,
      message: ATTACHED,
      errors: UPLOAD_ERRORS,
      prepare: ({ sql, params, files }) => preparePictures(sql, room, ownerOf(params.id), files),
      run: async ({ tx, params, body, prepared }) => {
        const pictures = { owner: ownerOf(params.id), images: prepared, alt: body.alt ?? null }
        return { data: await attachPictures(tx, room, pictures) }
      },
    }),
  )

const PICTURE_ROUTES: readonly Route[] = [
  write({
    ...common,
    method: 'PUT',
    path: '/products/:id/gallery/order',
    operation: 'orderGallery',
    tag: 'products',
    summary: text('Ordonner la galerie d’un produit', 'Order the gallery of a product'),
    description: text(
      'Place ces images en tête, dans cet ordre\u00a0; la première devient l’image principale. Les autres suivent, comme elles étaient.',
      'Puts these pictures first, in this order; the first becomes the main picture. The others follow, as they were.',
    ),
    params: IdParams,
    body: GalleryOrder,
    response: Type.Array(Picture),
    message: text('Galerie ordonnée avec succès.', 'Gallery put in order.'),
    run: async ({ tx, params, body }) => ({ data: await orderGallery(tx, params.id, body.file_ids) }),
  }),
  write({
    ...common,
    method: 'PATCH',
    path: '/products/:id/gallery/:file_id',
    operation: 'updatePicture',
    tag: 'products',
    summary: text('Décrire une image', 'Describe a picture'),
    description: text(
      'Change le texte qui dit ce que montre l’image, et la variante qu’elle montre (null\u00a0: le produit en général).',
      'Changes the text that says what the picture shows, and the variant that it shows (null: the product as such).',
    ),
    params: PictureParams,
    body: PictureUpdate,
    response: Picture,
    message: text('Image modifiée avec succès.', 'Picture changed.'),
    run: async ({ tx, params, body }) => {
      const place = { productId: params.id, pictureId: params.file_id }
      return { data: await updatePicture(tx, place, body) }
    },
  }),
  ...(
    [
      ['/products', 'detachGallery', 'products'],
      ['/product-variants', 'detachVariantGallery', 'product-variants'],
    ] as const
  ).map(([path, operation, tag]) =>
    write({
      ...common,
      method: 'DELETE',
      path: `${path}/:id/gallery/:file_id`,
      operation,
      tag,
      summary:
        tag === 'products'
          ? text('Retirer une image d’un produit', 'Remove a picture from a product')
          : text('Retirer une image d’une variante', 'Remove a picture from a variant'),
      description: text(
        '`file_id` est l’`id` de l’image dans la galerie. Le fichier disparaît un jour plus tard, si aucune galerie ne le montre.',
        '`file_id` is the `id` of the picture in the gallery. The file goes a day later, unless a gallery shows it.',
      ),
      params: PictureParams,
      response: Type.Null(),
      message: DETACHED,
      run: async ({ tx, params }) => {
        const owner = tag === 'products' ? { productId: params.id } : { variantId: params.id }
        await detachPicture(tx, owner, params.file_id)
        return { data: null }
      },
    }),
  ),
]

/** Galleries of products and variants. */
export const createGalleryRoutes = (room: FileRoom): readonly Route[] => [
  ...createUploadRoutes(room),
  ...PICTURE_ROUTES,
  write({
    ...common,
    method: 'POST',
    path: '/products/:id/gallery/fetch',
    operation: 'fetchGallery',
    tag: 'products',
    summary: text('Aller chercher les images connues par leur adresse', 'Fetch the pictures known by their address'),
    description: text(
      'Une importation ne garde que l’adresse des images. Ceci fait venir celles de ce produit, en arrière-plan et depuis l’internet public seulement\u00a0; l’état de chaque image dit où elle en est.',
      'An import keeps only the addresses of pictures. This has those of the product fetched, in the background and from the public internet only; the state of each picture says how far it is.',
    ),
    params: IdParams,
    response: Type.Array(Picture),
    status: 202,
    message: text('Images demandées.', 'Pictures asked for.'),
    run: async ({ tx, params }) => ({ data: await fetchGallery(tx, room, params.id) }),
  }),
]
