import { ArrowLeftIcon } from '@heroicons/react/24/outline'
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { currencyDecimals, formatMoney } from '../../../../../rules/index.ts'
import { useLanguage, useText } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import { readTyped } from '../../cart/decimals.ts'

import { useSale } from '../sell/sale-context.tsx'
import { Keypad } from '../shared/keypad.tsx'
import { useSellingTill } from '../shared/till-context.tsx'
import { TypedField } from '../shared/typed-field.tsx'
import { messages } from './messages.ts'
import { MethodButtons } from './method-buttons.tsx'
import classes from './pay.module.css'
import { PaymentsTaken } from './payments-taken.tsx'
import { QuickCash } from './quick-cash.tsx'
import { keyOf, usePayBy } from './use-pay-by.ts'

const AMOUNT_ID = 'till-amount'

/** Who owes what, and by which tenders it is settled: one touch pays the rest, a typed amount a part of it. */
export function PayScreen({ isNarrow }: { readonly isNarrow: boolean }) {
  const t = useText()
  const { store } = useSellingTill()
  const { settled, backToSale, finish, isFinishing, dialog } = useSale()
  const [typed, setTyped] = useState('')
  const decimals = currencyDecimals(store.currency)
  const amount = readTyped(typed, decimals)
  const { payBy, refusal } = usePayBy(amount, () => setTyped(''))
  const isBack = settled.direction === 'refund'
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) document.getElementById(AMOUNT_ID)?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    if (dialog !== null) return
    const onKey = (event: KeyboardEvent) => {
      // A field has heard it already, or a key is held down: once is once.
      if (event.defaultPrevented || event.repeat) return
      const method = keyOf(event.key)
      if (event.key === 'Escape') backToSale()
      else if (method !== null && store.payment_methods.includes(method)) payBy(method)
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) {
        if (settled.isSettled) finish()
        else payBy('cash')
      } else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  return (
    <section className={classes.screen} aria-label={t(messages.payment)} aria-busy={isFinishing}>
      <div className={classes.left}>
        <Button variant="subtle" color="gray" size="md" leftSection={<Icon of={ArrowLeftIcon} />} onClick={backToSale}>
          {t(messages.backToSale)}
        </Button>
        <Due />
        <PaymentsTaken />
        {refusal !== null && (
          <p className={classes.refusal} role="alert">
            {refusal}
          </p>
        )}
        {settled.isSettled ? (
          <Button size="xl" loading={isFinishing} onClick={finish} data-autofocus>
            {t(messages.finish)}
          </Button>
        ) : (
          <>
            {!isBack && store.payment_methods.includes('cash') && <QuickCash />}
            <MethodButtons amount={amount} onPay={payBy} />
          </>
        )}
      </div>
      {!settled.isSettled && (
        <div className={classes.right}>
          <TypedField
            id={AMOUNT_ID}
            label={t(isBack ? messages.amountBack : messages.amount)}
            value={typed}
            onChange={setTyped}
            placeholder={isNarrow ? '' : undefined}
            onEnter={() => payBy('cash')}
          />
          <Keypad value={typed} onChange={setTyped} decimals={decimals} />
        </div>
      )}
    </section>
  )
}

/** What remains, as large as a customer reads from the other side. */
function Due() {
  const t = useText()
  const { language } = useLanguage()
  const { currency } = useSellingTill().store
  const { settled, priced, cart } = useSale()
  const { direction, remaining, remainingCash, isSettled } = settled
  const money = (value: bigint) => formatMoney(value, currency, language)
  const isBack = direction === 'refund'
  const hasBegun = cart.payments.length > 0
  const title = isBack
    ? hasBegun
      ? messages.remainingBack
      : messages.toGiveBack
    : hasBegun
      ? messages.remaining
      : messages.toPay
  const total = priced.total < 0n ? -priced.total : priced.total
  const mostCash = isBack ? settled.mostOf('cash') : null
  const isRounded =
    remainingCash !== remaining && remainingCash > 0n && (mostCash === null || mostCash >= remainingCash)
  return (
    <div className={classes.due} data-back={isBack || undefined} role="status">
      <span className={classes.dueTitle}>{t(direction === 'none' ? messages.quits : title)}</span>
      <span className={classes.dueAmount}>{money(hasBegun || isSettled ? remaining : total)}</span>
      {isRounded && <span className={classes.dueNote}>{t(messages.inCash, { amount: money(remainingCash) })}</span>}
    </div>
  )
}
