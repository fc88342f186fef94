export { type LockedLevel, lockLevels, type StockKey } from './lock-levels.ts'
export { MOVEMENT_KINDS, type Movement, type MovementKind, postMovements } from './post-movements.ts'
export {
  costOfFoundGoods,
  costOfIssue,
  entryIntoStock,
  receiptIntoStock,
  type StockBalance,
  type StockIssue,
  type StockReceipt,
} from './stock-cost.ts'
