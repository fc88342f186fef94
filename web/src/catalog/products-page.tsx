import { Badge } from '@mantine/core'
import { type ListedProduct, useApi } from '../api/index.ts'
import { type Translate, useFormat, useText } from '../i18n/index.ts'
import { type Column, DataTable, EmptyState, Page, SearchField, useList } from '../ui/index.ts'
import { messages } from './messages.ts'

/** The products of the chain, as the server orders and filters them. */
export default function ProductsPage() {
  const t = useText()
  const list = useList({ filters: ['category_id', 'is_active'], sort: 'name' })
  const products = useApi('listProducts', [{ ...list.query, include: 'category' }])
  return (
    <Page title={t(messages.products)}>
      <DataTable
        name="products"
        label={t(messages.products)}
        of={products}
        list={list}
        columns={productColumns(t, useFormat())}
        rowKey={({ id }) => id ?? 0}
        toolbar={<SearchField label={t(messages.searchProducts)} value={list.q} onChange={(q) => list.change({ q })} />}
        empty={<EmptyState title={t(messages.noProducts)} hint={t(messages.noProductsHint)} />}
      />
    </Page>
  )
}

function productColumns(t: Translate, format: ReturnType<typeof useFormat>): Column<ListedProduct>[] {
  return [
    { key: 'name', title: t(messages.name), sort: 'name', render: ({ name }) => name },
    { key: 'sku', title: t(messages.sku), render: ({ sku }) => sku },
    { key: 'barcode', title: t(messages.barcode), render: ({ barcode }) => barcode, isHidden: true },
    { key: 'category', title: t(messages.category), render: ({ category }) => category?.name },
    {
      key: 'price',
      title: t(messages.price),
      sort: 'price',
      isNumber: true,
      render: ({ price }) => format.money(price, 'CAD'),
    },
    {
      key: 'variants',
      title: t(messages.variants),
      isNumber: true,
      render: ({ variants_count: count }) => format.number(count),
    },
    {
      key: 'state',
      title: t(messages.state),
      render: ({ is_active: isActive }) => (
        <Badge color={isActive ? 'sapin' : 'gray'}>{t(isActive ? messages.active : messages.inactive)}</Badge>
      ),
    },
    {
      key: 'updated',
      title: t(messages.updated),
      sort: 'updated_at',
      isHidden: true,
      render: ({ updated_at: at }) => format.date(at, 'moment'),
    },
  ]
}
