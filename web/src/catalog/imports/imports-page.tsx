import { ArrowUpTrayIcon } from '@heroicons/react/24/outline'
import { Badge, Button, Group, Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ListedImport, useApi } from '../../api/index.ts'
import { type Text, useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, Icon, type ListState, Page, useList } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import { StateBadge, useFormatTitle, useKindTitle } from './import-state.tsx'
import { messages } from './messages.ts'

/** What was brought in from files, when, by whom, and what became of it. */
export default function ImportsPage() {
  const t = useText()
  const list = useList({ filters: ['kind', 'state'], sort: '-created_at' })
  const imports = useApi('listImports', [list.query])
  return (
    <Page title={t(common.imports)} actions={<NewButton label={messages.newImport} />}>
      <DataTable
        name="imports"
        label={t(common.imports)}
        of={imports}
        list={list}
        columns={useColumns()}
        rowKey={({ id }) => id ?? 0}
        rowLink={({ id }) => `/imports/${id}`}
        toolbar={<Filters list={list} />}
        empty={
          <EmptyState
            icon={<Icon of={ArrowUpTrayIcon} size={2.5} />}
            title={t(messages.none)}
            hint={t(messages.noneHint)}
            action={<NewButton label={messages.newImport} />}
          />
        }
      />
    </Page>
  )
}

function NewButton({ label }: { readonly label: Text }) {
  const t = useText()
  return (
    <Button component={Link} to="/imports/new" leftSection={<Icon of={ArrowUpTrayIcon} size={1.1} />}>
      {t(label)}
    </Button>
  )
}

function Filters({ list }: { readonly list: ListState<'kind' | 'state'> }) {
  const t = useText()
  const kindTitle = useKindTitle()
  const clearButtonProps = { 'aria-label': t(common.clear) }
  const states = {
    queued: messages.queued,
    running: messages.running,
    done: messages.done,
    failed: messages.failed,
    undone: messages.undone,
  }
  return (
    <>
      <Select
        label={t(messages.kind)}
        placeholder={t(messages.any)}
        data={['products', 'stock', 'stores', 'sales'].map((kind) => ({ value: kind, label: kindTitle(kind) }))}
        value={list.filters.kind ?? null}
        onChange={(kind) => list.change({ kind: kind ?? undefined })}
        clearable
        clearButtonProps={clearButtonProps}
      />
      <Select
        label={t(messages.state)}
        placeholder={t(messages.any)}
        data={Object.entries(states).map(([value, title]) => ({ value, label: t(title) }))}
        value={list.filters.state ?? null}
        onChange={(state) => list.change({ state: state ?? undefined })}
        clearable
        clearButtonProps={clearButtonProps}
      />
    </>
  )
}

function useColumns(): Column<ListedImport>[] {
  const t = useText()
  const format = useFormat()
  const kindTitle = useKindTitle()
  const formatTitle = useFormatTitle()
  return [
    { key: 'file', title: t(messages.file), render: ({ file }) => file?.name },
    { key: 'kind', title: t(messages.kind), render: ({ kind = '' }) => kindTitle(kind) },
    { key: 'format', title: t(messages.format), render: ({ format: name = '' }) => formatTitle(name) },
    {
      key: 'state',
      title: t(messages.state),
      render: ({ state = 'queued', dry_run: isDryRun }) => (
        <Group gap={4}>
          <StateBadge state={state} />
          {isDryRun === true && <Badge color="gray">{t(messages.dryRun)}</Badge>}
        </Group>
      ),
    },
    {
      key: 'records',
      title: t(messages.records),
      isNumber: true,
      render: ({ progress }) => format.number(progress?.records),
    },
    {
      key: 'problems',
      title: t(messages.problems),
      isNumber: true,
      render: ({ problems_count: count }) => format.number(count),
    },
    { key: 'by', title: t(messages.by), render: ({ created_by: by }) => by?.name },
    {
      key: 'at',
      title: t(messages.at),
      sort: 'created_at',
      render: ({ created_at: at }) => format.date(at, 'moment'),
    },
  ]
}
