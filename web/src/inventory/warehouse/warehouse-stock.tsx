import { Button, Table, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ListedStock, useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { Loaded, Section } from '../../ui/index.ts'
import { ArticleName } from '../article-name.tsx'
import { LevelBadge } from '../level-badge.tsx'
import { LinesFrame } from '../lines-frame.tsx'
import { messages as shared } from '../messages.ts'
import { messages } from './messages.ts'

const MOST = 10

/** What the warehouse itself runs out of, and the way to all that it has. */
export function WarehouseStock({ warehouseId }: { readonly warehouseId: number }) {
  const t = useText()
  const low = useApi('listStoreStock', [warehouseId, { status: 'low', per_page: MOST, sort: 'on_hand' }])
  const out = useApi('listStoreStock', [warehouseId, { status: 'out', per_page: MOST, sort: 'name' }])
  const rows = [...(out.data?.data ?? []), ...(low.data?.data ?? [])].slice(0, MOST)
  return (
    <Section
      title={t(messages.own)}
      actions={
        <Button
          component={Link}
          to="/stock"
          search={{ store_id: String(warehouseId) } as never}
          variant="subtle"
          size="compact-md"
        >
          {t(messages.wholeStock)}
        </Button>
      }
    >
      <Loaded of={out}>
        {() =>
          rows.length === 0 ? (
            <Words c="dimmed">{t(messages.ownFine)}</Words>
          ) : (
            <Rows rows={rows} storeId={warehouseId} />
          )
        }
      </Loaded>
    </Section>
  )
}

function Rows({ rows, storeId }: { readonly rows: readonly ListedStock[]; readonly storeId: number }) {
  const t = useText()
  const format = useFormat()
  return (
    <LinesFrame label={t(messages.articleList)}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t(shared.article)}</Table.Th>
          <Table.Th>{t(shared.state)}</Table.Th>
          <Table.Th ta="right">{t(shared.onHand)}</Table.Th>
          <Table.Th ta="right">{t(shared.reserved)}</Table.Th>
          <Table.Th ta="right">{t(shared.available)}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((level) => (
          <Table.Tr key={level.variant_id}>
            <Table.Td>
              <Link to={`/stock/${level.variant_id}/${storeId}`}>
                <ArticleName article={level} />
              </Link>
            </Table.Td>
            <Table.Td>
              <LevelBadge status={level.status} />
            </Table.Td>
            <Table.Td ta="right">{format.number(level.on_hand)}</Table.Td>
            <Table.Td ta="right">{format.number(level.reserved)}</Table.Td>
            <Table.Td ta="right">{format.number(level.available)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </LinesFrame>
  )
}
