export { collectImportFiles } from './collect-import-files.ts'
export type { ImportKind, ImportReading, ImportUndo, UndoReport, UndoStep } from './import-kind.ts'
export { Importer } from './importer.ts'
export { createImportRoutes } from './routes.ts'
