import { createContext, type RefObject, useContext } from 'react'
import type { Cart, CartLine } from '../../cart/cart.ts'
import type { ApprovalNeed } from '../../cart/cart-rights.ts'
import type { AddedArticle, CartAction } from '../../cart/change-cart.ts'
import type { PricedCart } from '../../cart/price-cart.ts'
import type { CartSettlement } from '../../cart/settle-cart.ts'
import type { Article, Match } from '../../memory.ts'
import type { FinishedSale } from './use-finish.ts'

/** What is asked for or shown over the sale. */
export type Dialog =
  | { readonly kind: 'weight'; readonly article: Article; readonly askedPrice: string }
  | { readonly kind: 'openPrice'; readonly article: Article | null; readonly quantity: string; readonly code?: string }
  | {
      readonly kind: 'variants'
      readonly name: string
      readonly articles: readonly Article[]
      readonly quantity: string
    }
  | { readonly kind: 'matches'; readonly code: string; readonly matches: readonly Match[] }
  | { readonly kind: 'unknown'; readonly code: string }
  | { readonly kind: 'quantity'; readonly line: CartLine }
  | { readonly kind: 'discount'; readonly line: CartLine | null }
  | { readonly kind: 'price'; readonly line: CartLine }
  | { readonly kind: 'approval'; readonly need: ApprovalNeed; readonly action: CartAction | null }
  | { readonly kind: 'returns'; readonly reference?: string }
  | {
      readonly kind:
        | 'customer'
        | 'note'
        | 'park'
        | 'parked'
        | 'tickets'
        | 'cash'
        | 'noSale'
        | 'xReport'
        | 'close'
        | 'outbox'
        | 'settings'
        | 'shortcuts'
    }

export type Stage = 'sell' | 'pay' | 'done'

export type SaleState = {
  readonly cart: Cart
  readonly priced: PricedCart
  readonly settled: CartSettlement
  readonly stage: Stage
  /** What was just done, until the next sale begins. */
  readonly finished: FinishedSale | null
  readonly dialog: Dialog | null
  change(action: CartAction): void
  /** Changes the ticket, asking for an approval first where the cashier may not do it alone. */
  attempt(action: CartAction): void
  open(dialog: Dialog): void
  close(): void
  /** Puts an article on the ticket, or asks what is missing to do so. */
  addArticle(article: Article, quantity?: string): void
  add(added: AddedArticle): void
  /** What a scanner read, or somebody typed. */
  addCode(code: string, quantity?: string): Promise<void>
  /** Who takes the next code that is scanned, in the place of the ticket. */
  readonly scanTarget: RefObject<((code: string) => void) | null>
  addOpenLine(name: string, unitPrice: string, taxClass: string): void
  /** Goes to the payment, once nothing needs an approval and the record is sure to be written. */
  beginPay(): void
  backToSale(): void
  /** Takes a payment; the one that settles the ticket records it. */
  pay(payment: Cart['payments'][number]): void
  /** Records a ticket that owes nobody anything. */
  finish(): void
  readonly isFinishing: boolean
  nextSale(): void
}

export const SaleContext = createContext<SaleState | null>(null)

export function useSale(): SaleState {
  const sale = useContext(SaleContext)
  if (sale === null) throw new Error('Outside of SaleProvider.')
  return sale
}
