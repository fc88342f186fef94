import { Table } from '@mantine/core'
import type { XReport } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { Facts, Section } from '../../ui/index.ts'
import { messages as words } from '../words/messages.ts'
import { messages } from './messages.ts'

/** What the session took, in the measures of the reports; by day where it went past midnight; each tax with its base. */
export function TakenSection({ report }: { readonly report: XReport }) {
  const t = useText()
  const format = useFormat()
  const { totals, days, taxes, session } = report
  const money = (amount: string) => format.money(amount, session.currency)
  return (
    <Section title={t(messages.taken)}>
      <Facts
        areNumbers
        of={[
          { name: t(messages.tickets), value: format.number(totals.tickets) },
          { name: t(messages.returnTickets), value: format.number(totals.return_tickets) },
          { name: t(messages.gross), value: money(totals.gross) },
          { name: t(messages.discounts), value: money(totals.discounts) },
          { name: t(messages.returns), value: money(totals.returns) },
          { name: t(messages.net), value: <strong>{money(totals.net)}</strong> },
          ...taxes.map(({ name, base, amount }) => ({
            name: t(messages.taxOn, { name, base: money(base) }),
            value: money(amount),
          })),
          { name: t(words.total), value: money(totals.total) },
          { name: t(messages.rounding), value: money(totals.rounding) },
          { name: t(messages.collected), value: <strong>{money(totals.collected)}</strong> },
        ]}
      />
      {days.length > 1 && (
        <Table.ScrollContainer minWidth={320} type="native">
          <Table aria-label={t(messages.days)}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t(messages.days)}</Table.Th>
                <Table.Th ta="right">{t(messages.tickets)}</Table.Th>
                <Table.Th ta="right">{t(messages.net)}</Table.Th>
                <Table.Th ta="right">{t(messages.tax)}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {days.map(({ business_day: day, tickets, net, tax }) => (
                <Table.Tr key={day}>
                  <Table.Td>{format.date(day)}</Table.Td>
                  <Table.Td ta="right">{format.number(tickets)}</Table.Td>
                  <Table.Td ta="right">{money(net)}</Table.Td>
                  <Table.Td ta="right">{money(tax)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Section>
  )
}
