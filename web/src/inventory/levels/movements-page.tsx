import { Anchor, Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ListedStockMovement, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { type Translate, useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, Page, SearchField, useList } from '../../ui/index.ts'
import { ArticleName } from '../article-name.tsx'
import { DayField } from '../day-field.tsx'
import { useListedStore } from '../listed-store.ts'
import { messages as shared } from '../messages.ts'
import { compare } from '../quantity.ts'
import { useStoreNames } from '../store-names.ts'
import { messages } from './messages.ts'
import { MOVEMENT_KINDS, type MovementKind, referencePage } from './movement-kinds.ts'

const FILTERS = ['kind', 'date_from', 'date_to', 'store_id', 'variant_id'] as const

/** The ledger of one's stores, the newest first. */
export default function MovementsPage() {
  const t = useText()
  const format = useFormat()
  const { can } = useSession()
  const nameOfStore = useStoreNames()
  const list = useList({ filters: FILTERS })
  const storeId = useListedStore(list.filters.store_id)
  const movements = useApi('listStockMovements', [{ ...list.query, ...(storeId !== null && { store_id: storeId }) }])
  return (
    <Page
      title={t(shared.movements)}
      lead={t(messages.movementsLead)}
      crumbs={[{ label: t(shared.stock), to: '/stock' }]}
    >
      <DataTable
        name="stock-movements"
        label={t(shared.movements)}
        of={movements}
        list={list}
        columns={movementColumns({ t, format, can, nameOfStore })}
        rowKey={({ id }) => id ?? 0}
        rowLink={({ variant_id: variantId, store_id: store }) => `/stock/${variantId}/${store}`}
        toolbar={
          <>
            <SearchField label={t(shared.searchArticle)} value={list.q} onChange={(q) => list.change({ q })} />
            <Select
              aria-label={t(messages.kind)}
              placeholder={t(messages.kind)}
              data={Object.entries(MOVEMENT_KINDS).map(([value, label]) => ({ value, label: t(label) }))}
              value={list.filters.kind ?? null}
              onChange={(kind) => list.change({ kind: kind ?? undefined })}
              clearable
            />
            <DayField
              label={t(messages.from)}
              value={list.filters.date_from}
              onChange={(day) => list.change({ date_from: day })}
            />
            <DayField
              label={t(messages.until)}
              value={list.filters.date_to}
              onChange={(day) => list.change({ date_to: day })}
            />
          </>
        }
        empty={<EmptyState title={t(messages.noMovement)} hint={t(messages.noMovementHint)} />}
      />
    </Page>
  )
}

type Ground = {
  readonly t: Translate
  readonly format: ReturnType<typeof useFormat>
  readonly can: (permission: string) => boolean
  readonly nameOfStore: (id: number | undefined) => string
}

function movementColumns({ t, format, can, nameOfStore }: Ground): Column<ListedStockMovement>[] {
  return [
    { key: 'article', title: t(shared.article), render: (movement) => <ArticleName article={movement} /> },
    { key: 'when', title: t(shared.when), render: ({ occurred_at: at }) => format.date(at, 'moment') },
    { key: 'store', title: t(shared.store), render: ({ store_id: id }) => nameOfStore(id) },
    {
      key: 'kind',
      title: t(messages.whatHappened),
      render: (movement) => {
        const page = referencePage(movement, can)
        const label = t(MOVEMENT_KINDS[movement.kind as MovementKind])
        return page === null ? (
          label
        ) : (
          <Anchor component={Link} to={page} inherit>
            {label}
          </Anchor>
        )
      },
    },
    { key: 'reason', title: t(shared.reason), render: ({ reason }) => reason },
    {
      key: 'quantity',
      title: t(shared.quantity),
      isNumber: true,
      render: ({ quantity = '0' }) => `${compare(quantity, '0') > 0 ? '+' : ''}${format.number(quantity)}`,
    },
    {
      key: 'balance',
      title: t(messages.balance),
      isNumber: true,
      render: ({ balance_after: balance }) => format.number(balance),
    },
    { key: 'actor', title: t(shared.by), render: ({ actor_name: name }) => name },
  ]
}
