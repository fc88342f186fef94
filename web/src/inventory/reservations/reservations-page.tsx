import { BookmarkIcon } from '@heroicons/react/24/outline'
import { Anchor, Badge, Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api, type ListedReservation, useAction, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { type Text, type Translate, useFormat, useText } from '../../i18n/index.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  Icon,
  notifyError,
  Page,
  SearchField,
  useList,
  useOnce,
  useUndo,
  useUrlState,
} from '../../ui/index.ts'
import { ArticleName, nameOf } from '../article-name.tsx'
import { FilterChips } from '../filter-chips.tsx'
import { STOCK_READS } from '../levels/stock-reads.ts'
import { useListedStore } from '../listed-store.ts'
import { messages as shared } from '../messages.ts'
import { useStoreNames } from '../store-names.ts'
import { CreateReservationDialog } from './create-reservation-dialog.tsx'
import { messages } from './messages.ts'

type Status = NonNullable<ListedReservation['status']>

const STATUSES: Readonly<Record<Status, { readonly label: Text; readonly color: string }>> = {
  active: { label: messages.active, color: 'sapin' },
  consumed: { label: messages.done, color: 'gray' },
  released: { label: messages.released, color: 'gray' },
  expired: { label: messages.expired, color: 'safran' },
}

/** What is promised, to whom and until when. `?new=17` reserves an article at once. */
export default function ReservationsPage() {
  const t = useText()
  const { can } = useSession()
  const list = useList({ filters: ['status', 'store_id', 'variant_id'], sort: '-id' })
  const [{ new: reserved }, change] = useUrlState()
  const storeId = useListedStore(list.filters.store_id)
  const reservations = useApi('listReservations', [{ ...list.query, ...(storeId !== null && { store_id: storeId }) }])
  const columns = useReservationColumns()
  const create = can('sales.create') && (
    <Button leftSection={<Icon of={BookmarkIcon} size={1.1} />} onClick={() => change({ new: 'article' })}>
      {t(messages.create)}
    </Button>
  )
  return (
    <Page title={t(shared.reservations)} lead={t(messages.lead)} actions={create}>
      <DataTable
        name="reservations"
        label={t(shared.reservations)}
        of={reservations}
        list={list}
        columns={columns}
        rowKey={({ id }) => id ?? 0}
        rowLink={({ variant_id: variantId, store_id: store }) => `/stock/${variantId}/${store}`}
        toolbar={
          <Group gap="xs" flex={1}>
            <SearchField label={t(shared.searchArticle)} value={list.q} onChange={(q) => list.change({ q })} />
            <FilterChips
              label={t(messages.filter)}
              choices={Object.entries(STATUSES).map(([value, { label }]) => ({ value, label: t(label) }))}
              value={list.filters.status}
              onChange={(status) => list.change({ status })}
            />
          </Group>
        }
        empty={
          <EmptyState
            icon={<Icon of={BookmarkIcon} size={2.5} />}
            title={t(messages.none)}
            hint={t(messages.noneHint)}
            action={create}
          />
        }
      />
      {reserved !== undefined && can('sales.create') && (
        <CreateReservationDialog
          storeId={storeId}
          variantId={Number(reserved) || null}
          onClose={() => change({ new: undefined })}
        />
      )}
    </Page>
  )
}

function useReservationColumns(): Column<ListedReservation>[] {
  const t = useText()
  const format = useFormat()
  const { can } = useSession()
  const nameOfStore = useStoreNames()
  return [
    { key: 'article', title: t(shared.article), render: (reservation) => <ArticleName article={reservation} /> },
    { key: 'store', title: t(shared.store), render: ({ store_id: id }) => nameOfStore(id) },
    {
      key: 'remaining',
      title: t(messages.remaining),
      isNumber: true,
      render: ({ remaining }) => format.number(remaining),
    },
    {
      key: 'consumed',
      title: t(messages.consumed),
      isNumber: true,
      isHidden: true,
      render: ({ consumed }) => format.number(consumed),
    },
    { key: 'reference', title: t(messages.forWhom), render: (reservation) => <ForWhom reservation={reservation} /> },
    {
      key: 'expires_at',
      title: t(messages.expires),
      sort: 'expires_at',
      render: ({ expires_at: at }) => (at === null ? t(messages.whenShipped) : format.date(at, 'moment')),
    },
    { key: 'status', title: t(shared.state), render: ({ status }) => statusBadge(t, status) },
    { key: 'by', title: t(shared.by), isHidden: true, render: ({ actor_name: name }) => name },
    ...(can('sales.create')
      ? [
          {
            key: 'actions',
            title: t(messages.actions),
            render: (reservation: ListedReservation) => <ReleaseButton reservation={reservation} />,
          },
        ]
      : []),
  ]
}

function statusBadge(t: Translate, status: Status | undefined) {
  if (status === undefined) return null
  const { label, color } = STATUSES[status]
  return <Badge color={color}>{t(label)}</Badge>
}

function ForWhom({ reservation }: { readonly reservation: ListedReservation }) {
  const t = useText()
  const { transfer_id: transferId, reference } = reservation
  if (transferId === null || transferId === undefined) return reference
  return (
    <Anchor component={Link} to={`/transfers/${transferId}`}>
      {t(messages.transfer, { id: String(transferId) })}
    </Anchor>
  )
}

/** Gives the articles back; taking that back promises them anew. */
function ReleaseButton({ reservation }: { readonly reservation: ListedReservation }) {
  const t = useText()
  const offerUndo = useUndo()
  const ends = [...STOCK_READS, 'listReservations'] as const
  const release = useAction(api.releaseReservation, ends)
  const reserve = useAction(api.createReservation, ends)
  const { id, status, transfer_id: transferId, store_id, variant_id, remaining, expires_at, reference } = reservation
  const name = nameOf(reservation)
  const act = useOnce(async () => {
    if (id === undefined) return
    try {
      await release.mutateAsync([id])
      if (store_id === undefined || variant_id === undefined || remaining === undefined) return
      const body = { store_id, variant_id, quantity: remaining, reference: reference ?? null }
      offerUndo(t(messages.wasReleased, { name }), () =>
        reserve.mutateAsync([{ ...body, ...(expires_at && { expires_at }) }]),
      )
    } catch (error) {
      notifyError(error)
    }
  })
  if (status !== 'active' || transferId !== null) return null
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={release.isPending}
      aria-label={t(messages.releaseOf, { name })}
      onClick={() => act()}
    >
      {t(messages.release)}
    </Button>
  )
}
