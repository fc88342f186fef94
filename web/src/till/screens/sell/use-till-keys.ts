import { useEffect } from 'react'
import { currentLine, isEmptyCart } from '../../cart/cart.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { type SaleState, useSale } from './sale-context.tsx'
import { SEARCH_ID } from './search-id.ts'
import { useTicketKeys } from './use-ticket-keys.ts'

/** What each key does while one sells; the list of shortcuts tells them. */
function actionOf(key: string, sale: SaleState): (() => void) | null {
  const { cart, open, beginPay } = sale
  const line = currentLine(cart)
  const isOpenReturn = cart.returned?.kind === 'open'
  switch (key) {
    case 'F1':
      return () => open({ kind: 'shortcuts' })
    case 'F2':
      return focusSearch
    case 'F3':
      return () => open({ kind: 'customer' })
    case 'F4':
      return line === null || isOpenReturn ? null : () => open({ kind: 'discount', line })
    case 'F6':
      return line === null || isOpenReturn ? null : () => open({ kind: 'discount', line: null })
    case 'F7':
      return line === null ? null : () => open({ kind: 'price', line })
    case 'F8':
      return () => open({ kind: isEmptyCart(cart) ? 'parked' : 'park' })
    case 'F9':
      return isEmptyCart(cart) ? null : beginPay
    case 'F10':
      return () => open({ kind: 'returns' })
    case 'Insert':
      return () => open({ kind: 'openPrice', article: null, quantity: '1' })
    default:
      return null
  }
}

const ALT_ACTIONS: Readonly<Record<string, 'tickets' | 'settings'>> = { KeyT: 'tickets', KeyG: 'settings' }

/** Of the ticket's keys those that mean nothing to whatever has the focus. */
const TICKET_KEYS: ReadonlySet<string> = new Set(['+', '-', 'Delete'])

/** Keys that work wherever the focus is, and typing that begins a search. */
export function useTillKeys(): void {
  const sale = useSale()
  const onTicket = useTicketKeys()
  const { setCashier } = useSellingTill()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || sale.dialog !== null || sale.stage !== 'sell') return
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement
      const dialog = event.altKey ? ALT_ACTIONS[event.code] : undefined
      if (event.key === '?' && !isTyping) sale.open({ kind: 'shortcuts' })
      else if (dialog !== undefined) sale.open({ kind: dialog })
      else if (event.altKey && event.code === 'KeyV') setCashier(null)
      else if (event.ctrlKey || event.metaKey || event.altKey) return
      else {
        const act = actionOf(event.key, sale)
        if (act !== null) act()
        else if (isTyping) return
        else if (!TICKET_KEYS.has(event.key) || !onTicket.handle(event.key)) {
          if (event.key.length !== 1 || event.key === ' ') return
          typeIntoSearch(event.key)
        }
      }
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [sale, setCashier, onTicket])
  const { stage, dialog } = sale
  useEffect(() => {
    if (stage === 'sell' && dialog === null && matchMedia('(pointer: fine)').matches) focusSearch()
  }, [stage, dialog])
}

const focusSearch = () => document.getElementById(SEARCH_ID)?.focus()

/** As if it had been typed there: the key itself was another's, or was held until it was known to be no scanner's. */
function typeIntoSearch(key: string): void {
  const field = document.getElementById(SEARCH_ID)
  if (!(field instanceof HTMLInputElement)) return
  field.focus()
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  setValue?.call(field, field.value + key)
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
}
