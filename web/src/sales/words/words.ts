import type { Text } from '../../i18n/index.ts'
import { messages } from './messages.ts'

export const METHODS = ['cash', 'card', 'cheque', 'credit', 'other'] as const
export type Method = (typeof METHODS)[number]

/** What a way to pay is called. */
const METHOD_NAMES: Readonly<Record<string, Text>> = {
  cash: messages.cash,
  card: messages.card,
  cheque: messages.cheque,
  credit: messages.credit,
  other: messages.other,
}

/** What a way to pay that a later server may know is called, too. */
export const nameOfMethod = (method: string): Text => METHOD_NAMES[method] ?? { fr: method, en: method }

export type FlagWords = { readonly name: Text; readonly meaning: Text }

/** What is odd about a record, as people say it; the names are those of the API. */
export const FLAGS: Readonly<Record<string, FlagWords>> = {
  session_closed: { name: messages.sessionClosed, meaning: messages.sessionClosedMeaning },
  session_elsewhere: { name: messages.sessionElsewhere, meaning: messages.sessionElsewhereMeaning },
  price_differs: { name: messages.priceDiffers, meaning: messages.priceDiffersMeaning },
  stock_negative: { name: messages.stockNegative, meaning: messages.stockNegativeMeaning },
  total_differs: { name: messages.totalDiffers, meaning: messages.totalDiffersMeaning },
  unknown_article: { name: messages.unknownArticle, meaning: messages.unknownArticleMeaning },
  number_gap: { name: messages.numberGap, meaning: messages.numberGapMeaning },
  clock_skew: { name: messages.clockSkew, meaning: messages.clockSkewMeaning },
  over_returned: { name: messages.overReturned, meaning: messages.overReturnedMeaning },
  device_revoked: { name: messages.deviceRevoked, meaning: messages.deviceRevokedMeaning },
  duplicate_id: { name: messages.duplicateId, meaning: messages.duplicateIdMeaning },
  duplicate_number: { name: messages.duplicateNumber, meaning: messages.duplicateNumberMeaning },
  chain_broken: { name: messages.chainBroken, meaning: messages.chainBrokenMeaning },
  unknown_customer: { name: messages.unknownCustomer, meaning: messages.unknownCustomerMeaning },
  no_receipt: { name: messages.noReceipt, meaning: messages.noReceiptMeaning },
  not_approved: { name: messages.notApproved, meaning: messages.notApprovedMeaning },
  sale_missing: { name: messages.saleMissing, meaning: messages.saleMissingMeaning },
  approved_offline: { name: messages.approvedOffline, meaning: messages.approvedOfflineMeaning },
}

/** Those that a ticket itself may bear. */
export const TICKET_FLAGS: readonly string[] = Object.keys(FLAGS).filter(
  (flag) => flag !== 'sale_missing' && flag !== 'approved_offline',
)

/** A flag that a later server may raise is shown by its own name. */
export const wordsOfFlag = (flag: string): FlagWords =>
  FLAGS[flag] ?? { name: { fr: flag, en: flag }, meaning: messages.unknownFlagMeaning }
