export { collectFiles, type FileUse } from './collect-files.ts'
export { filesErrors } from './errors.ts'
export { FETCH_FAILURES, type FetchFailure, fetchRemoteImage, MAX_IMAGE_BYTES } from './fetch-remote-image.ts'
export { createFileRoom, type FileRoom } from './file-room.ts'
export {
  collectImportFiles,
  createImportRoutes,
  Importer,
  type ImportKind,
  type ImportReading,
  type ImportUndo,
  type UndoReport,
  type UndoStep,
} from './imports/index.ts'
export { keepImages, letGoOfFiles } from './keep-images.ts'
export { inPassingFolder, makeImageSizes } from './make-image-sizes.ts'
export { type PreparedImage, prepareImages } from './prepare-images.ts'
export { type FileJson, fileJson, presentImage, thumbnailJson } from './present.ts'
export { createFileRoutes } from './routes.ts'
export { imageFields } from './schema.ts'
export { createStorage } from './storage/create-storage.ts'
export type { Storage } from './storage/storage.ts'
