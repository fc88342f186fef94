import { type Static, Type } from 'typebox'
import { Nullable } from '../platform/http/fields.ts'

const Size = Type.Object({ url: Type.String(), width: Type.Integer(), height: Type.Integer() })

/** What every picture says of its file. */
export const imageFields = {
  url: Nullable(
    Type.String({
      description: 'Address of the original below that of the API; null while only `source_url` is known.',
    }),
  ),
  width: Nullable(Type.Integer({ description: 'Pixels.' })),
  height: Nullable(Type.Integer({ description: 'Pixels.' })),
  bytes: Nullable(Type.Integer()),
  sizes: Type.Object(
    { small: Type.Optional(Size), medium: Type.Optional(Size), large: Type.Optional(Size) },
    { description: 'At most 160, 480 and 1200 pixels; none until `state` is `ready`.' },
  ),
}
const Image = Type.Object(imageFields)
export type ImageItem = Static<typeof Image>
