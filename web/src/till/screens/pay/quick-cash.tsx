import { formatMoney } from '../../../../../rules/index.ts'
import { useLanguage, useText } from '../../../i18n/index.ts'
import { fromMinor } from '../../cart/decimals.ts'
import { quickCash } from '../../cart/settle-cart.ts'
import { useSale } from '../sell/sale-context.tsx'
import { useSellingTill } from '../shared/till-context.tsx'
import { messages } from './messages.ts'
import classes from './pay.module.css'

/** What customers are likely to hand over: one touch, and the change is shown. */
export function QuickCash() {
  const t = useText()
  const { language } = useLanguage()
  const { currency } = useSellingTill().store
  const { settled, pay, isFinishing } = useSale()
  const due = settled.remainingCash
  return (
    <fieldset className={classes.quick}>
      <legend className={classes.legend}>{t(messages.quickAmounts)}</legend>
      {quickCash(due, currency).map((amount) => (
        <button
          key={String(amount)}
          type="button"
          className={classes.quickButton}
          disabled={isFinishing}
          onClick={() => pay({ method: 'cash', amount: fromMinor(amount, currency) })}
        >
          <span>{formatMoney(amount, currency, language)}</span>
          {amount === due && <span className={classes.quickNote}>{t(messages.exact)}</span>}
        </button>
      ))}
    </fieldset>
  )
}
