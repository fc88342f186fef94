import {
  BanknotesIcon,
  CreditCardIcon,
  DocumentCheckIcon,
  EllipsisHorizontalCircleIcon,
  WalletIcon,
} from '@heroicons/react/24/outline'
import { formatMoney } from '../../../../../rules/index.ts'
import { useLanguage, useText } from '../../../i18n/index.ts'
import { Icon, type IconType } from '../../../ui/index.ts'
import { toMinor } from '../../cart/decimals.ts'
import { proposedAmount } from '../../cart/settle-cart.ts'
import type { PaymentMethod } from '../../memory.ts'
import { useSale } from '../sell/sale-context.tsx'
import { methodName } from '../shared/method-name.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { messages } from './messages.ts'
import classes from './pay.module.css'
import { hintOf } from './use-pay-by.ts'

const ICONS: Readonly<Record<PaymentMethod, IconType>> = {
  cash: BanknotesIcon,
  card: CreditCardIcon,
  cheque: DocumentCheckIcon,
  credit: WalletIcon,
  other: EllipsisHorizontalCircleIcon,
}

type MethodButtonsProps = {
  /** What was typed; null: each pays the rest. */
  readonly amount: string | null
  readonly onPay: (method: PaymentMethod) => void
}

/** Each tender with what a touch of it would pay. */
export function MethodButtons({ amount, onPay }: MethodButtonsProps) {
  const t = useText()
  const { language } = useLanguage()
  const { store } = useSellingTill()
  const { settled, isFinishing } = useSale()
  const { currency } = store
  return (
    <fieldset className={classes.methods}>
      <legend className={classes.legend}>{t(messages.methods)}</legend>
      {store.payment_methods.map((method) => {
        const proposed = amount === null ? proposedAmount(settled, method) : toMinor(amount, currency)
        return (
          <button
            key={method}
            type="button"
            className={classes.method}
            disabled={isFinishing || proposed <= 0n}
            onClick={() => onPay(method)}
            aria-keyshortcuts={hintOf(method)}
          >
            <Icon of={ICONS[method]} size={1.5} />
            <span className={classes.methodName}>{t(methodName(method, currency))}</span>
            <span className={classes.methodAmount}>{formatMoney(proposed, currency, language)}</span>
            <kbd className={classes.hint}>{hintOf(method)}</kbd>
          </button>
        )
      })}
    </fieldset>
  )
}
