import type { SizeName } from './images/image-tasks.ts'

/** Where pictures are in the storage, and below which address they are served. */
const FOLDER = 'images'
export const IMAGE_PREFIX = `${FOLDER}/`
export const IMAGE_TYPE = 'image/webp'

export type ImageName = SizeName | 'original'

/** The name of a picture in the storage. The first digits of the key spread the folders. */
export const storedName = (key: string, name: ImageName): string => `${FOLDER}/${key.slice(0, 2)}/${key}/${name}.webp`

/** The key in a name of the storage. */
export const keyOfName = (name: string): string => name.split('/')[2] ?? ''

/** The address of a picture, without the host: below the one where the API itself is reached. It never holds another one. */
export const imageAddress = (key: string, name: ImageName): string => `/files/${key}/${name}.webp`

/** Whoever adds or removes a stored file holds this key first (`lockKeys`). */
export const fileLock = (key: string): string => `file:${key}`
