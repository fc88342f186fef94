import { Badge, Select, UnstyledButton } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useApi } from '../../api/index.ts'
import { useStores } from '../../app/store-choice.tsx'
import { type Translate, useFormat, useLanguage, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, Page, SearchField, useList } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import classes from './audit.module.css'
import { ACTION_COLORS, ACTION_NAMES, type AuditEntry, nameOfActor, nameOfRecord } from './audit-entry.ts'
import { ENTITY_TYPES } from './entity-types.ts'
import { EntryDrawer } from './entry-drawer.tsx'
import { PersonFilter } from './person-filter.tsx'

const FILTERS = ['user_id', 'entity_type', 'entity_id', 'action', 'date_from', 'date_to', 'store_id'] as const
type AuditList = ReturnType<typeof useList<(typeof FILTERS)[number]>>

/** Who did what, when, to what; a line opens what was there before and after. */
export default function AuditPage() {
  const t = useText()
  const format = useFormat()
  const list = useList({ filters: FILTERS, sort: '-id' })
  const entries = useApi('listAuditLog', [list.query])
  const open = (id: number) => list.change({ entry: String(id), page: String(list.page) })
  return (
    <Page title={t(messages.audit)} lead={t(messages.auditLead)}>
      <DataTable
        name="audit"
        label={t(messages.audit)}
        // Every field comes, since none was chosen.
        of={{ ...entries, data: entries.data as { data: AuditEntry[]; meta: object } | undefined }}
        list={list}
        columns={auditColumns(t, format, open)}
        rowKey={({ id }) => id}
        toolbar={<Filters list={list} />}
        empty={<EmptyState title={t(messages.noEntries)} hint={t(messages.noEntriesHint)} />}
      />
      <EntryDrawer />
    </Page>
  )
}

function Filters({ list }: { readonly list: AuditList }) {
  const t = useText()
  const { language } = useLanguage()
  const stores = useStores()
  const { filters, change } = list
  return (
    <>
      <SearchField label={t(messages.searchAudit)} value={list.q} onChange={(q) => change({ q })} />
      <PersonFilter value={filters.user_id} onChange={(id) => change({ user_id: id })} />
      <Select
        aria-label={t(messages.record)}
        placeholder={t(messages.everyRecord)}
        data={Object.entries(ENTITY_TYPES)
          .map(([value, text]) => ({ value, label: t(text) }))
          .sort((one, other) => one.label.localeCompare(other.label, language))}
        value={filters.entity_type ?? null}
        onChange={(type) => change({ entity_type: type ?? undefined, entity_id: undefined })}
        searchable
        clearable
      />
      <Select
        aria-label={t(messages.action)}
        placeholder={t(messages.everyAction)}
        data={(['create', 'update', 'delete'] as const).map((value) => ({ value, label: t(ACTION_NAMES[value]) }))}
        value={filters.action ?? null}
        onChange={(action) => change({ action: action ?? undefined })}
        clearable
      />
      {stores.length > 1 && (
        <Select
          aria-label={t(messages.store)}
          placeholder={t(messages.everyStore)}
          data={stores.map(({ id, name = '' }) => ({ value: String(id), label: name }))}
          value={filters.store_id ?? null}
          onChange={(id) => change({ store_id: id ?? undefined })}
          searchable
          clearable
        />
      )}
      <DatePickerInput
        type="range"
        placeholder={t(messages.everyDay)}
        locale={language}
        value={[filters.date_from ?? null, filters.date_to ?? null]}
        onChange={([from, to]) => change({ date_from: from ?? undefined, date_to: to ?? undefined })}
        clearable
        miw="13rem"
      />
    </>
  )
}

function auditColumns(
  t: Translate,
  format: ReturnType<typeof useFormat>,
  open: (id: number) => void,
): Column<AuditEntry>[] {
  return [
    {
      key: 'when',
      title: t(messages.when),
      sort: 'id',
      render: ({ id, occurred_at: at }) => (
        <UnstyledButton className={classes.opener} onClick={() => open(id)}>
          {format.date(at, 'moment')}
        </UnstyledButton>
      ),
    },
    { key: 'who', title: t(messages.who), render: (entry) => nameOfActor(entry, t) },
    {
      key: 'action',
      title: t(messages.action),
      render: ({ action }) => (
        <Badge color={ACTION_COLORS[action]} miw="max-content">
          {t(ACTION_NAMES[action])}
        </Badge>
      ),
    },
    { key: 'record', title: t(messages.record), render: (entry) => nameOfRecord(entry, t) },
    {
      key: 'operation',
      title: t(messages.operation),
      render: ({ operation }) => <span className={classes.code}>{operation}</span>,
    },
    {
      key: 'request',
      title: t(messages.request),
      isHidden: true,
      render: ({ request_id: id }) => <span className={classes.code}>{id}</span>,
    },
  ]
}
