import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react'
import { useText } from '../../../i18n/index.ts'
import { notifyError } from '../../../ui/index.ts'
import { type Cart, emptyCart, isEmptyCart } from '../../cart/cart.ts'
import { type CartAction, changeCart, isHeldByPayments } from '../../cart/change-cart.ts'
import { priceCart } from '../../cart/price-cart.ts'
import { settleCart } from '../../cart/settle-cart.ts'
import { storeDay } from '../../cart/store-day.ts'
import type { TillMemory } from '../../memory.ts'
import { newId } from '../../new-id.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { messages } from './messages.ts'

/** The ticket on the screen, kept as it changes: a reload or a power cut finds it again. */
export function useCart() {
  const t = useText()
  const { memory, store, isTraining } = useSellingTill()
  const [cart, dispatch] = useReducer(changeCart, null, () => emptyCart(newId()))
  const latest = useRef(cart)
  latest.current = cart
  const change = useCallback(
    (action: CartAction) => {
      if (isHeldByPayments(latest.current, action)) notifyError(new Error(t(messages.paymentsFirst)))
      else dispatch(action)
    },
    [t],
  )
  const isRestored = useRef(false)
  useEffect(() => {
    // What is practised is kept nowhere, and finds nothing that was sold in earnest.
    isRestored.current = false
    if (isTraining) return
    void readKept(memory).then((kept) => {
      if (kept !== null) dispatch({ type: 'resume', cart: kept })
      isRestored.current = true
    })
  }, [memory, isTraining])
  useEffect(() => {
    if (isRestored.current) void memory.parked.saveCurrent(isEmptyCart(cart) ? null : cart)
  }, [memory, cart])
  const day = storeDay(store, memory.device.now())
  const priced = useMemo(() => priceCart(cart, store, day), [cart, store, day])
  const settled = useMemo(() => settleCart(cart, priced.total, store), [cart, priced.total, store])
  return { cart, change, priced, settled, day }
}

/** null: none was kept, or it was recorded just before the page went. */
async function readKept({ parked, tickets }: TillMemory): Promise<Cart | null> {
  const kept = (await parked.readCurrent()) as Cart | null | undefined
  if (kept === null || kept === undefined) return null
  if ((await tickets.get(kept.id)) === null) return kept
  await parked.saveCurrent(null)
  return null
}
