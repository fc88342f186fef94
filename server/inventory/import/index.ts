export { changeLevels, importStock, type StockAuthor } from './import-stock.ts'
export { STOCK_FIELDS } from './stock-fields.ts'
export { stockImportUndo } from './undo-stock-import.ts'
