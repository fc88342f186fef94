import { InboxArrowDownIcon } from '@heroicons/react/24/outline'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ListedStockReceipt, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { type Translate, useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, Icon, Page, SearchField, useList } from '../../ui/index.ts'
import { DayField } from '../day-field.tsx'
import { useListedStore } from '../listed-store.ts'
import { messages as shared } from '../messages.ts'
import { useStoreNames } from '../store-names.ts'
import { messages } from './messages.ts'

/** What came in from suppliers, the newest first. */
export default function ReceiptsPage() {
  const t = useText()
  const format = useFormat()
  const { can } = useSession()
  const nameOfStore = useStoreNames()
  const list = useList({ filters: ['date_from', 'date_to', 'store_id', 'variant_id'], sort: '-received_at' })
  const storeId = useListedStore(list.filters.store_id)
  const receipts = useApi('listStockReceipts', [{ ...list.query, ...(storeId !== null && { store_id: storeId }) }])
  const receive = can('stock.adjust') && <ReceiveButton />
  return (
    <Page title={t(shared.receipts)} lead={t(messages.lead)} actions={receive}>
      <DataTable
        name="stock-receipts"
        label={t(shared.receipts)}
        of={receipts}
        list={list}
        columns={receiptColumns(t, format, nameOfStore, can('products.viewCost'))}
        rowKey={({ id }) => id ?? 0}
        rowLink={({ id }) => `/stock-receipts/${id}`}
        toolbar={
          <>
            <SearchField label={t(shared.reference)} value={list.q} onChange={(q) => list.change({ q })} />
            <DayField
              label={t(messages.from)}
              value={list.filters.date_from}
              onChange={(day) => list.change({ date_from: day })}
            />
            <DayField
              label={t(messages.until)}
              value={list.filters.date_to}
              onChange={(day) => list.change({ date_to: day })}
            />
          </>
        }
        empty={
          <EmptyState
            icon={<Icon of={InboxArrowDownIcon} size={2.5} />}
            title={t(messages.none)}
            hint={t(messages.noneHint)}
            action={receive}
          />
        }
      />
    </Page>
  )
}

function ReceiveButton() {
  const t = useText()
  return (
    <Button component={Link} to="/stock-receipts/new" leftSection={<Icon of={InboxArrowDownIcon} size={1.1} />}>
      {t(messages.receive)}
    </Button>
  )
}

function receiptColumns(
  t: Translate,
  format: ReturnType<typeof useFormat>,
  nameOfStore: (id: number | undefined) => string,
  withCost: boolean,
): Column<ListedStockReceipt>[] {
  return [
    {
      key: 'number',
      title: t(shared.receipts),
      render: ({ id, reference }) => reference ?? t(messages.number, { id: String(id) }),
    },
    { key: 'store', title: t(shared.store), render: ({ store_id: id }) => nameOfStore(id) },
    {
      key: 'received_at',
      title: t(messages.receivedAt),
      sort: 'received_at',
      render: ({ received_at: at }) => format.date(at, 'moment'),
    },
    {
      key: 'lines',
      title: t(messages.articles),
      isNumber: true,
      render: ({ lines_count: count }) => format.number(count),
    },
    {
      key: 'units',
      title: t(messages.units),
      isNumber: true,
      render: ({ total_quantity: quantity }) => format.number(quantity),
    },
    ...(withCost
      ? [
          {
            key: 'cost',
            title: t(messages.cost),
            isNumber: true,
            render: ({ total_cost: cost, currency = '' }: ListedStockReceipt) => format.money(cost, currency),
          },
        ]
      : []),
    { key: 'by', title: t(shared.by), render: ({ actor_name: name }) => name },
    { key: 'note', title: t(shared.note), render: ({ note }) => note, isHidden: true },
  ]
}
