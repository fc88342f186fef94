import { ArrowDownTrayIcon } from '@heroicons/react/24/outline'
import { Alert, Button, Group, Progress, Radio, Select, Stack, Text as Words } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { api, type Export, type ListSalesQuery, useAction, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Dialog, ErrorState, Icon, notifyError, saveFile } from '../../ui/index.ts'
import { messages as words } from '../words/messages.ts'
import { messages } from './messages.ts'
import { writeCsv } from './write-csv.ts'

type ExportProps = {
  readonly query: ListSalesQuery
  /** How many tickets the list has. */
  readonly total: number | undefined
}

export function ExportButton(props: ExportProps) {
  const t = useText()
  const [isOpen, { open, close }] = useDisclosure()
  return (
    <>
      <Button variant="default" leftSection={<Icon of={ArrowDownTrayIcon} size={1} />} onClick={open}>
        {t(messages.export)}
      </Button>
      <Dialog opened={isOpen} onClose={close} title={t(messages.exportTitle)}>
        <ExportForm {...props} />
      </Dialog>
    </>
  )
}

type What = 'list' | 'tickets' | 'ticket_lines'

/** The list as it is filtered, written here; or all of a period, which the server writes while one waits. */
function ExportForm({ query, total = 0 }: ExportProps) {
  const t = useText()
  const { can } = useSession()
  const [what, setWhat] = useState<What>('list')
  const [format, setFormat] = useState<'csv' | 'xlsx'>('csv')
  const [made, setMade] = useState<Export | null>(null)
  const [isWriting, setWriting] = useState(false)
  const create = useAction(api.createExport, [])
  const { date_from: from, date_to: to, store_id: store, currency } = query
  const isOfPeriod = what !== 'list'
  const isPeriodMissing = isOfPeriod && (from === undefined || to === undefined)
  const writeList = async () => {
    const { page: _page, per_page: _perPage, sort: _sort, ...rest } = query
    setWriting(true)
    try {
      saveFile(await writeCsv(api.listSales.all(rest)), 'tickets.csv', 'text/csv')
    } catch (error) {
      notifyError(error)
    } finally {
      setWriting(false)
    }
  }
  const make = () => {
    if (what === 'list') return writeList()
    const parameters = {
      date_from: from,
      date_to: to,
      ...(store && { store_id: Number(store) }),
      ...(currency && { currency }),
    }
    return create.mutateAsync([{ kind: what, format, parameters }]).then(setMade, notifyError)
  }
  if (made !== null) return <Waiting id={made.id} />
  return (
    <Stack>
      <Radio.Group label={t(messages.exportWhat)} value={what} onChange={(value) => setWhat(value as What)}>
        <Stack gap="xs" mt="xs">
          <Radio
            value="list"
            label={t(messages.exportList)}
            description={t(messages.exportListHint, { count: total })}
          />
          {can('reports.view') && <Radio value="tickets" label={t(messages.exportTickets)} />}
          {can('reports.view') && <Radio value="ticket_lines" label={t(messages.exportLines)} />}
        </Stack>
      </Radio.Group>
      {isOfPeriod && (
        <>
          <Select
            label={t(messages.format)}
            data={['csv', 'xlsx'].map((value) => ({ value, label: value.toUpperCase() }))}
            value={format}
            allowDeselect={false}
            onChange={(value) => setFormat(value === 'xlsx' ? 'xlsx' : 'csv')}
          />
          <Words size="sm" c="dimmed">
            {t(isPeriodMissing ? messages.exportPeriodMissing : messages.exportPeriodHint)}
          </Words>
        </>
      )}
      <Group justify="flex-end">
        <Button onClick={() => void make()} loading={isWriting || create.isPending} disabled={isPeriodMissing}>
          {t(isOfPeriod ? messages.make : words.download)}
        </Button>
      </Group>
    </Stack>
  )
}

const POLL_MS = 700

function Waiting({ id }: { readonly id: number }) {
  const t = useText()
  const { data, error } = useApi('getExport', [id], {
    refetchInterval: ({ state }) => (state.data?.links.file == null ? POLL_MS : false),
    staleTime: 0,
  })
  if (error !== null) return <ErrorState error={error} />
  if (data?.state === 'failed') return <Alert color="brique">{data.failure}</Alert>
  if (data?.links.file != null) {
    return (
      <Stack align="flex-start">
        <Words>{t(messages.exportReady)}</Words>
        <Button
          component="a"
          href={data.links.file}
          download={data.file?.name}
          leftSection={<Icon of={ArrowDownTrayIcon} />}
        >
          {t(words.download)}
        </Button>
      </Stack>
    )
  }
  return (
    <Stack role="status">
      <Words size="sm">{t(messages.making, { rows: data?.progress.rows ?? 0 })}</Words>
      <Progress value={data?.progress.percent ?? 100} animated aria-label={t(messages.exportTitle)} />
    </Stack>
  )
}
