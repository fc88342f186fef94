import { CheckCircleIcon, ClockIcon, MinusCircleIcon } from '@heroicons/react/24/outline'
import { Badge, Group } from '@mantine/core'
import { type ListedStocktakeArticle, type Stocktake, useApi } from '../../api/index.ts'
import { type Translate, useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, Icon, SearchField, useList } from '../../ui/index.ts'
import { ArticleName } from '../article-name.tsx'
import { FilterChips } from '../filter-chips.tsx'
import { messages as shared } from '../messages.ts'
import { messages } from './messages.ts'
import { ARTICLE_STATES, type ArticleState, stateOfArticle } from './stocktake-states.ts'

const FILTERS: Readonly<Record<ArticleState, { readonly is_to_count?: string; readonly is_counted?: string }>> = {
  to_count: { is_to_count: 'true' },
  counted: { is_counted: 'true' },
  not_counted: { is_counted: 'false' },
}
const ANY_STATE = { is_to_count: undefined, is_counted: undefined }

/** The articles of a stocktake: what is counted, and what is still to be. */
export function StocktakeArticles({ stocktake }: { readonly stocktake: Stocktake }) {
  const t = useText()
  const format = useFormat()
  const list = useList({ filters: ['is_to_count', 'is_counted'], sort: 'name' })
  const articles = useApi('listStocktakeArticles', [stocktake.id, list.query])
  const { is_to_count: isToCount, is_counted: isCounted } = list.filters
  const chosen =
    isToCount === 'true'
      ? 'to_count'
      : isCounted === 'true'
        ? 'counted'
        : isCounted === 'false'
          ? 'not_counted'
          : undefined
  const isCounting = stocktake.status === 'counting'
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
            choices={(['to_count', 'counted', 'not_counted'] as const)
              .filter((state) => state !== (isCounting ? 'not_counted' : 'to_count'))
              .map((state) => ({ value: state, label: t(ARTICLE_STATES[state].label) }))}
            value={chosen}
            onChange={(state) => list.change(state === undefined ? ANY_STATE : { ...ANY_STATE, ...FILTERS[state] })}
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
      render: (article) => <ArticleStateBadges article={article} />,
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

const ICONS: Readonly<Record<ArticleState, typeof ClockIcon>> = {
  to_count: ClockIcon,
  counted: CheckCircleIcon,
  not_counted: MinusCircleIcon,
}

function ArticleStateBadges({ article }: { readonly article: ListedStocktakeArticle }) {
  const t = useText()
  const state = stateOfArticle(article)
  return (
    <Group gap={4}>
      <Badge color={ARTICLE_STATES[state].color} leftSection={<Icon of={ICONS[state]} size={0.9} />}>
        {t(ARTICLE_STATES[state].label)}
      </Badge>
      {article.is_planned === false && <Badge color="gray">{t(messages.unplanned)}</Badge>}
    </Group>
  )
}
