import { Badge } from '@mantine/core'
import { type ListedStocktakeCount, type Stocktake, useApi } from '../../api/index.ts'
import { type Translate, useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, SearchField, useList } from '../../ui/index.ts'
import { ArticleName } from '../article-name.tsx'
import { messages as shared } from '../messages.ts'
import { messages } from './messages.ts'

/** Every count as it was made, the last one first. */
export function StocktakeCounts({ stocktake }: { readonly stocktake: Stocktake }) {
  const t = useText()
  const format = useFormat()
  const list = useList({ filters: ['zone', 'variant_id'], sort: '-id' })
  const counts = useApi('listStocktakeCounts', [stocktake.id, list.query])
  return (
    <DataTable
      name="stocktake-counts"
      label={t(messages.tabCounts)}
      of={counts}
      list={list}
      columns={countColumns(t, format)}
      rowKey={({ id }) => id ?? ''}
      toolbar={<SearchField label={t(shared.searchArticle)} value={list.q} onChange={(q) => list.change({ q })} />}
      empty={<EmptyState title={t(messages.noCount)} hint={t(messages.noCountHint)} />}
    />
  )
}

function countColumns(t: Translate, format: ReturnType<typeof useFormat>): Column<ListedStocktakeCount>[] {
  return [
    { key: 'article', title: t(shared.article), render: (count) => <ArticleName article={count} /> },
    { key: 'quantity', title: t(shared.quantity), isNumber: true, render: ({ quantity }) => format.number(quantity) },
    { key: 'zone', title: t(messages.zone), render: ({ zone }) => zone },
    {
      key: 'current',
      title: t(shared.state),
      render: ({ is_current: isCurrent }) => (
        <Badge color={isCurrent ? 'sapin' : 'gray'}>{t(isCurrent ? messages.current : messages.replaced)}</Badge>
      ),
    },
    { key: 'by', title: t(shared.by), render: ({ actor_name: name }) => name },
    { key: 'counted_at', title: t(messages.countedAt), render: ({ counted_at: at }) => format.date(at, 'moment') },
  ]
}
