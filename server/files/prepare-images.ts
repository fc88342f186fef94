import { type AppError, invalid, platformErrors } from '../platform/errors.ts'
import type { ReceivedFile } from '../platform/http/route.ts'
import { type Text, text } from '../platform/text.ts'
import { IMAGE_TYPE, storedName } from './file-names.ts'
import type { FileRoom } from './file-room.ts'
import { MAX_FRAMES, MAX_PIXELS, type Refusal } from './images/image-tasks.ts'

/** A picture that was checked, written again, and put into the storage under its key. */
export type PreparedImage = {
  readonly key: string
  readonly path: string
  readonly width: number
  readonly height: number
  readonly bytes: number
}

const FORMATS = 'JPEG, PNG, WebP, AVIF, GIF'
const MILLION = 1_000_000

export const REFUSED_IMAGES: Readonly<Record<Refusal, Text>> = {
  svg: text(
    `Un dessin SVG peut contenir un programme\u00a0: il n’est pas accepté. Formats acceptés\u00a0: ${FORMATS}.`,
    `An SVG drawing can hold a program, and is not accepted. Accepted formats: ${FORMATS}.`,
  ),
  heic: text(
    `Le format HEIC n’est pas accepté. Formats acceptés\u00a0: ${FORMATS}.`,
    `HEIC is not accepted. Accepted formats: ${FORMATS}.`,
  ),
  unknown: text(
    `Ce fichier n’est pas une image d’un format accepté\u00a0: ${FORMATS}.`,
    `This file is not an image of an accepted format: ${FORMATS}.`,
  ),
  too_many_pixels: text(
    `Cette image a plus de ${MAX_PIXELS / MILLION} millions de pixels.`,
    `This image has more than ${MAX_PIXELS / MILLION} million pixels.`,
  ),
  too_many_frames: text(
    `Cette animation a plus de ${MAX_FRAMES} images.`,
    `This animation has more than ${MAX_FRAMES} frames.`,
  ),
  disguised: text(
    'Ce fichier est à la fois une image et autre chose\u00a0: une page, un programme ou une archive.',
    'This file is an image and something else at once: a page, a program or an archive.',
  ),
  broken: text('Cette image est abîmée ou incomplète.', 'This image is damaged or incomplete.'),
}

const UNACCEPTED_TYPES: ReadonlySet<Refusal> = new Set(['svg', 'heic', 'unknown'])

/**
 * Takes the pictures of a request: all of them, or none. Before its transaction, since unpacking takes its time.
 *
 * @throws unsupported_media_type when none is of an accepted format, validation_failed naming each file at fault,
 *   not_ready when too many pictures wait already.
 */
export async function prepareImages(room: FileRoom, files: readonly ReceivedFile[]): Promise<PreparedImage[]> {
  const prepared: PreparedImage[] = []
  const refused = new Map<string, Refusal>()
  for (const file of files) {
    const image = await rewriteImage(room, file.path)
    if (typeof image === 'string') refused.set(file.field, image)
    else prepared.push(image)
  }
  if (refused.size > 0) throw refuse(refused)
  for (const image of prepared) await putOriginal(room, image)
  return prepared
}

/** Checks one file and writes its picture beside it. Answers why not, when it is refused. */
export async function rewriteImage({ images }: FileRoom, source: string): Promise<PreparedImage | Refusal> {
  const path = `${source}.webp`
  const outcome = await images.run({ kind: 'rewrite', source, target: path })
  if ('refusal' in outcome) return outcome.refusal
  const { digest: key, ...facts } = outcome.written.original as { digest: string } & Omit<PreparedImage, 'key' | 'path'>
  return { key, path, ...facts }
}

export const putOriginal = ({ storage }: FileRoom, { key, path }: PreparedImage): Promise<void> =>
  storage.put(storedName(key, 'original'), path, IMAGE_TYPE)

function refuse(refused: ReadonlyMap<string, Refusal>): AppError {
  const fields = Object.fromEntries([...refused].map(([field, refusal]) => [field, REFUSED_IMAGES[refusal]]))
  const isAllOfType = [...refused.values()].every((refusal) => UNACCEPTED_TYPES.has(refusal))
  return isAllOfType ? platformErrors.unsupported_media_type({ fields }) : invalid(fields)
}
