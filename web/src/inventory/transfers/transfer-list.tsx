import { Group } from '@mantine/core'
import { type ListedTransfer, useApi } from '../../api/index.ts'
import { type Translate, useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, SearchField, useList } from '../../ui/index.ts'
import { FilterChips } from '../filter-chips.tsx'
import { messages as shared } from '../messages.ts'
import type { Ends } from './ends.ts'
import { messages } from './messages.ts'
import { TransferBadge } from './transfer-badge.tsx'
import { NoTransfer } from './transfer-board.tsx'
import { TRANSFER_STATUSES, type TransferStatus } from './transfer-states.ts'

const FILTERS = ['status', 'variant_id', 'origin', 'date_from', 'date_to'] as const

/** Every transfer there ever was, the newest first. */
export function TransferList({ ends }: { readonly ends: Ends }) {
  const t = useText()
  const format = useFormat()
  const list = useList({ filters: FILTERS, sort: '-requested_at' })
  const transfers = useApi('listTransfers', [{ ...list.query, ...ends }])
  return (
    <DataTable
      name="transfers"
      label={t(shared.transfers)}
      of={transfers}
      list={list}
      columns={transferColumns(t, format)}
      rowKey={({ id }) => id ?? 0}
      rowLink={({ id }) => `/transfers/${id}`}
      toolbar={
        <Group gap="xs" flex={1}>
          <SearchField label={t(shared.reference)} value={list.q} onChange={(q) => list.change({ q })} />
          <FilterChips
            label={t(messages.filter)}
            choices={(Object.keys(TRANSFER_STATUSES) as TransferStatus[]).map((status) => ({
              value: status,
              label: t(TRANSFER_STATUSES[status].label),
            }))}
            value={list.filters.status}
            onChange={(status) => list.change({ status, view: 'list' })}
          />
        </Group>
      }
      empty={<NoTransfer />}
    />
  )
}

function transferColumns(t: Translate, format: ReturnType<typeof useFormat>): Column<ListedTransfer>[] {
  return [
    {
      key: 'number',
      title: t(shared.transfers),
      sort: 'id',
      render: ({ id, reference }) => reference ?? t(messages.number, { id: String(id) }),
    },
    { key: 'source', title: t(messages.source), render: ({ source_name: name }) => name },
    { key: 'destination', title: t(messages.destination), render: ({ destination_name: name }) => name },
    { key: 'status', title: t(shared.state), render: ({ status }) => <TransferBadge status={status} /> },
    {
      key: 'articles',
      title: t(messages.articlesTitle),
      isNumber: true,
      render: ({ lines_count: count }) => format.number(count),
    },
    {
      key: 'units',
      title: t(messages.unitsTitle),
      isNumber: true,
      render: ({ approved, requested }) => format.number(approved ?? requested),
    },
    {
      key: 'in_transit',
      title: t(messages.missing),
      isNumber: true,
      isHidden: true,
      render: ({ in_transit: quantity }) => format.number(quantity),
    },
    {
      key: 'requested_at',
      title: t(messages.requestedAt),
      sort: 'requested_at',
      render: ({ requested_at: at }) => format.date(at, 'moment'),
    },
    {
      key: 'updated_at',
      title: t(messages.updatedAt),
      sort: 'updated_at',
      isHidden: true,
      render: ({ updated_at: at }) => format.date(at, 'moment'),
    },
    { key: 'by', title: t(shared.by), render: ({ requested_by: name }) => name },
  ]
}
