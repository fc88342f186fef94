import {
  ArrowUturnLeftIcon,
  ClockIcon,
  PencilIcon,
  ReceiptPercentIcon,
  ShoppingBagIcon,
  TrashIcon,
  UserIcon,
} from '@heroicons/react/24/outline'
import { useEffect, useRef } from 'react'
import { useText } from '../../../i18n/index.ts'
import { EmptyState, Icon, type IconType, useUndo } from '../../../ui/index.ts'
import { currentLine, isEmptyCart } from '../../cart/cart.ts'
import { newId } from '../../new-id.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { messages } from './messages.ts'
import { useSale } from './sale-context.tsx'
import classes from './ticket.module.css'
import { ReturnedLines, TicketLine } from './ticket-lines.tsx'
import { TicketTotals } from './ticket-totals.tsx'

/** The ticket as it grows: its lines, what changes it, what it comes to. */
export function TicketPanel() {
  const t = useText()
  const { cart } = useSale()
  const end = useRef<HTMLDivElement>(null)
  const count = cart.lines.length
  useEffect(() => {
    // Where there is nothing to go to, the page need not be laid out for it.
    if (count > 0) end.current?.scrollIntoView({ block: 'nearest' })
  }, [count])
  const current = currentLine(cart)
  return (
    <aside className={classes.panel} aria-label={t(messages.ticket)}>
      <TicketActions />
      <div className={classes.lines}>
        {isEmptyCart(cart) ? (
          <EmptyState
            icon={<Icon of={ShoppingBagIcon} size={2.5} />}
            title={t(messages.emptyTicket)}
            hint={t(messages.emptyTicketHint)}
          />
        ) : (
          <>
            <ReturnedLines />
            <ul className={classes.list}>
              {cart.lines.map((line) => (
                <TicketLine key={line.key} line={line} isSelected={line.key === current?.key} />
              ))}
            </ul>
          </>
        )}
        <div ref={end} />
      </div>
      <TicketTotals />
    </aside>
  )
}

/** What is done to the whole ticket, one action away. */
function TicketActions() {
  const t = useText()
  const { snapshot } = useSellingTill()
  const { cart, change, open } = useSale()
  const undo = useUndo()
  const isEmpty = isEmptyCart(cart)
  const clear = () => {
    const id = newId()
    change({ type: 'clear', id })
    undo(t(messages.cleared), async () => change({ type: 'putBack', ids: [id], removed: cart, place: 0 }))
  }
  const isOpenReturn = cart.returned?.kind === 'open'
  return (
    <div className={classes.actions}>
      <Action
        icon={UserIcon}
        label={cart.customer?.name ?? t(messages.customer)}
        isOn={cart.customer !== null}
        hint="F3"
        onClick={() => open({ kind: 'customer' })}
      />
      <Action
        icon={ReceiptPercentIcon}
        label={t(messages.discount)}
        isOn={cart.discount !== null}
        hint="F6"
        isDisabled={cart.lines.length === 0 || isOpenReturn}
        onClick={() => open({ kind: 'discount', line: null })}
      />
      <Action
        icon={PencilIcon}
        label={t(messages.note)}
        isOn={cart.note !== ''}
        isDisabled={isEmpty}
        onClick={() => open({ kind: 'note' })}
      />
      {isEmpty && snapshot.parked > 0 ? (
        <Action
          icon={ClockIcon}
          label={t(messages.parkedCount, { count: snapshot.parked })}
          hint="F8"
          isOn
          onClick={() => open({ kind: 'parked' })}
        />
      ) : (
        <Action
          icon={ClockIcon}
          label={t(messages.park)}
          hint="F8"
          onClick={() => open({ kind: isEmpty ? 'parked' : 'park' })}
        />
      )}
      {isEmpty ? (
        <Action
          icon={ArrowUturnLeftIcon}
          label={t(messages.returns)}
          hint="F10"
          onClick={() => open({ kind: 'returns' })}
        />
      ) : (
        <Action icon={TrashIcon} label={t(messages.clear)} isDisabled={cart.payments.length > 0} onClick={clear} />
      )}
    </div>
  )
}

type ActionProps = {
  readonly icon: IconType
  readonly label: string
  readonly hint?: string
  readonly isOn?: boolean
  readonly isDisabled?: boolean
  readonly onClick: () => void
}

const Action = ({ icon, label, hint, isOn = false, isDisabled = false, onClick }: ActionProps) => (
  <button
    type="button"
    className={classes.action}
    data-on={isOn || undefined}
    disabled={isDisabled}
    onClick={onClick}
    title={hint}
  >
    <Icon of={icon} />
    <span className={classes.actionLabel}>{label}</span>
  </button>
)
