export { CREDIT_ROUTES } from './credit/credit-routes.ts'
export { createCustomer } from './customers/create-customer.ts'
export { CUSTOMER_ROUTES } from './customers/customer-routes.ts'
export { PRIVACY_ROUTES } from './customers/privacy-routes.ts'
export { salesConstraints, salesErrors } from './errors.ts'
export { SALES_EVENTS } from './events/sales-event-types.ts'
export { findSalesFaults } from './faults/find-sales-faults.ts'
export { FEED_ROUTES } from './feed/feed-routes.ts'
export { purgeFeedChanges } from './feed/purge-feed-changes.ts'
export { renewFeed } from './feed/renew-feed.ts'
export { findVariantsSold, registerHasOpenDrawer, storeHasTickets } from './guards.ts'
export { importSales, SALE_FIELDS, TICKET_GROUPINGS } from './import/index.ts'
export { closeJournalPeriods } from './journal/close-journal-periods.ts'
export type { JournalKey } from './journal/journal-key.ts'
export { JournalSigner } from './journal/journal-signer.ts'
export { PARKED_ROUTES } from './parked/parked-routes.ts'
export { createReceiptRoutes } from './receipts/receipt-routes.ts'
export { type ReceiptMail, sendReceipt } from './receipts/send-receipt.ts'
export { createSalesRoutes } from './routes.ts'
export { closeDaySessions } from './sessions/close-day-sessions.ts'
export { presentSession } from './sessions/present-session.ts'
export { type OpenDrawer, readOpenDrawers } from './sessions/read-open-drawers.ts'
export { createSessionRoutes } from './sessions/session-routes.ts'
export { goodsCondition } from './tickets/goods-lines.ts'
export { uuidFrom } from './tickets/read-input.ts'
export { recordSales, type StoresOfSet } from './tickets/record-sales.ts'
export { Sales } from './tickets/sales.ts'
export type {
  HistoryDraft,
  HistoryLine,
  LineKind,
  PaymentMethod,
  ReceiptReturnDraft,
  SaleDraft,
  Ticket,
  TicketDraft,
} from './tickets/ticket.ts'
export { PAYMENT_METHODS, referenceOf } from './tickets/ticket.ts'
export { DeviceDirectory } from './tills/device-directory.ts'
export { registerIsLeased } from './tills/leases.ts'
export { purgeTrainingTickets } from './training/forget-training-tickets.ts'
