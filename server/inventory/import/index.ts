export { changeLevels, importStock } from './import-stock.ts'
export { STOCK_FIELDS } from './stock-fields.ts'
