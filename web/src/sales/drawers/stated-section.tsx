import { Text as Words } from '@mantine/core'
import type { XReport } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { Facts, Section } from '../../ui/index.ts'
import { messages as words } from '../words/messages.ts'
import { usePlaces } from '../words/places.ts'
import { messages } from './messages.ts'

type StatedProps = { readonly report: XReport; readonly stated: NonNullable<XReport['stated']> }

/** What the till itself added up, for whoever compares. */
export function StatedSection({ report, stated }: StatedProps) {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  const { currency, store_id: store } = report.session
  const money = (name: string, amount: string | number | null | undefined) =>
    amount == null ? [] : [{ name, value: format.money(String(amount), currency) }]
  const { second_closing: second } = stated
  return (
    <Section title={t(messages.stated)}>
      <Words size="sm" c="dimmed">
        {t(messages.statedHint)}
      </Words>
      <Facts
        areNumbers
        of={[
          ...(stated.tickets == null
            ? []
            : [{ name: t(messages.statedTickets), value: format.number(stated.tickets) }]),
          ...money(t(messages.net), stated.net),
          ...money(t(messages.tax), stated.tax),
          ...money(t(words.total), stated.total),
          ...money(t(messages.statedCash), stated.cash),
          ...(second === undefined
            ? []
            : [
                { name: t(messages.secondClosing), value: format.date(second.closed_at, 'moment', places.zone(store)) },
                ...money(t(messages.countedCash), second.counted_cash),
              ]),
        ]}
      />
    </Section>
  )
}
