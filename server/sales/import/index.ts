export { importSales, TICKET_GROUPINGS, type TicketGrouping } from './import-sales.ts'
export { SALE_FIELDS } from './sale-fields.ts'
