import { XMarkIcon } from '@heroicons/react/24/outline'
import { ActionIcon } from '@mantine/core'
import { formatMoney, formatRate } from '../../../../../rules/index.ts'
import { useLanguage, useText } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import { isEmptyCart } from '../../cart/cart.ts'
import { storeTaxes } from '../../cart/store-taxes.ts'
import { messages as shared } from '../shared/messages.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { messages } from './messages.ts'
import { useSale } from './sale-context.tsx'
import classes from './ticket.module.css'

/** What the ticket comes to, and the button that takes it. */
export function TicketTotals() {
  const t = useText()
  const { language } = useLanguage()
  const { store } = useSellingTill()
  const { cart, priced, beginPay, change } = useSale()
  const money = (amount: bigint) => formatMoney(amount, store.currency, language)
  const { total } = priced
  const isEmpty = isEmptyCart(cart)
  const label = total < 0n ? messages.refund : total > 0n || isEmpty ? messages.pay : messages.settle
  return (
    <div className={classes.totals}>
      {!isEmpty && (
        <dl className={classes.sums}>
          {!store.prices_include_tax && <Sum label={t(messages.subtotal)} amount={money(priced.subtotal)} />}
          {cart.discount !== null && (
            <Sum label={t(messages.ticketDiscount)} amount={money(-ticketDiscount(priced.rows))}>
              <ActionIcon
                size="sm"
                aria-label={t(messages.remove)}
                onClick={() => change({ type: 'discount', key: null, discount: null })}
              >
                <Icon of={XMarkIcon} size={0.9} />
              </ActionIcon>
            </Sum>
          )}
          {priced.taxes.map(({ code, ratePpm, amount }) => {
            const name = `${storeTaxes(store).nameOf(code)[language]} ${formatRate(ratePpm, language)}`
            const words = store.prices_include_tax ? t(messages.including, { tax: name }) : name
            return <Sum key={`${code}${ratePpm}`} label={words} amount={money(amount)} />
          })}
          {priced.exemption !== null && (
            <Sum
              label={t(messages.exempted, { number: priced.exemption })}
              amount={priced.exemptedTax === 0n ? '' : money(-priced.exemptedTax)}
            />
          )}
        </dl>
      )}
      <button
        type="button"
        className={classes.pay}
        data-refund={total < 0n || undefined}
        disabled={isEmpty || (cart.lines.length === 0 && priced.rows.length === 0)}
        onClick={beginPay}
      >
        <span>{t(label)}</span>
        <span className={classes.payAmount}>
          <span className="visually-hidden">{t(shared.total)}</span>
          {money(total < 0n ? -total : total)}
        </span>
      </button>
    </div>
  )
}

const ticketDiscount = (rows: readonly { readonly ticketDiscount: bigint }[]): bigint =>
  rows.reduce((sum, row) => sum + row.ticketDiscount, 0n)

type SumProps = { readonly label: string; readonly amount: string; readonly children?: React.ReactNode }

const Sum = ({ label, amount, children }: SumProps) => (
  <div className={classes.sum}>
    <dt>
      {label}
      {children}
    </dt>
    <dd>{amount}</dd>
  </div>
)
