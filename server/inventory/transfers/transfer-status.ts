import { type Actor, may, mayActInStore } from '../../platform/actor.ts'
import { type Text, text } from '../../platform/text.ts'

/** The list of the schema's check, in the order of a transfer's life. */
export const TRANSFER_STATUSES = [
  'requested',
  'approved',
  'picking',
  'shipped',
  'partially_received',
  'received',
  'cancelled',
] as const
export type TransferStatus = (typeof TRANSFER_STATUSES)[number]

export const TRANSFER_ORIGINS = ['request', 'push', 'replenishment'] as const
export type TransferOrigin = (typeof TRANSFER_ORIGINS)[number]

/** How a person calls each status. */
export const STATUS_WORDS: Readonly<Record<TransferStatus, Text>> = {
  requested: text('demandé', 'requested'),
  approved: text('approuvé', 'approved'),
  picking: text('en préparation', 'being picked'),
  shipped: text('expédié', 'shipped'),
  partially_received: text('reçu en partie', 'partially received'),
  received: text('reçu', 'received'),
  cancelled: text('annulé', 'cancelled'),
}

type Transition = { readonly from: readonly TransferStatus[]; readonly to: TransferStatus }

/**
 * Every transition that a person makes. A transfer of which nothing is under way any more is `received` by itself
 * (`endWhenNothingIsUnderWay`).
 */
export const TRANSITIONS = {
  change: { from: ['requested'], to: 'requested' },
  approve: { from: ['requested'], to: 'approved' },
  pick: { from: ['approved', 'picking'], to: 'picking' },
  ship: { from: ['approved', 'picking'], to: 'shipped' },
  receive: { from: ['shipped', 'partially_received'], to: 'partially_received' },
  settle: { from: ['shipped', 'partially_received'], to: 'partially_received' },
  cancel: { from: ['requested', 'approved', 'picking'], to: 'cancelled' },
} as const satisfies Readonly<Record<string, Transition>>
export type TransferAction = keyof typeof TRANSITIONS
export const TRANSFER_ACTIONS = Object.keys(TRANSITIONS) as TransferAction[]

export type TransferEnds = {
  readonly sourceId: number
  readonly destinationId: number
  readonly origin: TransferOrigin
}

/** Goods that are missing go back to their source, or are given up. */
export const OUTCOMES = ['returned', 'lost'] as const
export type TransferOutcome = (typeof OUTCOMES)[number]

/** The source takes back what it receives; that goods are lost is for a manager of either store to say. */
export function maySettle(actor: Actor, { sourceId, destinationId }: TransferEnds, outcome: TransferOutcome): boolean {
  if (outcome === 'returned') return may(actor, 'transfers.receive') && mayActInStore(actor, sourceId)
  return may(actor, 'transfers.approve') && (mayActInStore(actor, sourceId) || mayActInStore(actor, destinationId))
}

/** Whether it is for this person to take a step: each store takes its own. */
export function mayTake(actor: Actor, ends: TransferEnds, action: TransferAction): boolean {
  const { sourceId, destinationId, origin } = ends
  const asks = may(actor, 'transfers.request') && mayActInStore(actor, origin === 'push' ? sourceId : destinationId)
  switch (action) {
    case 'change':
      return asks
    case 'approve':
      return may(actor, 'transfers.approve') && mayActInStore(actor, sourceId)
    case 'pick':
    case 'ship':
      return may(actor, 'transfers.ship') && mayActInStore(actor, sourceId)
    case 'receive':
      return may(actor, 'transfers.receive') && mayActInStore(actor, destinationId)
    case 'settle':
      return OUTCOMES.some((outcome) => maySettle(actor, ends, outcome))
    case 'cancel':
      // Who asked takes it back; a manager of either store refuses it.
      return asks || maySettle(actor, ends, 'lost')
  }
}
