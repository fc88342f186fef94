import { useRef, useState } from 'react'
import { formatMoney } from '../../../../../rules/index.ts'
import { useLanguage, useText } from '../../../i18n/index.ts'
import { fromMinor, toMinor } from '../../cart/decimals.ts'
import { creditOn, proposedAmount } from '../../cart/settle-cart.ts'
import type { PaymentMethod } from '../../memory.ts'
import { useSale } from '../sell/sale-context.tsx'
import { useSellingTill } from '../shared/till-context.tsx'
import { tillErrorText } from '../shared/till-error-text.ts'
import { messages } from './messages.ts'
import { refuseCredit } from './refuse-credit.ts'

const KEYS: Readonly<Record<string, PaymentMethod>> = {
  F2: 'cash',
  F3: 'card',
  F4: 'cheque',
  F6: 'other',
  F7: 'credit',
}

/** The tender that a key pays by. */
export const keyOf = (key: string): PaymentMethod | null => KEYS[key] ?? null

/** How the key of a tender is called, for whoever has a keyboard. */
export const hintOf = (method: PaymentMethod): string =>
  Object.entries(KEYS).find(([, candidate]) => candidate === method)?.[0] ?? ''

/** Pays what was typed, or the rest, by a tender. */
export function usePayBy(amount: string | null, onPaid: () => void) {
  const t = useText()
  const { language } = useLanguage()
  const { store, snapshot, isTraining, play } = useSellingTill()
  const { cart, settled, pay, isFinishing } = useSale()
  const [refusal, setRefusal] = useState<string | null>(null)
  const isAsking = useRef(false)
  const money = (value: bigint) => formatMoney(value, store.currency, language)
  const refuse = (words: string) => {
    setRefusal(words)
    play('refused')
  }

  /** Why this much may not be paid in this way; null: it may. */
  const judge = async (method: PaymentMethod, wanted: bigint): Promise<string | null> => {
    const most = method === 'cash' && settled.direction !== 'refund' ? null : settled.mostOf(method)
    const rest = method === 'cash' ? settled.remainingCash : settled.remaining
    const limit = settled.direction === 'refund' && (most === null || rest < most) ? rest : most
    if (limit !== null && wanted > limit) return t(messages.notMore, { amount: money(limit) })
    if (method !== 'credit') return null
    const { currency } = store
    const isTaken = settled.direction !== 'refund' && !isTraining
    const asked = isTaken ? wanted + creditOn(cart, currency) : 0n
    return refuseCredit({ customer: cart.customer, wanted: asked, currency, isOnline: snapshot.isOnline }, t, language)
  }

  const payBy = async (method: PaymentMethod) => {
    if (isAsking.current || isFinishing) return
    const wanted = amount === null ? proposedAmount(settled, method) : toMinor(amount, store.currency)
    if (wanted <= 0n) return
    isAsking.current = true
    try {
      const words = await judge(method, wanted)
      if (words !== null) return refuse(words)
      setRefusal(null)
      pay({ method, amount: fromMinor(wanted, store.currency) })
      onPaid()
    } catch (error) {
      refuse(tillErrorText(error, t))
    } finally {
      isAsking.current = false
    }
  }
  return { payBy: (method: PaymentMethod) => void payBy(method), refusal }
}
