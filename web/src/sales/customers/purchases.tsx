import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type Customer, useApi } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { DataTable, EmptyState, Section, useList } from '../../ui/index.ts'
import { useTicketColumns } from '../tickets/ticket-columns.tsx'
import { messages as words } from '../words/messages.ts'
import { messages } from './messages.ts'

/** Of the stores in which one acts only. */
export function Purchases({ customer }: { readonly customer: Customer }) {
  const t = useText()
  const list = useList({ sort: '-occurred_at', perPage: 10 })
  const sales = useApi('listCustomerSales', [customer.id, list.query])
  const columns = useTicketColumns()
    .filter(({ key }) => key !== 'customer')
    .map((column) => (column.key === 'cashier' || column.key === 'register' ? { ...column, isHidden: true } : column))
  return (
    <Section
      title={t(messages.purchases)}
      actions={
        <Anchor component={Link} to="/sales" search={{ customer_id: String(customer.id) } as never} size="sm">
          {t(words.seeTickets)}
        </Anchor>
      }
    >
      <DataTable
        name="customer-sales"
        label={t(messages.purchases)}
        of={sales}
        list={list}
        columns={columns}
        rowKey={({ id }) => id ?? ''}
        rowLink={({ id }) => `/sales/${id}`}
        empty={<EmptyState title={t(messages.noPurchases)} hint={t(messages.noPurchasesHint)} />}
      />
    </Section>
  )
}
