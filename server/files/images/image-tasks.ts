/** The sizes that every picture gets, by name: the longest side in pixels. None is larger than its original. */
export const SIZES = { small: 160, medium: 480, large: 1200 } as const
export type SizeName = keyof typeof SIZES
export const SIZE_NAMES = Object.keys(SIZES) as SizeName[]

/** Pixels of the picture as it arrives, read from its head before anything is unpacked. */
export const MAX_PIXELS = 50_000_000
/** Of an animation only the first picture is kept; one with more than these is no picture of an article. */
export const MAX_FRAMES = 500
/** The longest side of a stored original: more than any screen shows, and what WebP can hold four times over. */
export const ORIGINAL_SIDE = 4000

/** Why a file is not taken for a picture. */
export const REFUSALS = ['svg', 'heic', 'unknown', 'too_many_pixels', 'too_many_frames', 'disguised', 'broken'] as const
export type Refusal = (typeof REFUSALS)[number]

/** A WebP picture that was written. */
export type WrittenImage = { width: number; height: number; bytes: number; digest: string }

/** What the image process is asked for; paths are files of this machine. */
export type ImageTask =
  /** Checks a file that arrived and writes its picture again, without anything else that came with it. */
  | { kind: 'rewrite'; source: string; target: string }
  /** Writes the sizes of a stored original into a folder, as `small.webp` and so on. */
  | { kind: 'resize'; source: string; folder: string }

export type ImageRequest = { number: number; task: ImageTask }
export type ImageOutcome = { written: Record<string, WrittenImage> } | { refusal: Refusal }
export type ImageResult = ImageOutcome | { error: string }
export type ImageReply = { number: number; result: ImageResult }
