import type { Sale } from '../../../api/index.ts'
import type { ReturnableTicket } from '../../cart/cart.ts'
import { fromQuantity, toQuantity } from '../../cart/decimals.ts'

/**
 * Of each line no more than what this till's own returns leave: those that wait, that are held or that were refused have
 * given their money back as well, and the server counts none of them.
 */
export function lessReturned(found: ReturnableTicket, returns: readonly Sale[]): ReturnableTicket {
  const back = returns.flatMap(({ lines }) => lines)
  const lines = found.lines.map((line) => {
    const own = back.filter(({ sale_line: of }) => of === line.line)
    // Returned quantities are negative.
    const left = own.reduce((sum, { quantity }) => sum + toQuantity(quantity), toQuantity(line.quantity))
    if (left >= toQuantity(line.returnable)) return line
    return { ...line, returnable: fromQuantity(left > 0n ? left : 0n) }
  })
  return { ...found, lines }
}
