import { Group, Table, Text as Words } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { type StockReceipt, useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { Loaded, Page } from '../../ui/index.ts'
import { ArticleName } from '../article-name.tsx'
import { LinesFrame } from '../lines-frame.tsx'
import { messages as shared } from '../messages.ts'
import { isZero } from '../quantity.ts'
import { useStoreNames } from '../store-names.ts'
import { messages } from './messages.ts'

/** What one delivery brought. */
export default function ReceiptPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const receipt = useApi('getStockReceipt', [Number(id)])
  return <Loaded of={receipt}>{(found) => <Receipt receipt={found} />}</Loaded>
}

function Receipt({ receipt }: { readonly receipt: StockReceipt }) {
  const t = useText()
  const format = useFormat()
  const nameOfStore = useStoreNames()
  return (
    <Page
      title={receipt.reference ?? t(messages.number, { id: String(receipt.id) })}
      lead={[nameOfStore(receipt.store_id), format.date(receipt.received_at, 'moment'), receipt.actor_name].join(' · ')}
      crumbs={[{ label: t(shared.receipts), to: '/stock-receipts' }]}
    >
      {receipt.note !== null && <Words>{receipt.note}</Words>}
      <ReceiptLines receipt={receipt} />
      <Group justify="flex-end" gap="xl">
        <Words>{t(messages.lines, { count: receipt.lines_count })}</Words>
        {receipt.total_cost !== undefined && (
          <Words fw={700}>
            {t(messages.total)} {format.money(receipt.total_cost, receipt.currency)}
          </Words>
        )}
      </Group>
    </Page>
  )
}

function ReceiptLines({ receipt }: { readonly receipt: StockReceipt }) {
  const t = useText()
  const format = useFormat()
  const { currency, lines } = receipt
  const withCost = receipt.total_cost !== undefined
  const withVariance = lines.some(({ cost_variance: variance }) => !isZero(variance ?? '0'))
  return (
    <LinesFrame label={t(messages.articles)}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t(shared.article)}</Table.Th>
          <Table.Th ta="right">{t(shared.quantity)}</Table.Th>
          {withCost && <Table.Th ta="right">{t(messages.unitCost)}</Table.Th>}
          {withCost && <Table.Th ta="right">{t(messages.cost)}</Table.Th>}
          {withVariance && (
            <Table.Th ta="right" title={t(messages.costVarianceHint)}>
              {t(messages.costVariance)}
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={line.line}>
            <Table.Td>
              <Link to={`/stock/${line.variant_id}/${receipt.store_id}`}>
                <ArticleName article={line} />
              </Link>
            </Table.Td>
            <Table.Td ta="right">{format.number(line.quantity)}</Table.Td>
            {withCost && <Table.Td ta="right">{format.money(line.unit_cost, currency)}</Table.Td>}
            {withCost && <Table.Td ta="right">{format.money(line.cost, currency)}</Table.Td>}
            {withVariance && <Table.Td ta="right">{format.money(line.cost_variance, currency)}</Table.Td>}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </LinesFrame>
  )
}
