import { Alert, Button, Group, SegmentedControl, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { api, type ComptoirError, type CreateExportInput, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useChosenStore } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { Dialog, notifyDone } from '../../ui/index.ts'
import { nameOf, PeriodField, periodOf, todayOf } from '../../ui/period/index.ts'
import { type FileFormat, FORMATS } from '../export/formats.ts'
import { StoresField } from '../scope/scope-toolbar.tsx'
import { KIND_NAMES } from './kinds.ts'
import { messages } from './messages.ts'

type Kind = CreateExportInput['kind']

/** Row by row, for whoever may see tickets; sums for everybody. */
const DETAILS: readonly Kind[] = ['tickets', 'ticket_lines']
const REPORTS: readonly Kind[] = ['sales', 'kpis', 'stores', 'top-products', 'trends', 'inventory']

type NewExportDialogProps = { readonly opened: boolean; readonly onClose: () => void }

/** Asks for a file of a period: tickets and their lines by millions, or a report. */
export function NewExportDialog({ opened, onClose }: NewExportDialogProps) {
  const t = useText()
  const { can } = useSession()
  const kinds = can('sales.view') ? [...DETAILS, ...REPORTS] : REPORTS
  const [chosen] = useChosenStore()
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'sales')
  const [format, setFormat] = useState<FileFormat>('csv')
  const [period, setPeriod] = useState(() => periodOf('last_month', todayOf()))
  const [stores, setStores] = useState(chosen === null ? null : String(chosen))
  const create = useAction(api.createExport, ['listExports'])
  const close = () => {
    create.reset()
    onClose()
  }
  const submit = async () => {
    try {
      const parameters = { ...period, ...(stores !== null && { store_id: stores }) }
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
        <PeriodField
          period={period}
          name={nameOf(period, todayOf())}
          onName={(name) => setPeriod(periodOf(name, todayOf()))}
          onDates={setPeriod}
        />
        <StoresField stores={stores} onChange={(ids) => setStores(ids)} isWide />
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
          <Button loading={create.isPending} onClick={() => void submit()}>
            {t(messages.ask)}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

function nameOfKind(kind: Kind, t: ReturnType<typeof useText>): string {
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
