import { Code, Table } from '@mantine/core'
import type { Answer } from '../api/index.ts'
import { useFormat, useText } from '../i18n/index.ts'
import { EmptyState, Section } from '../ui/index.ts'
import { messages } from './messages.ts'

type Statements = NonNullable<Answer<'readSystem'>['slow_statements']>

/** Which statements the database spent its time on, the most costly first. */
export function SlowStatements({ statements }: { readonly statements: Statements }) {
  const t = useText()
  const format = useFormat()
  return (
    <Section title={t(messages.slowStatements)}>
      {statements.length === 0 ? (
        <EmptyState title={t(messages.noStatements)} hint={t(messages.noStatementsHint)} />
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t(messages.statement)}</Table.Th>
              <Table.Th ta="right">{t(messages.calls)}</Table.Th>
              <Table.Th ta="right">{t(messages.mean)}</Table.Th>
              <Table.Th ta="right">{t(messages.inAll)}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {statements.map(({ query_id: id, statement, calls, mean_ms: mean, total_ms: total }) => (
              <Table.Tr key={id}>
                <Table.Th scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
                  <Code>{statement.length > SHOWN ? `${statement.slice(0, SHOWN)}…` : statement}</Code>
                </Table.Th>
                <Table.Td ta="right">{format.number(calls)}</Table.Td>
                <Table.Td ta="right">{t(messages.milliseconds, { value: format.number(mean, 1) })}</Table.Td>
                <Table.Td ta="right">{t(messages.seconds, { value: format.number(total / 1000, 1) })}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  )
}

/** Enough to know which it is; the whole text is in the answer of the API. */
const SHOWN = 160
