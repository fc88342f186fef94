import { InboxStackIcon } from '@heroicons/react/24/outline'
import { Badge, Select } from '@mantine/core'
import { type ListedSession, useApi } from '../../api/index.ts'
import { useChosenStore, useStores } from '../../app/store-choice.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, Icon, Page, useList } from '../../ui/index.ts'
import { PeriodFilter } from '../tickets/period-filter.tsx'
import { messages as words } from '../words/messages.ts'
import { usePlaces } from '../words/places.ts'
import { Difference } from './difference.tsx'
import { messages } from './messages.ts'

/** Every drawer that was opened, and what a count found in it. */
export default function SessionsPage() {
  const t = useText()
  const list = useList({
    filters: ['status', 'kind', 'store_id', 'register_id', 'date_from', 'date_to'],
    sort: '-business_day',
  })
  const [store] = useChosenStore()
  const isNarrowed = store !== null && list.filters.store_id === undefined
  const sessions = useApi('listSessions', [{ ...list.query, ...(isNarrowed && { store_id: store }) }])
  return (
    <Page title={t(messages.sessions)}>
      <DataTable
        name="sessions"
        label={t(messages.sessions)}
        of={sessions}
        list={list}
        columns={useSessionColumns()}
        rowKey={({ id }) => id ?? ''}
        rowLink={({ id }) => `/sessions/${id}`}
        toolbar={
          <>
            <PeriodFilter
              value={{ from: list.filters.date_from ?? '', to: list.filters.date_to ?? '' }}
              onChange={({ from, to }) => list.change({ date_from: from, date_to: to })}
            />
            <Select
              aria-label={t(messages.status)}
              placeholder={t(messages.status)}
              data={[
                { value: 'open', label: t(messages.open) },
                { value: 'closed', label: t(messages.closed) },
              ]}
              value={list.filters.status ?? null}
              onChange={(status) => list.change({ status: status ?? undefined })}
              clearable
              w="10rem"
            />
            <Select
              aria-label={t(messages.kind)}
              placeholder={t(messages.kind)}
              data={[
                { value: 'drawer', label: t(messages.drawer) },
                { value: 'day', label: t(messages.daySession) },
              ]}
              value={list.filters.kind ?? null}
              onChange={(kind) => list.change({ kind: kind ?? undefined })}
              clearable
              w="13rem"
            />
          </>
        }
        empty={
          <EmptyState
            icon={<Icon of={InboxStackIcon} size={2.5} />}
            title={t(messages.none)}
            hint={t(messages.noneHint)}
          />
        }
      />
    </Page>
  )
}

function useSessionColumns(): Column<ListedSession>[] {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  const isChain = useStores().length > 1
  const moment = (at: string | null | undefined, store: number | undefined) =>
    format.date(at, 'moment', places.zone(store))
  return [
    {
      key: 'register',
      title: t(words.register),
      render: ({ register_name: name, register_id: id }) => name ?? String(id),
    },
    { key: 'store', title: t(words.store), isHidden: !isChain, render: ({ store_id: id }) => places.name(id) },
    { key: 'day', title: t(words.day), sort: 'business_day', render: ({ business_day: day }) => format.date(day) },
    { key: 'status', title: t(messages.status), render: (row) => <SessionStatus session={row} /> },
    {
      key: 'kind',
      title: t(messages.kind),
      isHidden: true,
      render: ({ kind }) => t(kind === 'day' ? messages.daySession : messages.drawer),
    },
    {
      key: 'opened',
      title: t(messages.opened),
      render: ({ opened_at: at, store_id: store }) => moment(at, store),
    },
    { key: 'openedBy', title: t(messages.openedBy), render: ({ opened_by_name: name }) => name },
    {
      key: 'closed',
      title: t(messages.closedOn),
      isHidden: true,
      render: ({ closed_at: at, store_id: store }) => moment(at, store),
    },
    { key: 'z', title: t(messages.zNumber), isNumber: true, render: ({ z_number: number }) => format.number(number) },
    {
      key: 'expected',
      title: t(messages.expected),
      isNumber: true,
      render: ({ expected_cash: amount, currency = 'CAD' }) => format.money(amount, currency),
    },
    {
      key: 'counted',
      title: t(messages.counted),
      isNumber: true,
      isHidden: true,
      render: ({ counted_cash: amount, currency = 'CAD' }) => format.money(amount, currency),
    },
    {
      key: 'difference',
      title: t(messages.difference),
      render: ({ difference, currency = 'CAD' }) =>
        difference == null ? null : <Difference amount={difference} currency={currency} />,
    },
    {
      key: 'missing',
      title: t(messages.missing),
      isNumber: true,
      isHidden: true,
      render: ({ missing_records: count }) => format.number(count),
    },
  ]
}

export function SessionStatus({ session }: { readonly session: Pick<ListedSession, 'status'> }) {
  const t = useText()
  return session.status === 'open' ? (
    <Badge color="sapin">{t(messages.open)}</Badge>
  ) : (
    <Badge color="gray">{t(messages.closed)}</Badge>
  )
}
