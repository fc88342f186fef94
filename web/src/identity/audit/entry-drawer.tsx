import { Anchor, Badge, Group, Stack, Table, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { EmptyState, Loaded, SidePanel, useUrlState } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import classes from './audit.module.css'
import { ACTION_COLORS, ACTION_NAMES, type AuditEntry, nameOfActor, nameOfRecord } from './audit-entry.ts'
import { type Difference, findDifferences } from './differences.ts'
import { FIELD_NAMES } from './field-names.ts'

/** One line of the audit log, opened beside the list; its address can be shared. */
export function EntryDrawer() {
  const t = useText()
  const [{ entry, page }, change] = useUrlState()
  return (
    <SidePanel
      opened={entry !== undefined}
      onClose={() => change({ entry: undefined, page })}
      size="xl"
      title={t(messages.whatChanged)}
    >
      {entry !== undefined && <Entry id={entry} />}
    </SidePanel>
  )
}

function Entry({ id }: { readonly id: string }) {
  const t = useText()
  const found = useApi('listAuditLog', [{ ids: id }])
  return (
    <Loaded of={found}>
      {({ data: [entry] }) =>
        entry === undefined ? <EmptyState title={t(messages.noEntry)} /> : <Content entry={entry as AuditEntry} />
      }
    </Loaded>
  )
}

function Content({ entry }: { readonly entry: AuditEntry }) {
  const t = useText()
  const format = useFormat()
  const { action, before, after, entity_type: type, entity_id: entityId } = entry
  const differences = findDifferences(before, after)
  return (
    <Stack>
      <div>
        <Group gap="xs">
          <Badge color={ACTION_COLORS[action]}>{t(ACTION_NAMES[action])}</Badge>
          <Words fw={600}>{nameOfRecord(entry, t)}</Words>
        </Group>
        <Words size="sm" c="dimmed" mt={4}>
          {t(messages.byWhom, { name: nameOfActor(entry, t), date: format.date(entry.occurred_at, 'moment') })}
        </Words>
        <Anchor component={Link} to={`/audit?entity_type=${type}&entity_id=${encodeURIComponent(entityId)}`} size="sm">
          {t(messages.wholeHistory)}
        </Anchor>
      </div>
      {differences.length === 0 ? (
        <Words c="dimmed">{t(messages.nothingShown)}</Words>
      ) : (
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t(messages.field)}</Table.Th>
              <Table.Th>{t(messages.before)}</Table.Th>
              <Table.Th>{t(messages.after)}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {differences.map((difference) => (
              <DifferenceRow key={difference.path} difference={difference} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Words className={classes.code}>
        {entry.operation} · {entry.request_id}
      </Words>
    </Stack>
  )
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}(:?\d{2})?)$/

function DifferenceRow({ difference: { path, before, after } }: { readonly difference: Difference }) {
  const t = useText()
  const format = useFormat()
  const known = FIELD_NAMES[path]
  const write = (value: string) => {
    if (value === 'true' || value === 'false') return t(value === 'true' ? messages.yes : messages.no)
    return MOMENT.test(value) ? format.date(value, 'moment') : value
  }
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {known !== undefined && <Words size="sm">{t(known)}</Words>}
        <span className={classes.code}>{path}</span>
      </Table.Th>
      <Table.Td>{before !== null && <del className={classes.before}>{write(before)}</del>}</Table.Td>
      <Table.Td>{after !== null && <ins className={classes.after}>{write(after)}</ins>}</Table.Td>
    </Table.Tr>
  )
}
