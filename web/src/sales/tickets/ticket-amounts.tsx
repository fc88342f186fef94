import type { Sale } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { type Fact, Facts, Section } from '../../ui/index.ts'
import { messages as words } from '../words/messages.ts'
import { nameOfMethod } from '../words/words.ts'
import { messages } from './messages.ts'

const isAmount = (amount: string): boolean => /[1-9]/.test(amount)

/** From what the goods cost to what was paid: each tax at its rate, the rounding of cash, the change. */
export function TicketAmounts({ sale }: { readonly sale: Sale }) {
  const t = useText()
  const format = useFormat()
  const money = (amount: string) => format.money(amount, sale.currency)
  const only = (amount: string, name: string): Fact[] => (isAmount(amount) ? [{ name, value: money(amount) }] : [])
  return (
    <Section title={t(messages.amounts)}>
      <Facts
        areNumbers
        of={[
          ...only(sale.discount_total, t(messages.discounts)),
          { name: t(messages.subtotal), value: money(sale.subtotal) },
          ...sale.taxes.map(({ name, rate, base, amount }) => ({
            name: t(messages.taxRate, { name, rate: format.number(rate), base: money(base) }),
            value: money(amount),
          })),
          { name: t(words.total), value: <strong>{money(sale.total)}</strong> },
          ...only(sale.rounding, t(messages.rounding)),
          ...sale.payments.map(({ method, amount }, index) => {
            const named = t(nameOfMethod(method))
            const label = amount.startsWith('-') ? t(messages.refunded, { method: named }) : named
            const isRepeated = sale.payments.findIndex((other) => other.method === method) !== index
            return { name: isRepeated ? `${label} (${index + 1})` : label, value: money(amount) }
          }),
          ...only(sale.change_due, t(messages.changeDue)),
        ]}
      />
    </Section>
  )
}
