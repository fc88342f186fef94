import type { Counted, PaymentMethod } from './records.ts'

export type DrawerSums = {
  readonly tickets: number
  readonly returnTickets: number
  readonly gross: string
  readonly discounts: string
  readonly returns: string
  readonly net: string
  readonly tax: string
  readonly total: string
  readonly rounding: string
  readonly taxes: readonly {
    readonly code: string
    readonly name: string
    readonly base: string
    readonly amount: string
  }[]
  readonly payments: readonly {
    readonly method: PaymentMethod
    readonly count: number
    readonly received: string
    readonly change: string
    readonly refunded: string
    /** What stays of it. */
    readonly kept: string
  }[]
  readonly movements: readonly {
    readonly type: 'in' | 'out' | 'drop' | 'no_sale'
    readonly count: number
    readonly amount: string
  }[]
}

/** A drawer as this till's records make it: an X without a network. Amounts are decimal strings of the store's currency. */
export type Drawer = {
  readonly id: string
  readonly openedAt: string
  readonly openedBy: number
  readonly openingFloat: string
  /** What should lie in it: the float, cash kept, and what was moved. */
  readonly expectedCash: string
  readonly firstNumber: number
  readonly lastNumber: number
  readonly sums: DrawerSums
}

export type ClosedDrawer = Drawer & {
  readonly closedAt: string
  readonly closedBy: number
  readonly counted: Counted
  readonly countedCash: string
  readonly difference: string
  readonly note: string | null
  /** The seal of the closing: an anchor of the till's own chain. */
  readonly hash: string
}
