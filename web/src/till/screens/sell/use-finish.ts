import { useCallback, useRef, useState } from 'react'
import { trainingReference } from '../../../../../rules/index.ts'
import type { Sale } from '../../../api/index.ts'
import { useLanguage, useText } from '../../../i18n/index.ts'
import { notifyError } from '../../../ui/index.ts'
import type { Cart } from '../../cart/cart.ts'
import { composeRecord, type TicketRecord } from '../../cart/compose-record.ts'
import { priceCart } from '../../cart/price-cart.ts'
import { creditOn, settleCart } from '../../cart/settle-cart.ts'
import { storeDay } from '../../cart/store-day.ts'
import { refuseCredit } from '../pay/refuse-credit.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { tillErrorText } from '../shared/till-error-text.ts'

/** A ticket that is done, and whom its receipt may go to. */
export type FinishedSale = {
  readonly ticket: Sale
  readonly customerEmail: string | null
  readonly isTraining: boolean
}

/** Records a ticket once: what is pressed twice is recorded once. */
export function useFinish(onDone: (finished: FinishedSale, recorded: Cart) => void) {
  const t = useText()
  const { language } = useLanguage()
  const { memory, store, cashier, isTraining, snapshot, play } = useSellingTill()
  const [isFinishing, setFinishing] = useState(false)
  const isUnderWay = useRef(false)
  const finish = useCallback(
    async (cart: Cart) => {
      if (isUnderWay.current) return
      isUnderWay.current = true
      setFinishing(true)
      try {
        const now = memory.device.now()
        const priced = priceCart(cart, store, storeDay(store, now))
        const settled = settleCart(cart, priced.total, store)
        const wanted = settled.direction === 'pay' && !isTraining ? creditOn(cart, store.currency) : 0n
        if (wanted > 0n) {
          // It may have been spent elsewhere since it was taken.
          const asked = { customer: cart.customer, wanted, currency: store.currency, isOnline: snapshot.isOnline }
          const words = await refuseCredit(asked, t, language)
          if (words !== null) throw new Error(words)
        }
        const record = composeRecord({ cart, priced, settled, store, cashierId: cashier.id, language })
        const ticket = isTraining
          ? practised(record, {
              store,
              device: snapshot.device,
              now: now.toISOString(),
              reference: trainingReference(language),
            })
          : (await memory.outbox.append(record)).ticket
        if (ticket === null) throw new Error('A ticket is recorded with its sums.')
        play('done')
        onDone({ ticket, customerEmail: cart.customer?.email ?? null, isTraining }, cart)
      } catch (error) {
        play('refused')
        notifyError(new Error(tillErrorText(error, t)))
      } finally {
        isUnderWay.current = false
        setFinishing(false)
      }
    },
    [memory, store, cashier, language, isTraining, snapshot.device, snapshot.isOnline, play, onDone, t],
  )
  return { finish, isFinishing }
}

type Practice = {
  readonly store: { readonly id: number; readonly time_zone: string }
  readonly device: { readonly registerId: number | null; readonly id: string | null }
  readonly now: string
  readonly reference: string
}

/** A ticket that is kept nowhere: it has neither a number nor a seal. */
const practised = ({ kind, content, ticket }: TicketRecord, { store, device, now, reference }: Practice): Sale => ({
  ...ticket,
  id: content.id,
  reference,
  kind,
  store_id: store.id,
  register_id: device.registerId ?? 0,
  session_id: '',
  device_id: device.id,
  series: 0,
  number: null,
  cashier_id: content.cashier_id,
  external_id: null,
  occurred_at: now,
  business_day: now.slice(0, 10),
  flags: [],
  training: true,
  previous_hash: null,
  hash: null,
})
