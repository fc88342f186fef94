import { ReceiptPercentIcon } from '@heroicons/react/24/outline'
import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { api, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useChosenStore } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { DataTable, EmptyState, Icon, notifyError, Page, SearchField, useList } from '../../ui/index.ts'
import { messages as returns } from '../returns/messages.ts'
import { ExportButton } from './export-dialog.tsx'
import { FilterChips } from './filter-chips.tsx'
import { FILTERS, isReference } from './filters.ts'
import { messages } from './messages.ts'
import { PeriodFilter } from './period-filter.tsx'
import { useTicketColumns } from './ticket-columns.tsx'
import { TicketFilters } from './ticket-filters.tsx'

/** The tickets of one's stores, by every filter that the API knows: a number of a report leads to exactly its tickets. */
export default function SalesPage() {
  const t = useText()
  const { can } = useSession()
  const list = useList({ filters: FILTERS, sort: '-occurred_at' })
  const query = useStoreOf(list.query)
  const sales = useApi('listSales', [query])
  const openScanned = useScannedReceipt()
  const rows = sales.data?.data ?? []
  return (
    <Page
      title={t(messages.tickets)}
      actions={
        <>
          {can('sales.return') && (
            <Button component={Link} to="/returns/new" variant="default">
              {t(returns.takeBack)}
            </Button>
          )}
          <ExportButton query={query} total={totalOf(sales.data?.meta)} />
        </>
      }
    >
      <DataTable
        name="sales"
        label={t(messages.tickets)}
        of={sales}
        list={list}
        columns={useTicketColumns()}
        rowKey={({ id }) => id ?? ''}
        rowLink={({ id }) => `/sales/${id}`}
        toolbar={
          <>
            <SearchField
              label={t(messages.search)}
              value={list.q}
              onChange={(q) => list.change({ q })}
              onSubmit={openScanned}
            />
            <PeriodFilter
              value={{ from: list.filters.date_from ?? '', to: list.filters.date_to ?? '' }}
              onChange={({ from, to }) => list.change({ date_from: from, date_to: to })}
            />
            <TicketFilters list={list} storeId={query.store_id} />
          </>
        }
        filters={<FilterChips filters={list.filters} rows={rows} onChange={list.change} />}
        empty={
          <EmptyState
            icon={<Icon of={ReceiptPercentIcon} size={2.5} />}
            title={t(messages.none)}
            hint={t(messages.noneHint)}
          />
        }
      />
    </Page>
  )
}

const totalOf = (meta: object | undefined): number | undefined => (meta as { total?: number } | undefined)?.total

/** The store that one looks at narrows the list, unless the address names stores of its own. */
function useStoreOf<Query extends { store_id?: number; store_ids?: string }>(query: Query): Query {
  const [store] = useChosenStore()
  const isNamed = query.store_id !== undefined || query.store_ids !== undefined
  return isNamed || store === null ? query : { ...query, store_id: store }
}

/** Opens the ticket of a receipt that a scanner has read into the search; one of another store may only come back. */
function useScannedReceipt(): (typed: string) => void {
  const navigate = useNavigate()
  const { can } = useSession()
  return (typed) => {
    if (!isReference(typed)) return
    api
      .listSales({ q: typed, per_page: 2, fields: 'id' })
      .then(({ data: [found, ...others] }) => {
        if (found !== undefined && others.length === 0) return navigate({ to: `/sales/${found.id}` })
        if (found !== undefined || !can('sales.return')) return
        return navigate({ to: '/returns/new', search: { reference: typed.trim() } as never })
      })
      .catch(notifyError)
  }
}
