export { salesConstraints, salesErrors } from './errors.ts'
export { findSalesFaults } from './find-sales-faults.ts'
export { findVariantsSold, storeHasTickets } from './guards.ts'
export { importSales, SALE_FIELDS, TICKET_GROUPINGS } from './import/index.ts'
export { uuidFrom } from './read-input.ts'
export { recordSales, type StoresOfSet } from './record-sales.ts'
export { createSalesRoutes } from './routes.ts'
export { Sales } from './sales.ts'
export type {
  HistoryDraft,
  HistoryLine,
  LineKind,
  PaymentMethod,
  ReturnDraft,
  SaleDraft,
  Ticket,
  TicketDraft,
} from './ticket.ts'
