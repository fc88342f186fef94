import type { ReactNode } from 'react'
import { type ListedStock, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { type Translate, useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, type ListState } from '../../ui/index.ts'
import { ArticleName } from '../article-name.tsx'
import { LevelBadge } from '../level-badge.tsx'
import { messages as shared } from '../messages.ts'
import { messages } from './messages.ts'

type StoreLevelsProps = {
  readonly storeId: number
  readonly list: ListState<'status' | 'category_id' | 'store_id'>
  readonly toolbar: ReactNode
}

/** One store's levels, each with what it should be, what is promised and what is coming. */
export function StoreLevels({ storeId, list, toolbar }: StoreLevelsProps) {
  const t = useText()
  const format = useFormat()
  const { can } = useSession()
  const { store_id: _, ...query } = list.query
  const levels = useApi('listStoreStock', [storeId, query])
  return (
    <DataTable
      name="store-stock"
      label={t(shared.stock)}
      of={levels}
      list={list}
      columns={levelColumns(t, format, can('products.viewCost'))}
      rowKey={({ variant_id: id }) => id ?? 0}
      rowLink={({ variant_id: id }) => `/stock/${id}/${storeId}`}
      toolbar={toolbar}
      empty={<EmptyState title={t(messages.none)} hint={t(messages.noneHint)} />}
    />
  )
}

function levelColumns(t: Translate, format: ReturnType<typeof useFormat>, withCost: boolean): Column<ListedStock>[] {
  const number = (
    key: 'on_hand' | 'available' | 'reserved' | 'in_transit' | 'reorder_point' | 'target',
    title: string,
  ) => ({
    key,
    title,
    isNumber: true,
    render: (level: ListedStock) => format.number(level[key]),
  })
  return [
    { key: 'name', title: t(shared.article), sort: 'name', render: (level) => <ArticleName article={level} /> },
    { key: 'status', title: t(shared.state), render: ({ status }) => <LevelBadge status={status} /> },
    { ...number('on_hand', t(shared.onHand)), sort: 'on_hand' },
    number('available', t(shared.available)),
    { ...number('reserved', t(shared.reserved)), isHidden: true },
    number('in_transit', t(shared.inTransit)),
    number('reorder_point', t(shared.reorderPoint)),
    number('target', t(shared.target)),
    ...(withCost
      ? [
          {
            key: 'average_cost',
            title: t(messages.averageCost),
            isNumber: true,
            isHidden: true,
            render: ({ average_cost: cost, currency = '' }: ListedStock) => format.money(cost, currency),
          },
          {
            key: 'value',
            title: t(shared.value),
            isNumber: true,
            render: ({ value, currency = '' }: ListedStock) => format.money(value, currency),
          },
        ]
      : []),
    { key: 'sold', title: t(messages.lastSold), render: ({ last_sold_at: at }) => format.date(at) },
    {
      key: 'updated',
      title: t(messages.updated),
      sort: 'updated_at',
      isHidden: true,
      render: ({ updated_at: at }) => format.date(at, 'moment'),
    },
  ]
}
