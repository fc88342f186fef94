import { Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Transfer } from '../../api/index.ts'
import { type Text, useFormat, useText } from '../../i18n/index.ts'
import { ArticleName } from '../article-name.tsx'
import { LinesFrame } from '../lines-frame.tsx'
import { messages as shared } from '../messages.ts'
import { isZero } from '../quantity.ts'
import { messages } from './messages.ts'

type Line = Transfer['lines'][number]
type Figure =
  | 'requested'
  | 'approved'
  | 'picked'
  | 'shipped'
  | 'received'
  | 'in_transit'
  | 'surplus'
  | 'returned'
  | 'lost'

const FIGURES: readonly { readonly key: Figure; readonly title: Text; readonly isLoss?: boolean }[] = [
  { key: 'requested', title: messages.requested },
  { key: 'approved', title: messages.approved },
  { key: 'picked', title: messages.picked },
  { key: 'shipped', title: messages.shipped },
  { key: 'received', title: messages.received },
  { key: 'in_transit', title: messages.missing, isLoss: true },
  { key: 'surplus', title: messages.surplus },
  { key: 'returned', title: messages.returned },
  { key: 'lost', title: messages.lost, isLoss: true },
]

/** What was asked for and what became of it; a column appears once there is something in it. */
export function TransferLines({ transfer }: { readonly transfer: Transfer }) {
  const t = useText()
  const format = useFormat()
  const { lines } = transfer
  const figures = FIGURES.filter(({ key }) => key === 'requested' || lines.some((line) => !isNothing(line[key])))
  return (
    <LinesFrame label={t(messages.articlesTitle)}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t(shared.article)}</Table.Th>
          {figures.map(({ key, title }) => (
            <Table.Th key={key} ta="right">
              {t(title)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={line.line}>
            <Table.Td>
              <Link to={`/stock/${line.variant_id}`}>
                <ArticleName article={line} />
              </Link>
            </Table.Td>
            {figures.map(({ key, isLoss }) => (
              <Table.Td key={key} ta="right" {...(isLoss && !isNothing(line[key]) && { c: 'var(--bad)', fw: 650 })}>
                {line[key] === null || (key !== 'requested' && isNothing(line[key]))
                  ? format.number(null)
                  : format.number(line[key])}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th>{t(messages.articles, { count: lines.length })}</Table.Th>
          {figures.map(({ key }) => (
            <Table.Th key={key} ta="right">
              {format.number(totalOf(transfer, key))}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Tfoot>
    </LinesFrame>
  )
}

const isNothing = (quantity: Line[Figure]): boolean => quantity === null || isZero(quantity)

/** The API sums each but what was picked, which is nobody’s figure but the picker’s. */
const totalOf = (transfer: Transfer, key: Figure): string | null => (key === 'picked' ? null : transfer[key])
