import { NumberInput, Stack, Text as Words } from '@mantine/core'
import { useFormat, useText } from '../../../i18n/index.ts'
import { fromMinor, toMinor } from '../../cart/decimals.ts'
import { denominationsOf } from '../../cart/settle-cart.ts'
import classes from './count-money.module.css'
import { messages } from './messages.ts'

/** How many of each note and coin. */
export type MoneyCount = Readonly<Record<string, number>>

export const countedSum = (counts: MoneyCount, currency: string): string =>
  fromMinor(
    Object.entries(counts).reduce((sum, [unit, count]) => sum + toMinor(unit, currency) * BigInt(count), 0n),
    currency,
  )

export const countedList = (counts: MoneyCount) =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([denomination, count]) => ({ denomination, count }))

type CountMoneyProps = {
  readonly counts: MoneyCount
  readonly onChange: (counts: MoneyCount) => void
  readonly currency: string
}

/** Notes and coins, one row each: Enter goes to the next. */
export function CountMoney({ counts, onChange, currency }: CountMoneyProps) {
  const t = useText()
  const format = useFormat()
  return (
    <Stack gap="sm">
      <div className={classes.grid}>
        {denominationsOf(currency).map((unit) => {
          const count = counts[unit] ?? 0
          const label = format.money(unit, currency)
          return (
            <div key={unit} className={classes.row}>
              <span className={classes.unit}>{label}</span>
              <NumberInput
                aria-label={label}
                value={count === 0 ? '' : count}
                placeholder="0"
                min={0}
                max={100_000}
                allowDecimal={false}
                allowNegative={false}
                onChange={(value) => onChange({ ...counts, [unit]: Number(value) || 0 })}
                onKeyDown={goOn}
                classNames={{ input: classes.input }}
              />
              <span className={classes.sum}>
                {count === 0 ? '' : format.money(countedSum({ [unit]: count }, currency), currency)}
              </span>
            </div>
          )
        })}
      </div>
      <Words className={classes.total} component="output">
        <span>{t(messages.total)}</span>
        <span>{format.money(countedSum(counts, currency), currency)}</span>
      </Words>
    </Stack>
  )
}

function goOn(event: React.KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter') return
  const fields = [...(event.currentTarget.closest(`.${classes.grid}`)?.querySelectorAll('input') ?? [])]
  const next = fields[fields.indexOf(event.currentTarget) + 1]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
