import { EllipsisVerticalIcon, PencilSquareIcon, PlusIcon, TrashIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Badge, Button, Group, Menu, SegmentedControl, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type ListedSavedReport, type SaveReportInput, useAction, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  Icon,
  notifyError,
  Page,
  SearchField,
  useList,
  useUndo,
  useUrlState,
} from '../../ui/index.ts'
import { useFields } from '../fields/use-fields.ts'
import { cleanDefinition } from './definition.ts'
import { messages } from './messages.ts'
import { SaveDialog } from './save-dialog.tsx'
import { useShape } from './use-shape.ts'

const ENDS = ['listSavedReports', 'getSavedReport'] as const

/** Whose reports a list may be of. */
const YOURS = 'yours'
const OTHERS = 'others'

/**
 * Reports that people keep, one's own and those that are shown to one. Whoever sets up the chain sees the others' too,
 * which stand apart: nobody has shown them.
 */
export default function SavedPage() {
  const t = useText()
  const { can } = useSession()
  const seesAll = can('settings.manage')
  const list = useList({ sort: 'name' })
  const [url, change] = useUrlState()
  const whose = seesAll && url.whose === OTHERS ? OTHERS : YOURS
  const reports = useApi('listSavedReports', [{ ...list.query, whose }])
  const [shared, setShared] = useState<ListedSavedReport | null>(null)
  return (
    <Page
      title={t(messages.savedReports)}
      lead={t(whose === OTHERS ? messages.othersLead : messages.savedLead)}
      actions={<NewButton />}
    >
      <DataTable
        name="saved-reports"
        label={t(messages.savedReports)}
        of={reports}
        list={list}
        columns={useSavedColumns(setShared)}
        rowKey={({ id }) => id ?? 0}
        toolbar={
          <>
            <SearchField label={t(messages.searchReports)} value={list.q} onChange={(q) => list.change({ q })} />
            {seesAll && (
              <SegmentedControl
                aria-label={t(messages.whose)}
                data={[
                  { value: YOURS, label: t(messages.yours) },
                  { value: OTHERS, label: t(messages.others) },
                ]}
                value={whose}
                onChange={(value) => change({ whose: value === OTHERS ? value : undefined })}
              />
            )}
          </>
        }
        empty={
          whose === OTHERS ? (
            <EmptyState title={t(messages.noOthers)} />
          ) : (
            <EmptyState title={t(messages.noReports)} hint={t(messages.noReportsHint)} action={<NewButton />} />
          )
        }
      />
      <SaveDialog
        opened={shared !== null}
        onClose={() => setShared(null)}
        title={t(messages.shareTitle)}
        initial={{
          name: shared?.name ?? '',
          roles: shared?.roles ?? [],
          role_labels: shared?.role_labels ?? [],
        }}
        act={(values) => api.updateSavedReport(shared?.id ?? 0, values)}
        done={t(messages.changesSaved)}
      />
    </Page>
  )
}

function NewButton() {
  const t = useText()
  return (
    <Button component={Link} to="/reports/custom" leftSection={<Icon of={PlusIcon} size={1} />}>
      {t(messages.newReport)}
    </Button>
  )
}

function useSavedColumns(onShare: (report: ListedSavedReport) => void): Column<ListedSavedReport>[] {
  const t = useText()
  const format = useFormat()
  return [
    { key: 'name', title: t(messages.name), sort: 'name', render: (report) => <ReportName report={report} /> },
    { key: 'shape', title: t(messages.contents), render: (report) => <Shape report={report} /> },
    { key: 'owner', title: t(messages.owner), render: ({ owner }) => owner?.name },
    {
      key: 'roles',
      title: t(messages.shownTo),
      render: ({ role_labels: labels = [] }) => (labels.length === 0 ? t(messages.onlyOwner) : labels.join(', ')),
    },
    {
      key: 'updated',
      title: t(messages.changed),
      sort: 'updated_at',
      render: ({ updated_at: at }) => format.date(at, 'moment'),
    },
    {
      key: 'actions',
      title: t(messages.actions),
      render: (report) => report.may_edit === true && <RowMenu report={report} onShare={onShare} />,
    },
  ]
}

function ReportName({ report }: { readonly report: ListedSavedReport }) {
  const t = useText()
  const problems = Object.values(report.problems ?? {}).flat()
  return (
    <Group gap="xs">
      <Words component={Link} to="/reports/custom" search={{ saved: String(report.id) } as never} fw={600} inherit>
        {report.name}
      </Words>
      {problems.length > 0 && (
        <Badge color="safran" title={problems.join(' ')}>
          {t(messages.hasProblems)}
        </Badge>
      )}
    </Group>
  )
}

/** What it shows, in words. */
function Shape({ report }: { readonly report: ListedSavedReport }) {
  const writeShape = useShape()
  const fields = useFields().data
  if (fields === undefined) return null
  return (
    <Words size="sm" c="dimmed">
      {writeShape(cleanDefinition(report.definition, fields), fields)}
    </Words>
  )
}

function RowMenu({
  report,
  onShare,
}: {
  readonly report: ListedSavedReport
  readonly onShare: (report: ListedSavedReport) => void
}) {
  const t = useText()
  const undo = useUndo()
  const remove = useAction(api.deleteSavedReport, ENDS)
  const restore = useAction(api.saveReport, ENDS)
  const { id = 0, name = '', roles = [] } = report
  const deleteIt = async () => {
    try {
      await remove.mutateAsync([id])
      const definition = report.definition as SaveReportInput['definition']
      undo(t(messages.deleted, { name }), () => restore.mutateAsync([{ name, definition, roles }]))
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t(messages.actionsOf, { name })}>
          <Icon of={EllipsisVerticalIcon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon of={PencilSquareIcon} size={1} />} onClick={() => onShare(report)}>
          {t(messages.shareTitle)}
        </Menu.Item>
        <Menu.Item color="var(--bad)" leftSection={<Icon of={TrashIcon} size={1} />} onClick={() => void deleteIt()}>
          {t(messages.delete)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
