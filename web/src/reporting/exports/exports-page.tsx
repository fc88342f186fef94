import { PlusIcon } from '@heroicons/react/24/outline'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ListedExport, useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, Icon, Page, useList } from '../../ui/index.ts'
import { usePeriodText } from '../scope/use-period-text.ts'
import { ExportActions } from './export-actions.tsx'
import { ExportState } from './export-state.tsx'
import { isUnderWay, KIND_NAMES } from './kinds.ts'
import { messages } from './messages.ts'
import { NewExportDialog } from './new-export-dialog.tsx'

const FOLLOW_MS = 1_000

/** The files that one has asked for, made in the background: how far each is, and the file itself. */
export default function ExportsPage() {
  const t = useText()
  const list = useList({ sort: '-created_at' })
  const [isOpen, { open, close }] = useDisclosure()
  const exports = useApi('listExports', [list.query], {
    refetchInterval: ({ state }) => (state.data?.data.some(isUnderWay) ? FOLLOW_MS : false),
  })
  const newButton = (
    <Button leftSection={<Icon of={PlusIcon} size={1} />} onClick={open}>
      {t(messages.newExport)}
    </Button>
  )
  return (
    <Page title={t(messages.exports)} lead={t(messages.exportsLead)} actions={newButton}>
      <DataTable
        name="exports"
        label={t(messages.exports)}
        of={exports}
        list={list}
        columns={useExportColumns()}
        rowKey={({ id }) => id ?? 0}
        empty={<EmptyState title={t(messages.noExports)} hint={t(messages.noExportsHint)} action={newButton} />}
      />
      <NewExportDialog opened={isOpen} onClose={close} />
    </Page>
  )
}

function useExportColumns(): Column<ListedExport>[] {
  const t = useText()
  const format = useFormat()
  const writePeriod = usePeriodText()
  return [
    {
      key: 'kind',
      title: t(messages.kind),
      render: ({ kind = '' }) => (KIND_NAMES[kind] === undefined ? kind : t(KIND_NAMES[kind])),
    },
    { key: 'format', title: t(messages.format), render: ({ format: name }) => name?.toUpperCase() },
    {
      key: 'days',
      title: t(messages.days),
      render: ({ parameters }) => {
        const { date_from: from, date_to: to } = parameters ?? {}
        return typeof from === 'string' && typeof to === 'string' ? writePeriod({ date_from: from, date_to: to }) : null
      },
    },
    {
      key: 'created',
      title: t(messages.askedAt),
      sort: 'created_at',
      render: ({ created_at: at }) => format.date(at, 'moment'),
    },
    { key: 'state', title: t(messages.state), render: (item) => <ExportState item={item} /> },
    { key: 'actions', title: t(messages.actions), render: (item) => <ExportActions item={item} /> },
  ]
}
