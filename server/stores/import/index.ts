export { findStores } from './find-stores.ts'
export { importStores } from './import-stores.ts'
export { STORE_FIELDS } from './store-fields.ts'
export { undoStoreImport } from './undo-store-import.ts'
