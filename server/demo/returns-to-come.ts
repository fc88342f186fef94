import { cashRefundDue } from '../../rules/index.ts'
import type { ReceiptReturnDraft, Ticket } from '../sales/index.ts'
import { DemoRandom } from './demo-random.ts'

type Coming = Pick<ReceiptReturnDraft, 'originSaleId' | 'lines' | 'refunds'>

const RETURN_CHANCE = 0.012
/** People come back within this many days. */
const LATEST_DAYS = 9
/** Most of what is bought to be eaten does not go back on the shelf. */
const RESTOCK_CHANCE = 0.4
/** Where the zone rounds cash: Canada's nickel. */
const CASH_STEP = 5n

/** Remembers which sales will come back, and when. */
export class ReturnsToCome {
  readonly #random: DemoRandom
  readonly #coming = new Map<string, Coming[]>()

  constructor(seed: string) {
    this.#random = new DemoRandom(`${seed}/returns`)
  }

  /** Now and then a customer brings a whole line back, for the money that they paid it with. */
  consider(ticket: Ticket, day: number): void {
    if (ticket.kind !== 'sale' || !this.#random.chance(RETURN_CHANCE)) return
    const [payment, ...others] = ticket.payments
    const line = this.#random.pick(ticket.lines)
    if (payment === undefined || others.length > 0 || line.total <= 0n) return
    const { method } = payment
    const amount =
      method === 'cash'
        ? cashRefundDue({ dueSoFar: line.total, cashAlreadyGiven: 0n, cashStep: CASH_STEP })
        : line.total
    if (amount === 0n) return
    const key = `${ticket.storeId}:${day + 1 + this.#random.below(LATEST_DAYS)}`
    const restock = this.#random.chance(RESTOCK_CHANCE)
    const coming: Coming = {
      originSaleId: ticket.id,
      lines: [{ saleLine: line.lineNumber, quantity: line.quantity, restock, withFees: false }],
      refunds: [{ method, amount }],
    }
    this.#coming.set(key, [...(this.#coming.get(key) ?? []), coming])
  }

  /** Those that come back to a store on a day, once; where it is closed they come back no more. */
  takeDue(storeId: number, day: number): Coming[] {
    const key = `${storeId}:${day}`
    const due = this.#coming.get(key) ?? []
    this.#coming.delete(key)
    return due
  }
}
