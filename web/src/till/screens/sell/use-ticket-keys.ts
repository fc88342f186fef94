import { currentLine } from '../../cart/cart.ts'
import { fromQuantity, toQuantity } from '../../cart/decimals.ts'
import { newId } from '../../new-id.ts'
import { useSale } from './sale-context.tsx'

const ONE = 1000n

/** What keys do to the ticket while nothing is typed. */
export function useTicketKeys() {
  const { cart, change } = useSale()
  const line = currentLine(cart)
  const addToQuantity = (by: bigint) => {
    if (line === null || line.isWeighed) return
    const sum = toQuantity(line.quantity) + by
    if (sum > 0n) change({ type: 'quantity', key: line.key, quantity: fromQuantity(sum) })
    else remove(line.key)
  }
  const remove = (key: string) => change({ type: 'remove', key, nextId: newId() })
  const setQuantity = (quantity: string) => {
    if (line !== null) change({ type: 'quantity', key: line.key, quantity })
  }
  /** Whether the key means something here. */
  const handle = (key: string): boolean => {
    if (line === null) return false
    if (key === 'ArrowDown') change({ type: 'move', by: 1 })
    else if (key === 'ArrowUp') change({ type: 'move', by: -1 })
    else if (key === '+') addToQuantity(ONE)
    else if (key === '-') addToQuantity(-ONE)
    else if (key === 'Delete') remove(line.key)
    else return false
    return true
  }
  return { handle, setQuantity, addToQuantity }
}
