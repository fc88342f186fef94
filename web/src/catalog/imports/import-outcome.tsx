import { ArrowDownTrayIcon } from '@heroicons/react/24/outline'
import {
  Alert,
  Badge,
  Button,
  Card,
  Group,
  Progress,
  SimpleGrid,
  Stack,
  Table,
  Title,
  Text as Words,
} from '@mantine/core'
import { useState } from 'react'
import { api, type Import } from '../../api/index.ts'
import { NOTHING, useFormat, useText } from '../../i18n/index.ts'
import { Icon, notifyError, saveFile } from '../../ui/index.ts'
import { titleOfCount } from './count-titles.ts'
import classes from './imports.module.css'
import { messages } from './messages.ts'

/** How far an import is, what it came to, and every record that did not go through. */
export function ImportOutcome({ of: found }: { readonly of: Import }) {
  const t = useText()
  const { state, failure } = found
  return (
    <Stack>
      {(state === 'queued' || state === 'running') && <ImportProgress of={found} />}
      {failure !== null && (
        <Alert color="brique" role="alert">
          {failure}
        </Alert>
      )}
      {state !== 'queued' && <Counts title={t(messages.result)} counts={found.counts} />}
      {found.problems_count > 0 && <Problems of={found} />}
    </Stack>
  )
}

function ImportProgress({ of: { progress, state } }: { readonly of: Import }) {
  const t = useText()
  const format = useFormat()
  return (
    <Card role="status">
      <Group justify="space-between">
        <Words size="sm">
          {state === 'queued' ? t(messages.waiting) : t(messages.progress, { count: format.number(progress.records) })}
        </Words>
        <Words size="sm">{t(messages.percent, { percent: progress.percent })}</Words>
      </Group>
      <Progress
        value={progress.percent}
        animated={state === 'running'}
        mt="xs"
        aria-label={t(messages.percent, { percent: progress.percent })}
      />
    </Card>
  )
}

/** What became of the records, by number. */
export function Counts({
  title,
  counts,
}: {
  readonly title: string
  readonly counts: Readonly<Record<string, number>>
}) {
  const t = useText()
  const format = useFormat()
  const shown = Object.entries(counts).filter(([, count]) => count > 0)
  return (
    <Card component="section" aria-label={title}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      {shown.length === 0 && <Words c="dimmed">{t(messages.nothingCounted)}</Words>}
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} component="dl" m={0}>
        {shown.map(([name, count]) => {
          const words = titleOfCount(name)
          return (
            <div key={name} className={classes.count}>
              <dt>{words === null ? name.replaceAll('_', ' ') : t(words)}</dt>
              <dd data-bad={name === 'refused' || undefined}>{format.number(count)}</dd>
            </div>
          )
        })}
      </SimpleGrid>
    </Card>
  )
}

function Problems({ of: found }: { readonly of: Import }) {
  const t = useText()
  const { problems = [], problems_count: count } = found
  return (
    <Card component="section" aria-label={t(messages.problems)}>
      <Stack gap="sm">
        <Group justify="space-between">
          <div>
            <Title order={2}>{t(messages.problemsCount, { count })}</Title>
            {count > problems.length && (
              <Words size="sm" c="dimmed">
                {t(messages.firstProblems, { count: problems.length })}
              </Words>
            )}
          </div>
          <SaveErrors id={found.id} stage="import" />
        </Group>
        <Table.ScrollContainer minWidth={560} scrollAreaProps={{ tabIndex: 0 }}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th className={classes.line}>{t(messages.line)}</Table.Th>
                <Table.Th>{t(messages.severity)}</Table.Th>
                <Table.Th>{t(messages.field)}</Table.Th>
                <Table.Th>{t(messages.value)}</Table.Th>
                <Table.Th>{t(messages.reason)}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {problems.map((problem) => (
                <Table.Tr key={`${problem.line} ${problem.field} ${problem.reason}`}>
                  <Table.Td className={classes.line}>{problem.line}</Table.Td>
                  <Table.Td>
                    <Badge miw="max-content" color={problem.severity === 'refused' ? 'brique' : 'safran'}>
                      {t(problem.severity === 'refused' ? messages.refused : messages.warning)}
                    </Badge>
                  </Table.Td>
                  <Table.Td>{problem.field ?? NOTHING}</Table.Td>
                  <Table.Td className={classes.value}>{problem.value ?? NOTHING}</Table.Td>
                  <Table.Td>{problem.reason}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Stack>
    </Card>
  )
}

type SaveErrorsProps = { readonly id: number; readonly stage: 'import' | 'undo' }

/** All of them, as a file that a spreadsheet opens. */
export function SaveErrors({ id, stage }: SaveErrorsProps) {
  const t = useText()
  const [isBusy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      const text = await api.readImportErrors(id, { stage }, { timeoutMs: PATIENCE_MS })
      saveFile(`\ufeff${text}`, `${t(messages.errorsName)}-${id}.csv`, 'text/csv;charset=utf-8')
    } catch (error) {
      notifyError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      size="sm"
      variant="default"
      leftSection={<Icon of={ArrowDownTrayIcon} size={1} />}
      loading={isBusy}
      onClick={() => void save()}
    >
      {t(stage === 'import' ? messages.saveErrors : messages.saveKept)}
    </Button>
  )
}

const PATIENCE_MS = 120_000
