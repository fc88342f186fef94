import { Tooltip, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ListedStockArticle, useApi } from '../../api/index.ts'
import { useStores } from '../../app/store-choice.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, Icon, type ListState } from '../../ui/index.ts'
import { ArticleName } from '../article-name.tsx'
import { LEVEL_STATUSES } from '../level-badge.tsx'
import { messages as shared } from '../messages.ts'
import classes from './levels.module.css'
import { messages } from './messages.ts'

type StockMatrixProps = {
  readonly list: ListState<'status' | 'category_id' | 'store_id'>
  readonly toolbar: ReactNode
  readonly onShowStore: (id: number) => void
}

type StoreLevel = NonNullable<ListedStockArticle['stores']>[number]

/** Articles beside stores: what each has, and where that is not as it should be. */
export function StockMatrix({ list, toolbar, onShowStore }: StockMatrixProps) {
  const t = useText()
  const format = useFormat()
  const stores = useStores()
  const { store_id: _, ...query } = list.query
  const articles = useApi('listStockArticles', [query])
  const columns: Column<ListedStockArticle>[] = [
    { key: 'name', title: t(shared.article), sort: 'name', render: (article) => <ArticleName article={article} /> },
    {
      key: 'together',
      title: t(messages.together),
      isNumber: true,
      render: ({ on_hand: onHand }) => format.number(onHand),
    },
    ...stores.map(({ id = 0, name = '' }) => ({
      key: `store-${id}`,
      title: name,
      isNumber: true,
      heading: (
        <Tooltip label={t(messages.showStore, { store: name })}>
          <UnstyledButton className={classes.heading} onClick={() => onShowStore(id)}>
            {name}
          </UnstyledButton>
        </Tooltip>
      ),
      render: ({ variant_id: variantId, stores: levels = [] }: ListedStockArticle) => (
        <Cell variantId={variantId} level={levels.find((level) => level.store_id === id)} />
      ),
    })),
  ]
  return (
    <DataTable
      name="stock-matrix"
      label={t(shared.stock)}
      of={articles}
      list={list}
      columns={columns}
      rowKey={({ variant_id: id }) => id ?? 0}
      rowLink={({ variant_id: id }) => `/stock/${id}`}
      toolbar={toolbar}
      empty={<EmptyState title={t(messages.none)} hint={t(messages.noneHint)} />}
    />
  )
}

type CellProps = { readonly variantId: number | undefined; readonly level: StoreLevel | undefined }

/** A number that leads to why it is so. */
function Cell({ variantId, level }: CellProps) {
  const t = useText()
  const format = useFormat()
  if (level === undefined) return <span className={classes.none}>{format.number(null)}</span>
  const { label, icon } = LEVEL_STATUSES[level.status]
  const isQuiet = level.status === 'in' || level.status === 'over'
  return (
    <Link to={`/stock/${variantId}/${level.store_id}`} className={classes.cell} data-status={level.status}>
      {!isQuiet && <Icon of={icon} size={0.9} />}
      {format.number(level.on_hand)}
      {!isQuiet && <span className="visually-hidden">{t(label)}</span>}
    </Link>
  )
}
