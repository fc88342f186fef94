import { StarIcon } from '@heroicons/react/24/outline'
import { Badge, Group, Tooltip } from '@mantine/core'
import type { ListedProduct } from '../../api/index.ts'
import { NOTHING, type Translate, type useFormat } from '../../i18n/index.ts'
import { type Column, Icon } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import { Thumbnail } from '../picture.tsx'
import { messages } from './messages.ts'

type Shown = {
  readonly t: Translate
  readonly format: ReturnType<typeof useFormat>
  readonly currency: string
  readonly seesCosts: boolean
}

export function productColumns({ t, format, currency, seesCosts }: Shown): Column<ListedProduct>[] {
  const money = (amount: string | null | undefined) => format.money(amount, currency)
  return [
    { key: 'name', title: t(common.name), sort: 'name', render: (product) => <Named product={product} t={t} /> },
    { key: 'sku', title: t(common.sku), render: ({ sku }) => sku ?? NOTHING },
    { key: 'barcode', title: t(common.barcode), render: ({ barcode }) => barcode ?? NOTHING, isHidden: true },
    { key: 'category', title: t(common.category), render: ({ category }) => category?.name ?? NOTHING },
    { key: 'vendor', title: t(messages.vendor), render: ({ vendor }) => vendor ?? NOTHING, isHidden: true },
    {
      key: 'price',
      title: t(common.price),
      sort: 'price',
      isNumber: true,
      render: ({ price, price_max: highest }) =>
        price === highest ? money(price) : t(messages.priceRange, { from: money(price), to: money(highest) }),
    },
    ...(seesCosts
      ? [
          {
            key: 'cost',
            title: t(common.cost),
            isNumber: true,
            isHidden: true,
            render: ({ cost }: ListedProduct) => money(cost),
          },
          {
            key: 'margin',
            title: t(messages.margin),
            isNumber: true,
            isHidden: true,
            render: ({ margin }: ListedProduct) => money(margin),
          },
        ]
      : []),
    {
      key: 'variants',
      title: t(messages.variants),
      isNumber: true,
      render: ({ variants_count: count }) => format.number(count),
    },
    { key: 'state', title: t(messages.state), render: (product) => <State product={product} t={t} /> },
    {
      key: 'updated',
      title: t(messages.updated),
      sort: 'updated_at',
      isHidden: true,
      render: ({ updated_at: at }) => format.date(at, 'moment'),
    },
    {
      key: 'created',
      title: t(messages.created),
      sort: 'created_at',
      isHidden: true,
      render: ({ created_at: at }) => format.date(at, 'moment'),
    },
  ]
}

type OfProduct = { readonly product: ListedProduct; readonly t: Translate }

function Named({ product, t }: OfProduct) {
  return (
    <Group gap="sm" wrap="nowrap">
      <Thumbnail picture={product.gallery?.[0]} size={2.25} />
      <span>{product.name}</span>
      {product.is_featured === true && (
        <Tooltip label={t(common.featured)}>
          <span role="img" aria-label={t(common.featured)}>
            <Icon of={StarIcon} size={0.9} />
          </span>
        </Tooltip>
      )}
    </Group>
  )
}

const State = ({ product: { is_active: isActive }, t }: OfProduct) => (
  <Badge color={isActive ? 'sapin' : 'gray'}>{t(isActive ? common.active : common.inactive)}</Badge>
)
