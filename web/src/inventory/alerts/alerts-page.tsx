import { ArrowPathIcon, BellAlertIcon } from '@heroicons/react/24/outline'
import { Button, Group, SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ListedStockAlert, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { type Translate, useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, Icon, Page, SearchField, useList } from '../../ui/index.ts'
import { ArticleName } from '../article-name.tsx'
import { FilterChips } from '../filter-chips.tsx'
import { LEVEL_STATUSES, LevelBadge } from '../level-badge.tsx'
import { useListedStore } from '../listed-store.ts'
import { messages as shared } from '../messages.ts'
import { useStoreNames } from '../store-names.ts'
import { messages } from './messages.ts'

const KINDS = ['out', 'low', 'negative', 'over', 'no_sale'] as const
const FILTERS = ['kind', 'status', 'store_id', 'variant_id', 'product_id', 'date_from', 'date_to'] as const

/** What asks to be looked at, as it happens. */
export default function AlertsPage() {
  const t = useText()
  const format = useFormat()
  const { can } = useSession()
  const nameOfStore = useStoreNames()
  const list = useList({ filters: FILTERS, sort: '-opened_at' })
  const storeId = useListedStore(list.filters.store_id)
  const alerts = useApi('listStockAlerts', [{ ...list.query, ...(storeId !== null && { store_id: storeId }) }])
  const order = can('transfers.view') && (
    <Button component={Link} to="/replenishment" variant="default" leftSection={<Icon of={ArrowPathIcon} size={1.1} />}>
      {t(messages.order)}
    </Button>
  )
  return (
    <Page title={t(shared.alerts)} lead={t(messages.lead)} actions={order}>
      <DataTable
        name="stock-alerts"
        label={t(shared.alerts)}
        of={alerts}
        list={list}
        columns={alertColumns(t, format, nameOfStore)}
        rowKey={({ id }) => id ?? 0}
        rowLink={({ variant_id: variantId, store_id: store }) => `/stock/${variantId}/${store}`}
        toolbar={
          <Group gap="xs" flex={1}>
            <SearchField label={t(shared.searchArticle)} value={list.q} onChange={(q) => list.change({ q })} />
            <SegmentedControl
              aria-label={t(messages.which)}
              data={[
                { value: 'open', label: t(messages.open) },
                { value: 'closed', label: t(messages.past) },
              ]}
              value={list.filters.status ?? 'open'}
              onChange={(status) => list.change({ status: status === 'open' ? undefined : status })}
            />
            <FilterChips
              label={t(messages.kind)}
              choices={KINDS.map((kind) => ({ value: kind, label: t(LEVEL_STATUSES[kind].label) }))}
              value={list.filters.kind}
              onChange={(kind) => list.change({ kind })}
            />
          </Group>
        }
        empty={
          <EmptyState
            icon={<Icon of={BellAlertIcon} size={2.5} />}
            title={t(messages.none)}
            hint={t(messages.noneHint)}
          />
        }
      />
    </Page>
  )
}

function alertColumns(
  t: Translate,
  format: ReturnType<typeof useFormat>,
  nameOfStore: (id: number | undefined) => string,
): Column<ListedStockAlert>[] {
  return [
    { key: 'article', title: t(shared.article), render: (alert) => <ArticleName article={alert} /> },
    { key: 'kind', title: t(messages.alert), render: ({ kind }) => <LevelBadge status={kind} /> },
    { key: 'store', title: t(shared.store), render: ({ store_id: id }) => nameOfStore(id) },
    { key: 'now', title: t(messages.now), isNumber: true, render: ({ on_hand: onHand }) => format.number(onHand) },
    {
      key: 'at_opening',
      title: t(messages.atOpening),
      isNumber: true,
      isHidden: true,
      render: ({ quantity }) => format.number(quantity),
    },
    {
      key: 'reorder_point',
      title: t(shared.reorderPoint),
      isNumber: true,
      render: ({ reorder_point: point }) => format.number(point),
    },
    { key: 'target', title: t(shared.target), isNumber: true, render: ({ target }) => format.number(target) },
    {
      key: 'opened_at',
      title: t(messages.since),
      sort: 'opened_at',
      render: ({ opened_at: at }) => format.date(at, 'moment'),
    },
    { key: 'idle', title: t(messages.idleSince), isHidden: true, render: ({ idle_since: at }) => format.date(at) },
    {
      key: 'closed',
      title: t(messages.closed),
      isHidden: true,
      render: ({ closed_at: at }) => format.date(at, 'moment'),
    },
  ]
}
