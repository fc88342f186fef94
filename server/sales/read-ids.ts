import { Type } from 'typebox'
import { invalid } from '../platform/errors.ts'
import { text } from '../platform/text.ts'

/** `ids` of a list whose records have UUIDs. */
export const IdsQuery = Type.Optional(
  Type.String({
    maxLength: 4000,
    'x-description': text('Au plus 100 UUID, séparés par des virgules.', 'Up to 100 UUIDs, separated by commas.'),
  }),
)

const IDS_MAX = 100
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Reads a list of UUIDs, as records that tills make have. @throws validation_failed naming `ids`. */
export function readIds(value: string): string[] {
  const ids = value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (ids.length <= IDS_MAX && ids.every((id) => UUID.test(id))) return ids
  throw invalid({
    ids: text(
      `Donnez au plus ${IDS_MAX} identifiants (UUID), séparés par des virgules.`,
      `Give at most ${IDS_MAX} ids (UUIDs), separated by commas.`,
    ),
  })
}
