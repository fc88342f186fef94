import { Table, Text as Words } from '@mantine/core'
import type { XReport } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { Section } from '../../ui/index.ts'
import { nameOfMethod } from '../words/words.ts'
import { messages } from './messages.ts'

/** What was paid by each method, and what of it was given back; not told while a blind count is still to come. */
export function PaymentsSection({ report }: { readonly report: XReport }) {
  const t = useText()
  const format = useFormat()
  const { payments, session } = report
  const money = (amount: string) => format.money(amount, session.currency)
  return (
    <Section title={t(messages.payments)}>
      {payments === null || payments.length === 0 ? (
        <Words size="sm" c="dimmed">
          {t(payments === null ? messages.paymentsHidden : messages.noPayments)}
        </Words>
      ) : (
        <Table.ScrollContainer minWidth={0} type="native">
          <Table horizontalSpacing={6} fz={{ base: 'xs', md: 'sm' }}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t(messages.method)}</Table.Th>
                <Table.Th ta="right">{t(messages.received)}</Table.Th>
                <Table.Th ta="right">{t(messages.change)}</Table.Th>
                <Table.Th ta="right">{t(messages.refunded)}</Table.Th>
                <Table.Th ta="right">{t(messages.kept)}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {payments.map(({ method, count, received, change, refunded, kept }) => (
                <Table.Tr key={method}>
                  <Table.Td>{`${t(nameOfMethod(method))} (${format.number(count)})`}</Table.Td>
                  <Table.Td ta="right">{money(received)}</Table.Td>
                  <Table.Td ta="right">{money(change)}</Table.Td>
                  <Table.Td ta="right">{money(refunded)}</Table.Td>
                  <Table.Td ta="right">
                    <strong>{money(kept)}</strong>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Section>
  )
}
