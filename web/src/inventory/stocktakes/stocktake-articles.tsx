import { CheckCircleIcon, ClockIcon } from '@heroicons/react/24/outline'
import { Badge, Group } from '@mantine/core'
import { type ListedStocktakeArticle, type Stocktake, useApi } from '../../api/index.ts'
import { type Translate, useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, Icon, SearchField, useList } from '../../ui/index.ts'
import { ArticleName } from '../article-name.tsx'
import { FilterChips } from '../filter-chips.tsx'
import { messages as shared } from '../messages.ts'
import { messages } from './messages.ts'

/** The articles of a stocktake: what is counted, and what is still to be. */
export function StocktakeArticles({ stocktake }: { readonly stocktake: Stocktake }) {
  const t = useText()
  const format = useFormat()
  const list = useList({ filters: ['is_to_count', 'is_counted'], sort: 'name' })
  const articles = useApi('listStocktakeArticles', [stocktake.id, list.query])
  return (
    <DataTable
      name="stocktake-articles"
      label={t(messages.tabArticles)}
      of={articles}
      list={list}
      columns={articleColumns(t, format)}
      rowKey={({ variant_id: id }) => id ?? 0}
      rowLink={({ variant_id: id }) => `/stock/${id}/${stocktake.store_id}`}
      toolbar={
        <Group gap="xs" flex={1}>
          <SearchField label={t(shared.searchArticle)} value={list.q} onChange={(q) => list.change({ q })} />
          <FilterChips
            label={t(messages.filter)}
            choices={[
              { value: 'true', label: t(messages.toCount) },
              { value: 'false', label: t(messages.done) },
            ]}
            value={list.filters.is_to_count}
            onChange={(isToCount) => list.change({ is_to_count: isToCount })}
          />
        </Group>
      }
      empty={<EmptyState title={t(messages.noArticle)} />}
    />
  )
}

function articleColumns(t: Translate, format: ReturnType<typeof useFormat>): Column<ListedStocktakeArticle>[] {
  return [
    { key: 'article', title: t(shared.article), sort: 'name', render: (article) => <ArticleName article={article} /> },
    {
      key: 'state',
      title: t(shared.state),
      render: ({ is_to_count: isToCount, is_planned: isPlanned }) => (
        <Group gap={4}>
          <Badge
            color={isToCount ? 'safran' : 'sapin'}
            leftSection={<Icon of={isToCount ? ClockIcon : CheckCircleIcon} size={0.9} />}
          >
            {t(isToCount ? messages.toCount : messages.done)}
          </Badge>
          {isPlanned === false && <Badge color="gray">{t(messages.unplanned)}</Badge>}
        </Group>
      ),
    },
    {
      key: 'counted',
      title: t(messages.countedTitle),
      isNumber: true,
      render: ({ counted }) => format.number(counted),
    },
    { key: 'expected', title: t(messages.expected), isNumber: true, render: ({ expected }) => format.number(expected) },
    { key: 'zones', title: t(messages.zones), isNumber: true, render: ({ zones }) => format.number(zones) },
    {
      key: 'counted_at',
      title: t(messages.countedAt),
      render: ({ counted_at: at }) => format.date(at, 'moment'),
    },
  ]
}
