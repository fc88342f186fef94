import { Anchor, Code, Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ListedJournal, useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, useList } from '../../ui/index.ts'
import { usePlaces } from '../words/places.ts'
import { messages } from './messages.ts'

type EntriesTableProps = { readonly registerId: number; readonly storeId: number; readonly toolbar: ReactNode }

/** The last entry first: that is the one whose hash speaks for all the others. */
export function EntriesTable({ registerId, storeId, toolbar }: EntriesTableProps) {
  const t = useText()
  const list = useList({ filters: ['kind'], sort: '-position' })
  const entries = useApi('listJournal', [{ ...list.query, register_id: registerId }])
  return (
    <DataTable
      name="journal"
      label={t(messages.journal)}
      of={entries}
      list={list}
      columns={useEntryColumns(storeId)}
      rowKey={({ position }) => position ?? 0}
      toolbar={
        <>
          {toolbar}
          <Select
            aria-label={t(messages.kind)}
            placeholder={t(messages.kind)}
            data={[
              { value: 'ticket', label: t(messages.ticket) },
              { value: 'session_close', label: t(messages.sessionClose) },
            ]}
            value={list.filters.kind ?? null}
            onChange={(kind) => list.change({ kind: kind ?? undefined })}
            clearable
          />
        </>
      }
      empty={<EmptyState title={t(messages.noEntries)} hint={t(messages.noEntriesHint)} />}
    />
  )
}

const SHOWN_DIGITS = 16

function useEntryColumns(storeId: number): Column<ListedJournal>[] {
  const t = useText()
  const format = useFormat()
  const zone = usePlaces().zone(storeId)
  return [
    {
      key: 'position',
      title: t(messages.position),
      sort: 'position',
      render: ({ position }) => format.number(position),
    },
    {
      key: 'kind',
      title: t(messages.kind),
      render: ({ kind }) => t(kind === 'session_close' ? messages.sessionClose : messages.ticket),
    },
    {
      key: 'reference',
      title: t(messages.reference),
      render: ({ kind, record_id: id, reference }) => (
        <Anchor component={Link} to={kind === 'session_close' ? `/sessions/${id}` : `/sales/${id}`} size="sm">
          {reference}
        </Anchor>
      ),
    },
    {
      key: 'recorded',
      title: t(messages.recorded),
      render: ({ recorded_at: at }) => format.date(at, 'moment', zone),
    },
    { key: 'hash', title: t(messages.hash), render: ({ hash }) => <Code>{hash?.slice(0, SHOWN_DIGITS)}…</Code> },
    { key: 'key', title: t(messages.key), isNumber: true, render: ({ key_id: id }) => format.number(id) },
  ]
}
