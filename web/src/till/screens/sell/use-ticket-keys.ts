import { useText } from '../../../i18n/index.ts'
import { useUndo } from '../../../ui/index.ts'
import { currentLine } from '../../cart/cart.ts'
import { fromQuantity, toQuantity } from '../../cart/decimals.ts'
import { newId } from '../../new-id.ts'
import { messages } from './messages.ts'
import { useSale } from './sale-context.tsx'

const ONE = 1000n

/** What keys do to the ticket while nothing is typed, and the buttons of its selected line. */
export function useTicketKeys() {
  const t = useText()
  const { cart, change } = useSale()
  const undo = useUndo()
  const line = currentLine(cart)
  const addToQuantity = (by: bigint) => {
    if (line === null || line.isWeighed) return
    const sum = toQuantity(line.quantity) + by
    if (sum > 0n) change({ type: 'quantity', key: line.key, quantity: fromQuantity(sum) })
    else remove()
  }
  const remove = () => {
    if (line === null) return
    const nextId = newId()
    const removed = { ...cart, lines: [line] }
    const place = cart.lines.findIndex(({ key }) => key === line.key)
    change({ type: 'remove', key: line.key, nextId })
    undo(t(messages.removed, { name: line.name }), async () =>
      change({ type: 'putBack', ids: [cart.id, nextId], removed, place }),
    )
  }
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
    else if (key === 'Delete') remove()
    else return false
    return true
  }
  return { handle, setQuantity, addToQuantity, remove }
}
