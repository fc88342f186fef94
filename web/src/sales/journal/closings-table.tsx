import { Anchor, Code, Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ListedJournalClosing, useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, useList } from '../../ui/index.ts'
import { usePlaces } from '../words/places.ts'
import { messages } from './messages.ts'

const KINDS = { day: messages.day, month: messages.month, year: messages.year } as const
const SHOWN_DIGITS = 16

/** What each day, month and year came to, and all of them since the beginning. */
export function ClosingsTable({ storeId, stores }: { readonly storeId: number; readonly stores: ReactNode }) {
  const t = useText()
  const list = useList({ filters: ['kind', 'from', 'to'], sort: '-position' })
  const closings = useApi('listJournalClosings', [{ ...list.query, store_id: storeId }])
  return (
    <DataTable
      name="closings"
      label={t(messages.closings)}
      of={closings}
      list={list}
      columns={useClosingColumns(storeId)}
      rowKey={({ id }) => id ?? 0}
      toolbar={
        <>
          {stores}
          <Select
            aria-label={t(messages.kind)}
            placeholder={t(messages.kind)}
            data={Object.entries(KINDS).map(([value, text]) => ({ value, label: t(text) }))}
            value={list.filters.kind ?? null}
            onChange={(kind) => list.change({ kind: kind ?? undefined })}
            clearable
          />
        </>
      }
      empty={<EmptyState title={t(messages.noClosings)} hint={t(messages.noClosingsHint)} />}
    />
  )
}

function useClosingColumns(storeId: number): Column<ListedJournalClosing>[] {
  const t = useText()
  const format = useFormat()
  const zone = usePlaces().zone(storeId)
  return [
    {
      key: 'period',
      title: t(messages.period),
      sort: 'last_day',
      render: ({ period, first_day: from, last_day: to }) => (
        <Anchor
          component={Link}
          to="/sales"
          search={{ store_id: String(storeId), date_from: from, date_to: to } as never}
          size="sm"
          fw={600}
          title={t(messages.seePeriod)}
        >
          {period}
        </Anchor>
      ),
    },
    { key: 'kind', title: t(messages.kind), render: ({ kind = 'day' }) => t(KINDS[kind]) },
    { key: 'number', title: t(messages.number), isNumber: true, render: ({ number }) => format.number(number) },
    {
      key: 'tickets',
      title: t(messages.saleTickets),
      isNumber: true,
      render: ({ totals }) => format.number(totals?.tickets),
    },
    {
      key: 'returns',
      title: t(messages.returnTickets),
      isNumber: true,
      render: ({ totals }) => format.number(totals?.return_tickets),
    },
    {
      key: 'net',
      title: t(messages.net),
      isNumber: true,
      render: ({ totals, currency = 'CAD' }) => format.money(totals?.net, currency),
    },
    {
      key: 'tax',
      title: t(messages.tax),
      isNumber: true,
      render: ({ totals, currency = 'CAD' }) => format.money(totals?.tax, currency),
    },
    {
      key: 'perpetual',
      title: t(messages.perpetual),
      isNumber: true,
      render: ({ perpetual, currency = 'CAD' }) => format.money(perpetual?.total, currency),
    },
    {
      key: 'made',
      title: t(messages.made),
      isHidden: true,
      render: ({ made_at: at }) => format.date(at, 'moment', zone),
    },
    { key: 'hash', title: t(messages.hash), render: ({ hash }) => <Code>{hash?.slice(0, SHOWN_DIGITS)}…</Code> },
  ]
}
