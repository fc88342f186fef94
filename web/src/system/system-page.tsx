import { Badge, Group, SimpleGrid, Stack, Table, Text as Words } from '@mantine/core'
import { type Answer, useApi } from '../api/index.ts'
import { type Text, useFormat, useText } from '../i18n/index.ts'
import { EmptyState, Facts, Loaded, Page, Section } from '../ui/index.ts'
import { BackupSection } from './backup-section.tsx'
import { CacheSection } from './cache-section.tsx'
import { describeBytes, splitDuration } from './figures.ts'
import { messages } from './messages.ts'
import { SlowStatements } from './slow-statements.tsx'
import { UNITS } from './units.ts'

const REFRESH_MS = 10_000

type System = Answer<'readSystem'>
type PartName = keyof System['parts']
type PartStatus = System['parts'][PartName]['status']

const PART_NAMES: Readonly<Record<PartName, Text>> = {
  database: messages.database,
  cache: messages.pageCache,
  redis: messages.sharedCache,
  worker: messages.worker,
}
const PART_STATES: Readonly<Record<PartStatus, { readonly name: Text; readonly color: string }>> = {
  up: { name: messages.up, color: 'sapin' },
  down: { name: messages.down, color: 'brique' },
  off: { name: messages.off, color: 'gray' },
  unknown: { name: messages.unknown, color: 'safran' },
}
const STATES: Readonly<Record<System['status'], { readonly name: Text; readonly color: string }>> = {
  ok: { name: messages.allWell, color: 'sapin' },
  degraded: { name: messages.degraded, color: 'safran' },
  down: { name: messages.down, color: 'brique' },
}

/** How the installation is, asked again by itself. */
export default function SystemPage() {
  const t = useText()
  const system = useApi('readSystem', [], { refetchInterval: REFRESH_MS })
  return (
    <Page
      title={t(messages.system)}
      lead={t(messages.systemLead)}
      actions={
        system.data !== undefined && (
          <Badge size="lg" color={STATES[system.data.status].color}>
            {t(STATES[system.data.status].name)}
          </Badge>
        )
      }
    >
      <Loaded of={system}>
        {(state) => (
          <SimpleGrid cols={{ base: 1, lg: 2 }}>
            <Stack>
              <Parts parts={state.parts} />
              <Versions system={state} />
              <Queues queues={state.queues} />
            </Stack>
            <Stack>
              <CacheSection hasShared={state.parts.redis.status !== 'off'} />
              <BackupSection backup={state.backup} />
              <Processes processes={state.processes} />
            </Stack>
            {state.slow_statements !== null && <SlowStatements statements={state.slow_statements} />}
          </SimpleGrid>
        )}
      </Loaded>
    </Page>
  )
}

function Parts({ parts }: Pick<System, 'parts'>) {
  const t = useText()
  const format = useFormat()
  return (
    <Section title={t(messages.parts)}>
      {(Object.keys(PART_NAMES) as PartName[]).map((name) => {
        const { status, latency_ms: latency } = parts[name]
        const { name: state, color } = PART_STATES[status]
        return (
          <Group key={name} justify="space-between">
            <Words>{t(PART_NAMES[name])}</Words>
            <Group gap="xs">
              {latency !== undefined && (
                <Words size="sm" c="dimmed">
                  {t(messages.milliseconds, { value: format.number(latency, 1) })}
                </Words>
              )}
              <Badge color={color}>{t(state)}</Badge>
            </Group>
          </Group>
        )
      })}
    </Section>
  )
}

function Versions({ system }: { readonly system: System }) {
  const t = useText()
  const format = useFormat()
  const { value, unit } = describeBytes(system.database.size_bytes)
  const facts = [
    { name: t(messages.comptoirVersion), value: system.version },
    { name: t(messages.nodeVersion), value: system.node_version },
    { name: t(messages.databaseVersion), value: system.database.version },
    { name: t(messages.databaseSize), value: `${format.number(value, 1)}\u00a0${t(UNITS[unit])}` },
    { name: t(messages.instance), value: system.instance_id },
    { name: t(messages.uptime), value: t(messages.duration, splitDuration(system.uptime_seconds)) },
  ]
  return (
    <Section title={t(messages.versions)}>
      <Facts of={facts} />
    </Section>
  )
}

function Processes({ processes }: Pick<System, 'processes'>) {
  const t = useText()
  const format = useFormat()
  return (
    <Section title={t(messages.processes)}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(messages.process)}</Table.Th>
            <Table.Th ta="right">{t(messages.connections)}</Table.Th>
            <Table.Th ta="right">{t(messages.since)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {processes.map(({ name, connections, since }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={500}>
                {name}
              </Table.Th>
              <Table.Td ta="right">{format.number(connections)}</Table.Td>
              <Table.Td ta="right">{format.date(since, 'moment')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  )
}

function Queues({ queues }: Pick<System, 'queues'>) {
  const t = useText()
  const format = useFormat()
  const busy = queues.filter(({ waiting, active, failed }) => waiting + active + failed > 0)
  return (
    <Section title={t(messages.jobs)}>
      {busy.length === 0 ? (
        <EmptyState title={t(messages.noJobs)} hint={t(messages.noJobsHint, { count: queues.length })} />
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t(messages.queue)}</Table.Th>
              <Table.Th ta="right">{t(messages.waiting)}</Table.Th>
              <Table.Th ta="right">{t(messages.active)}</Table.Th>
              <Table.Th ta="right">{t(messages.failed)}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {busy.map(({ queue, waiting, active, failed }) => (
              <Table.Tr key={queue}>
                <Table.Th scope="row" fw={500} ff="monospace">
                  {queue}
                </Table.Th>
                <Table.Td ta="right">{format.number(waiting)}</Table.Td>
                <Table.Td ta="right">{format.number(active)}</Table.Td>
                <Table.Td ta="right" c={failed > 0 ? 'var(--bad)' : undefined}>
                  {format.number(failed)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  )
}
