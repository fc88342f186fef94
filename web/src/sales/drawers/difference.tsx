import { Badge } from '@mantine/core'
import { useFormat, useText } from '../../i18n/index.ts'
import { messages } from './messages.ts'

type DifferenceProps = {
  /** Counted less expected. */
  readonly amount: string
  readonly currency: string
}

/** Whether a drawer held what it should, in words as well as in colour. */
export function Difference({ amount, currency }: DifferenceProps) {
  const t = useText()
  const format = useFormat()
  if (!/[1-9]/.test(amount)) return <Badge color="sapin">{t(messages.exact)}</Badge>
  const isShort = amount.startsWith('-')
  const value = format.money(isShort ? amount.slice(1) : amount, currency)
  return (
    <Badge color={isShort ? 'brique' : 'safran'}>
      {t(isShort ? messages.short : messages.over, { amount: value })}
    </Badge>
  )
}
