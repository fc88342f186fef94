import { Badge } from '@mantine/core'
import type { ListedSale } from '../../api/index.ts'
import { useStores } from '../../app/store-choice.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import type { Column } from '../../ui/index.ts'
import { FlagBadges } from '../words/flag-badges.tsx'
import { messages as words } from '../words/messages.ts'
import { usePlaces } from '../words/places.ts'
import { messages } from './messages.ts'

/** What a list of tickets shows of each. */
export function useTicketColumns(): Column<ListedSale>[] {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  const isChain = useStores().length > 1
  const money = (amount: string | undefined, { currency }: ListedSale) => format.money(amount, currency ?? 'CAD')
  return [
    { key: 'reference', title: t(messages.reference), sort: 'number', render: ({ reference }) => reference },
    { key: 'kind', title: t(messages.kind), render: ({ kind }) => <KindBadge kind={kind} /> },
    {
      key: 'when',
      title: t(words.when),
      sort: 'occurred_at',
      render: ({ occurred_at: at, store_id: store }) => format.date(at, 'moment', places.zone(store)),
    },
    {
      key: 'day',
      title: t(words.day),
      sort: 'business_day',
      isHidden: true,
      render: ({ business_day: day }) => format.date(day),
    },
    { key: 'store', title: t(words.store), isHidden: !isChain, render: ({ store_id: id }) => places.name(id) },
    { key: 'register', title: t(words.register), render: ({ register_name: name }) => name },
    { key: 'cashier', title: t(words.cashier), render: ({ cashier_name: name }) => name },
    { key: 'customer', title: t(words.customer), isHidden: isChain, render: ({ customer_name: name }) => name },
    {
      key: 'lines',
      title: t(messages.lines),
      isNumber: true,
      isHidden: true,
      render: ({ lines_count: count }) => format.number(count),
    },
    {
      key: 'subtotal',
      title: t(messages.subtotal),
      isNumber: true,
      isHidden: true,
      render: (row) => money(row.subtotal, row),
    },
    { key: 'tax', title: t(messages.tax), isNumber: true, isHidden: true, render: (row) => money(row.tax_total, row) },
    { key: 'total', title: t(words.total), sort: 'total', isNumber: true, render: (row) => money(row.total, row) },
    { key: 'flags', title: t(messages.flags), render: ({ flags }) => <FlagBadges flags={flags ?? []} /> },
  ]
}

export function KindBadge({ kind }: { readonly kind: 'sale' | 'return' | undefined }) {
  const t = useText()
  return kind === 'return' ? (
    <Badge color="brique">{t(words.return)}</Badge>
  ) : (
    <Badge color="gray">{t(words.sale)}</Badge>
  )
}
