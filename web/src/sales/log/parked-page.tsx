import { PauseCircleIcon, TrashIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Badge, SegmentedControl, Tooltip } from '@mantine/core'
import { api, type ListedParkedSale, useAction, useApi } from '../../api/index.ts'
import { useChosenStore, useStores } from '../../app/store-choice.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  Icon,
  notifyError,
  Page,
  SearchField,
  useList,
  useUndo,
} from '../../ui/index.ts'
import { messages as words } from '../words/messages.ts'
import { usePlaces } from '../words/places.ts'
import { messages } from './messages.ts'

/** The tickets that wait under a name until somebody resumes them at a till. */
export default function ParkedPage() {
  const t = useText()
  const list = useList({ filters: ['store_id', 'is_resumed'], sort: 'created_at' })
  const [store] = useChosenStore()
  const isNarrowed = store !== null && list.filters.store_id === undefined
  const parked = useApi('listParkedSales', [{ ...list.query, ...(isNarrowed && { store_id: store }) }])
  return (
    <Page title={t(messages.parked)}>
      <DataTable
        name="parked"
        label={t(messages.parked)}
        of={parked}
        list={list}
        columns={useParkedColumns()}
        rowKey={({ id }) => id ?? ''}
        toolbar={
          <>
            <SearchField label={t(messages.searchParked)} value={list.q} onChange={(q) => list.change({ q })} />
            <SegmentedControl
              aria-label={t(messages.state)}
              data={[
                { value: 'false', label: t(messages.waiting) },
                { value: 'true', label: t(messages.resumed) },
              ]}
              value={list.filters.is_resumed ?? 'false'}
              onChange={(value) => list.change({ is_resumed: value === 'true' ? 'true' : undefined })}
            />
          </>
        }
        empty={
          <EmptyState
            icon={<Icon of={PauseCircleIcon} size={2.5} />}
            title={t(messages.noParked)}
            hint={t(messages.noParkedHint)}
          />
        }
      />
    </Page>
  )
}

function useParkedColumns(): Column<ListedParkedSale>[] {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  const isChain = useStores().length > 1
  return [
    { key: 'name', title: t(messages.name), sort: 'name', render: ({ name }) => name },
    { key: 'store', title: t(words.store), isHidden: !isChain, render: ({ store_id: id }) => places.name(id) },
    { key: 'lines', title: t(messages.lines), isNumber: true, render: ({ lines }) => format.number(lines?.length) },
    {
      key: 'total',
      title: t(words.total),
      isNumber: true,
      render: ({ total, store_id: store }) => format.money(total, places.currency(store) ?? 'CAD'),
    },
    { key: 'by', title: t(messages.parkedBy), render: ({ parked_by: name }) => name },
    {
      key: 'since',
      title: t(messages.parkedAt),
      sort: 'created_at',
      render: ({ created_at: at, store_id: store }) => format.date(at, 'moment', places.zone(store)),
    },
    { key: 'state', title: t(messages.state), render: (row) => <ParkedState parked={row} /> },
  ]
}

function ParkedState({ parked }: { readonly parked: ListedParkedSale }) {
  const t = useText()
  const undo = useUndo()
  const remove = useAction(api.deleteParkedSale, ['listParkedSales'])
  const park = useAction(api.parkSale, ['listParkedSales'])
  const { id = '', name = '', resumed_at: at, resumed_by: by } = parked
  if (at != null) return <Badge color="gray">{t(messages.resumedBy, { name: by ?? '' })}</Badge>
  const giveUp = () =>
    remove
      .mutateAsync([id])
      .then(() => undo(t(messages.givenUp, { name }), () => park.mutateAsync([asBefore(parked)])))
      .catch(notifyError)
  return (
    <Tooltip label={t(messages.giveUp)}>
      <ActionIcon aria-label={t(messages.giveUp)} onClick={() => void giveUp()} loading={remove.isPending}>
        <Icon of={TrashIcon} size={1} />
      </ActionIcon>
    </Tooltip>
  )
}

/** The same ticket under an id of its own: the one before is gone for good. */
const asBefore = ({ store_id, register_id, name, customer_id, note, lines, discount, total }: ListedParkedSale) => ({
  store_id: store_id ?? 0,
  register_id: register_id ?? null,
  name: name ?? '',
  customer_id: customer_id ?? null,
  note: note ?? null,
  lines: lines ?? [],
  discount: discount ?? null,
  total: total ?? null,
})
