import { XMarkIcon } from '@heroicons/react/24/outline'
import { ActionIcon } from '@mantine/core'
import { useFormat, useText } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import { useSale } from '../sell/sale-context.tsx'
import { methodName } from '../shared/method-name.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { messages } from './messages.ts'
import classes from './pay.module.css'

/** The parts that were paid so far; each may be taken back until the ticket is recorded. */
export function PaymentsTaken() {
  const t = useText()
  const format = useFormat()
  const { currency } = useSellingTill().store
  const { cart, change, settled, isFinishing } = useSale()
  if (cart.payments.length === 0) return null
  return (
    <section aria-label={t(settled.direction === 'refund' ? messages.takenBack : messages.taken)}>
      <ul className={classes.taken}>
        {cart.payments.map(({ method, amount }, index) => {
          const name = t(methodName(method, currency))
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: payments have nothing else that names them.
            <li key={index} className={classes.takenRow}>
              <span>{name}</span>
              <strong>{format.money(amount, currency)}</strong>
              <ActionIcon
                size="lg"
                aria-label={t(messages.undoPayment, { method: name })}
                disabled={isFinishing}
                onClick={() => change({ type: 'unpay', index })}
              >
                <Icon of={XMarkIcon} />
              </ActionIcon>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
