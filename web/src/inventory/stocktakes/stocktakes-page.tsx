import { ClipboardDocumentCheckIcon, PlusIcon } from '@heroicons/react/24/outline'
import { Button, Group } from '@mantine/core'
import { type ListedStocktake, useApi } from '../../api/index.ts'
import { type Translate, useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, Icon, Page, useList, useUrlState } from '../../ui/index.ts'
import { FilterChips } from '../filter-chips.tsx'
import { useListedStore } from '../listed-store.ts'
import { messages as shared } from '../messages.ts'
import { useStoreNames } from '../store-names.ts'
import { CreateStocktakeDialog } from './create-stocktake-dialog.tsx'
import { messages } from './messages.ts'
import { StocktakeBadge } from './stocktake-badge.tsx'
import { STOCKTAKE_SCOPES, STOCKTAKE_STATUSES, type StocktakeStatus } from './stocktake-states.ts'

/** The stocktakes of one's stores, the newest first. `?new=store` begins another. */
export default function StocktakesPage() {
  const t = useText()
  const format = useFormat()
  const nameOfStore = useStoreNames()
  const list = useList({ filters: ['status', 'store_id'], sort: '-started_at' })
  const [{ new: begun }, change] = useUrlState()
  const storeId = useListedStore(list.filters.store_id)
  const stocktakes = useApi('listStocktakes', [{ ...list.query, ...(storeId !== null && { store_id: storeId }) }])
  const create = (
    <Button leftSection={<Icon of={PlusIcon} size={1.1} />} onClick={() => change({ new: 'store' })}>
      {t(messages.create)}
    </Button>
  )
  return (
    <Page title={t(shared.stocktakes)} lead={t(messages.lead)} actions={create}>
      <DataTable
        name="stocktakes"
        label={t(shared.stocktakes)}
        of={stocktakes}
        list={list}
        columns={stocktakeColumns(t, format, nameOfStore)}
        rowKey={({ id }) => id ?? 0}
        rowLink={({ id }) => `/stocktakes/${id}`}
        toolbar={
          <Group flex={1}>
            <FilterChips
              label={t(messages.filter)}
              choices={(Object.keys(STOCKTAKE_STATUSES) as StocktakeStatus[]).map((status) => ({
                value: status,
                label: t(STOCKTAKE_STATUSES[status].label),
              }))}
              value={list.filters.status}
              onChange={(status) => list.change({ status })}
            />
          </Group>
        }
        empty={
          <EmptyState
            icon={<Icon of={ClipboardDocumentCheckIcon} size={2.5} />}
            title={t(messages.none)}
            hint={t(messages.noneHint)}
            action={create}
          />
        }
      />
      {begun !== undefined && <CreateStocktakeDialog storeId={storeId} onClose={() => change({ new: undefined })} />}
    </Page>
  )
}

function stocktakeColumns(
  t: Translate,
  format: ReturnType<typeof useFormat>,
  nameOfStore: (id: number | undefined) => string,
): Column<ListedStocktake>[] {
  return [
    {
      key: 'number',
      title: t(shared.stocktakes),
      render: ({ id, note }) => note ?? t(messages.number, { id: String(id) }),
    },
    { key: 'store', title: t(shared.store), render: ({ store_id: id }) => nameOfStore(id) },
    { key: 'status', title: t(shared.state), render: ({ status }) => <StocktakeBadge status={status} /> },
    {
      key: 'scope',
      title: t(messages.what),
      render: ({ scope }) => scope !== undefined && t(STOCKTAKE_SCOPES[scope]),
    },
    {
      key: 'started_at',
      title: t(messages.started),
      sort: 'started_at',
      render: ({ started_at: at }) => format.date(at, 'moment'),
    },
    { key: 'finished_at', title: t(messages.finished), render: ({ finished_at: at }) => format.date(at, 'moment') },
    { key: 'by', title: t(shared.by), render: ({ created_by_name: name }) => name },
  ]
}
