export { alertStatus } from './alerts/alert-status.ts'
export { openUnsoldAlerts } from './alerts/open-unsold-alerts.ts'
export { STOCK_EVENTS } from './alerts/stock-event-types.ts'
export { type CountMark, isBeforeCount, momentOfChange } from './count-correction.ts'
export { dateUnseenLedger } from './date-unseen-ledger.ts'
export { inventoryConstraints, inventoryErrors } from './errors.ts'
export { findStockFaults, STOCK_INVARIANTS, type StockFault } from './find-stock-faults.ts'
export {
  findVariantsInStock,
  findVariantsMoved,
  storeHasMovements,
  storeHasStock,
  variantsHaveStock,
} from './guards.ts'
export { changeLevels, importStock, STOCK_FIELDS, type StockAuthor, stockImportUndo } from './import/index.ts'
export { liveReserved } from './list-stock.ts'
export { type BelowZero, type LockedLevel, lockLevels, peekLevels, type StockKey } from './lock-levels.ts'
export { MOVEMENT_KINDS, type Movement, type MovementKind, postMovements } from './post-movements.ts'
export {
  type Consumption,
  consumeReservations,
  findReservations,
  type KnownReservation,
} from './reservations/consume-reservations.ts'
export { expireReservations } from './reservations/expire-reservations.ts'
export { inventoryRoutes } from './routes.ts'
export { type ChangeOrigin, type LevelChange, setLevels } from './set-levels.ts'
export {
  costOfFoundGoods,
  costOfIssue,
  entryIntoStock,
  receiptIntoStock,
  type StockBalance,
  type StockIssue,
  type StockReceipt,
} from './stock-cost.ts'
export { approveTransfer } from './transfers/approve-transfer.ts'
export { createTransfer } from './transfers/create-transfer.ts'
export { shipTransfer } from './transfers/ship-transfer.ts'
export { TRANSFER_EVENTS } from './transfers/transfer-event-types.ts'
export { variantInStock } from './variant-in-stock.ts'
export { verifyStock } from './verify-stock.ts'
