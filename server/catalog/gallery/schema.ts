import { type Static, Type } from 'typebox'
import { FETCH_FAILURES, type FetchFailure, imageFields } from '../../files/index.ts'
import { Id, Nullable, Strict } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'

export const PICTURE_STATES = ['remote', 'fetching', 'processing', 'ready', 'failed'] as const
type PictureState = (typeof PICTURE_STATES)[number]

const STATES = [
  '`remote`: only its address is known.',
  '`fetching`: it was asked for, and is on its way.',
  '`processing`: the original is there, its sizes are being made.',
  '`ready`: all is there.',
  '`failed`: it could not be had (see `failure`), or its sizes could not be made.',
]

/** A picture of a gallery. Its `id` is what the addresses call `file_id`. */
export const Picture = Type.Object({
  id: Id(),
  state: Type.Unsafe<PictureState>({ type: 'string', enum: PICTURE_STATES, description: STATES.join(' ') }),
  ...imageFields,
  source_url: Nullable(Type.String({ description: 'Where an import found it.' })),
  failure: Nullable(
    Type.Unsafe<FetchFailure>({
      type: 'string',
      enum: FETCH_FAILURES,
      description: 'Why it could not be fetched from `source_url`.',
    }),
  ),
  alt: Nullable(Type.String({ description: 'What it shows, in words.' })),
  position: Type.Integer(),
  is_main: Type.Boolean({ description: 'Whether it stands first.' }),
  variant_id: Nullable(Id({ description: 'The variant that it shows; null: the product as such.' })),
})
export type PictureItem = Static<typeof Picture>

export const alt = Nullable(Type.String({ maxLength: 500, 'x-label': text('La description', 'The description') }))
export const PictureFields = Strict({ alt: Type.Optional(alt) })
export const PictureUpdate = Strict({ alt: Type.Optional(alt), variant_id: Type.Optional(Nullable(Id())) })
export type PictureUpdateInput = Static<typeof PictureUpdate>

export const GalleryOrder = Strict({
  file_ids: Type.Array(Id(), {
    minItems: 1,
    maxItems: 500,
    description: 'The first becomes the main picture. Those not named keep their order after these.',
  }),
})
export const PictureParams = Strict({ id: Id(), file_id: Id() })
