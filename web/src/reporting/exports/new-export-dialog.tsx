import { Alert, Button, Group, SegmentedControl, Select, Stack, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { api, type ComptoirError, type ListedSavedReport, useAction, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useChosenStore } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { Dialog, notifyDone } from '../../ui/index.ts'
import { nameOf, PeriodField, periodOf, todayOf } from '../../ui/period/index.ts'
import { type FileFormat, FORMATS } from '../export/formats.ts'
import { StoresField } from '../scope/scope-toolbar.tsx'
import { type ExportKind, namesStores, parametersOf } from './export-request.ts'
import { KIND_NAMES } from './kinds.ts'
import { messages } from './messages.ts'

/** Row by row, for whoever may see tickets; sums for everybody. */
const DETAILS: readonly ExportKind[] = ['tickets', 'ticket_lines']
const REPORTS: readonly ExportKind[] = ['sales', 'kpis', 'stores', 'top-products', 'trends', 'inventory', 'custom']
const REPORTS_MAX = 100

type NewExportDialogProps = { readonly opened: boolean; readonly onClose: () => void }

/** Asks for a file of a period: tickets and their lines by millions, or a report, of which some are saved ones. */
export function NewExportDialog({ opened, onClose }: NewExportDialogProps) {
  const t = useText()
  const { can } = useSession()
  const kinds = can('sales.view') ? [...DETAILS, ...REPORTS] : REPORTS
  const [chosen] = useChosenStore()
  const [kind, setKind] = useState<ExportKind>(kinds[0] ?? 'sales')
  const [format, setFormat] = useState<FileFormat>('csv')
  const [period, setPeriod] = useState(() => periodOf('last_month', todayOf()))
  const [stores, setStores] = useState(chosen === null ? null : String(chosen))
  const [report, setReport] = useState<ListedSavedReport | null>(null)
  const isSaved = kind === 'custom'
  const parameters = parametersOf({ kind, period, stores, report })
  const create = useAction(api.createExport, ['listExports'])
  const close = () => {
    create.reset()
    onClose()
  }
  const submit = async () => {
    if (parameters === null) return
    try {
      await create.mutateAsync([{ kind, format, parameters }])
      notifyDone(t(messages.asked))
      close()
    } catch {
      // What was refused stands in the dialog.
    }
  }
  return (
    <Dialog opened={opened} onClose={close} title={t(messages.newExport)} size="lg">
      <Stack gap="md">
        <Select
          label={t(messages.kind)}
          data={kinds.map((value) => ({ value: value as string, label: nameOfKind(value, t) }))}
          value={kind}
          onChange={(value) => setKind(kinds.find((one) => one === value) ?? kind)}
          allowDeselect={false}
        />
        {isSaved ? (
          <SavedReportField report={report} onChange={setReport} />
        ) : (
          <PeriodField
            period={period}
            name={nameOf(period, todayOf())}
            onName={(name) => setPeriod(periodOf(name, todayOf()))}
            onDates={setPeriod}
          />
        )}
        {!(isSaved && namesStores(report)) && <StoresField stores={stores} onChange={(ids) => setStores(ids)} isWide />}
        <SegmentedControl
          aria-label={t(messages.format)}
          data={FORMATS.map((one) => ({ value: one.format as string, label: t(one.label) }))}
          value={format}
          onChange={(value) => setFormat(FORMATS.find((one) => one.format === value)?.format ?? format)}
        />
        {create.error !== null && <Refusal error={create.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t(messages.close)}
          </Button>
          <Button loading={create.isPending} disabled={parameters === null} onClick={() => void submit()}>
            {t(messages.ask)}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

type SavedReportFieldProps = {
  readonly report: ListedSavedReport | null
  readonly onChange: (report: ListedSavedReport | null) => void
}

/** One of the reports that one keeps or is shown; its days are its own. */
function SavedReportField({ report, onChange }: SavedReportFieldProps) {
  const t = useText()
  const saved = useApi('listSavedReports', [{ per_page: REPORTS_MAX, sort: 'name', whose: 'yours' }])
  const reports = saved.data?.data ?? []
  if (saved.data !== undefined && reports.length === 0) {
    return (
      <Words size="sm" c="dimmed">
        {t(messages.noSavedReports)}
      </Words>
    )
  }
  return (
    <Select
      label={t(messages.savedReport)}
      description={t(messages.savedReportHint)}
      placeholder={t(messages.chooseReport)}
      data={reports.map(({ id, name = '' }) => ({ value: String(id), label: name }))}
      value={report === null ? null : String(report.id)}
      onChange={(value) => onChange(reports.find(({ id }) => String(id) === value) ?? null)}
      searchable
    />
  )
}

function nameOfKind(kind: ExportKind, t: ReturnType<typeof useText>): string {
  const name = KIND_NAMES[kind]
  return name === undefined ? kind : t(name)
}

function Refusal({ error }: { readonly error: ComptoirError }) {
  const sentences = Object.values(error.errors ?? {}).flat()
  return (
    <Alert color="brique" role="alert">
      {sentences.length > 0 ? sentences.join(' ') : error.message}
    </Alert>
  )
}
