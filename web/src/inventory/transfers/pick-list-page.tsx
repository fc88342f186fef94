import { PrinterIcon } from '@heroicons/react/24/outline'
import { Button, Table, Title, Text as Words } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { type Answer, useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { Icon, Loaded, Page } from '../../ui/index.ts'
import { ArticleName } from '../article-name.tsx'
import { LinesFrame } from '../lines-frame.tsx'
import { messages as shared } from '../messages.ts'
import { messages } from './messages.ts'
import { messages as steps } from './steps/messages.ts'
import classes from './transfers.module.css'

type PickedList = Answer<'getPickList'>
type Line = PickedList['lines'][number]

/** What to take off which shelf, on paper or on a phone. */
export default function PickListPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const list = useApi('getPickList', [Number(id)])
  return <Loaded of={list}>{(found) => <PickList list={found} />}</Loaded>
}

function PickList({ list }: { readonly list: PickedList }) {
  const t = useText()
  const number = t(messages.number, { id: String(list.id) })
  return (
    <Page
      title={t(messages.pickList)}
      lead={[number, list.reference, list.source_name, t(steps.toDestination, { store: list.destination_name })]
        .filter(Boolean)
        .join(' · ')}
      crumbs={[
        { label: t(shared.transfers), to: '/transfers' },
        { label: number, to: `/transfers/${list.id}` },
      ]}
      actions={
        <Button leftSection={<Icon of={PrinterIcon} size={1.1} />} onClick={() => window.print()}>
          {t(steps.print)}
        </Button>
      }
    >
      {[...byCategory(list.lines)].map(([category, lines]) => (
        <section key={category}>
          <Title order={2} size="h3" mb="xs">
            {category || t(steps.noCategory)}
          </Title>
          <PickLines label={category || t(steps.noCategory)} lines={lines} />
        </section>
      ))}
    </Page>
  )
}

const byCategory = (lines: readonly Line[]): Map<string, Line[]> =>
  Map.groupBy(lines, ({ category_name: category }) => category ?? '')

function PickLines({ label, lines }: { readonly label: string; readonly lines: readonly Line[] }) {
  const t = useText()
  const format = useFormat()
  return (
    <LinesFrame label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t(shared.article)}</Table.Th>
          <Table.Th>{t(steps.barcode)}</Table.Th>
          <Table.Th ta="right">{t(steps.toPick)}</Table.Th>
          <Table.Th ta="right">{t(steps.taken)}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={line.line}>
            <Table.Td>
              <ArticleName article={line} />
              {line.is_short && (
                <Words size="xs" c="var(--bad)" fw={600}>
                  {t(steps.short, { quantity: format.number(line.on_hand) })}
                </Words>
              )}
            </Table.Td>
            <Table.Td>{line.barcode}</Table.Td>
            <Table.Td ta="right" fw={700}>
              {format.number(line.to_pick)}
            </Table.Td>
            <Table.Td className={classes.taken}>{line.picked !== null && format.number(line.picked)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </LinesFrame>
  )
}
