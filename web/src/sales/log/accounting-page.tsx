import { ArrowDownTrayIcon, ScaleIcon } from '@heroicons/react/24/outline'
import { Accordion, Anchor, Button, Group, Stack, Table, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api, type ExportAccountingData, useAction, useApi } from '../../api/index.ts'
import { useChosenStore } from '../../app/store-choice.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { EmptyState, Icon, Loaded, notifyError, Page, Section, saveFile, useUrlState } from '../../ui/index.ts'
import { PeriodFilter } from '../tickets/period-filter.tsx'
import { messages as words } from '../words/messages.ts'
import { type Entry, sumOf, totalsByAccount } from './account-totals.ts'
import { messages } from './messages.ts'

type Row = ExportAccountingData['rows'][number]

/** The entries for the books, to look at and to take away. */
export default function AccountingPage() {
  const t = useText()
  const [url, change] = useUrlState()
  const [store] = useChosenStore()
  const { date_from: from = '', date_to: to = '' } = url
  const isChosen = from !== '' && to !== ''
  const query = { date_from: from, date_to: to, ...(store !== null && { store_id: String(store) }) }
  const entries = useApi('exportAccounting', [{ ...query, format: 'json' }], { enabled: isChosen })
  const file = useAction(api.exportAccounting, [])
  const download = () =>
    file
      .mutateAsync([{ ...query, format: 'csv' }])
      .then((csv) => saveFile(String(csv), `accounting-${from}-${to}.csv`, 'text/csv'), notifyError)
  return (
    <Page
      title={t(messages.accounting)}
      lead={t(messages.accountingLead)}
      actions={
        <Button
          leftSection={<Icon of={ArrowDownTrayIcon} size={1} />}
          onClick={() => void download()}
          loading={file.isPending}
          disabled={!isChosen}
        >
          {t(messages.downloadCsv)}
        </Button>
      }
    >
      <Group>
        <PeriodFilter
          isNeeded
          value={{ from, to }}
          onChange={(period) => change({ date_from: period.from, date_to: period.to })}
        />
      </Group>
      {isChosen ? (
        <Loaded of={entries}>{(answer) => <Books answer={answer as ExportAccountingData} />}</Loaded>
      ) : (
        <EmptyState
          icon={<Icon of={ScaleIcon} size={2.5} />}
          title={t(messages.choosePeriod)}
          hint={t(messages.choosePeriodHint)}
        />
      )}
    </Page>
  )
}

function Books({ answer: { rows } }: { readonly answer: ExportAccountingData }) {
  const t = useText()
  if (rows.length === 0) return <EmptyState title={t(messages.noEntries)} hint={t(messages.noEntriesHint)} />
  return (
    <>
      {totalsByAccount(rows).map(({ currency, entries }) => (
        <Section key={currency} title={t(messages.accountTotals, { currency })}>
          <Entries rows={entries} />
        </Section>
      ))}
      <Days rows={rows} />
    </>
  )
}

/** One day at a time: a month of several stores is longer than anybody scrolls. */
function Days({ rows }: { readonly rows: readonly Row[] }) {
  const t = useText()
  const format = useFormat()
  const [url, change] = useUrlState()
  const days = [...Map.groupBy(rows, (row) => row.business_day)]
  const open = url.day ?? (days.length === 1 ? days[0]?.[0] : undefined) ?? null
  return (
    <Section title={t(messages.dayByDay)}>
      <Accordion order={3} value={open} onChange={(day) => change({ day: day ?? undefined })}>
        {days.map(([day, ofDay]) => (
          <Accordion.Item key={day} value={day}>
            <Accordion.Control>{format.date(day, 'long')}</Accordion.Control>
            <Accordion.Panel>{open === day && <Stores rows={ofDay} />}</Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Section>
  )
}

function Stores({ rows }: { readonly rows: readonly Row[] }) {
  return [...Map.groupBy(rows, (row) => row.store_id)].map(([store, ofStore]) => (
    <Stack key={store} gap="xs" mb="lg">
      <Group justify="space-between" gap="xs">
        <Title order={4}>{ofStore[0]?.store_name}</Title>
        <TicketsLink row={ofStore[0]} />
      </Group>
      <Entries rows={ofStore} />
    </Stack>
  ))
}

/** The tickets that these entries add up. */
function TicketsLink({ row }: { readonly row: Row | undefined }) {
  const t = useText()
  if (row === undefined) return null
  const { business_day: day, store_id: store } = row
  return (
    <Anchor
      component={Link}
      to="/sales"
      search={{ date_from: day, date_to: day, store_id: String(store) } as never}
      size="sm"
    >
      {t(words.seeTickets)}
    </Anchor>
  )
}

function Entries({ rows }: { readonly rows: readonly Entry[] }) {
  const t = useText()
  const format = useFormat()
  const currency = rows[0]?.currency ?? 'CAD'
  const amount = (value: string) => (/[1-9]/.test(value) ? format.money(value, currency) : '')
  return (
    <Table.ScrollContainer minWidth={480} type="native">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(messages.account)}</Table.Th>
            <Table.Th>{t(messages.label)}</Table.Th>
            <Table.Th ta="right">{t(messages.debit)}</Table.Th>
            <Table.Th ta="right">{t(messages.credit)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ account, kind, label, debit, credit }) => (
            <Table.Tr key={`${account} ${kind} ${label}`}>
              <Table.Td>{account}</Table.Td>
              <Table.Td>{label}</Table.Td>
              <Table.Td ta="right">{amount(debit)}</Table.Td>
              <Table.Td ta="right">{amount(credit)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th colSpan={2}>{t(messages.sum, { currency })}</Table.Th>
            <Table.Th ta="right">{format.money(sumOf(rows, 'debit'), currency)}</Table.Th>
            <Table.Th ta="right">{format.money(sumOf(rows, 'credit'), currency)}</Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  )
}
