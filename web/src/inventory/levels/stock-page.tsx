import { AdjustmentsHorizontalIcon, InboxArrowDownIcon, QueueListIcon } from '@heroicons/react/24/outline'
import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useSession } from '../../app/session.tsx'
import { useChosenStore, useStores } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { Icon, Page, SearchField, useList } from '../../ui/index.ts'
import { CategorySelect } from '../category-select.tsx'
import { FilterChips } from '../filter-chips.tsx'
import { LEVEL_STATUSES } from '../level-badge.tsx'
import { useListedStore } from '../listed-store.ts'
import { messages as shared } from '../messages.ts'
import { useStoreNames } from '../store-names.ts'
import { messages } from './messages.ts'
import { PolicyDialog } from './policy-dialog.tsx'
import { StockMatrix } from './stock-matrix.tsx'
import { StoreLevels } from './store-levels.tsx'

const STATUSES = ['low', 'out', 'negative', 'over'] as const

/** What each store has: of one store with all there is to say, of several side by side. */
export default function StockPage() {
  const t = useText()
  const nameOfStore = useStoreNames()
  const stores = useStores()
  const [, choose] = useChosenStore()
  const list = useList({ filters: ['status', 'category_id', 'store_id'], sort: 'name' })
  const listed = useListedStore(list.filters.store_id)
  const storeId = listed ?? (stores.length === 1 ? (stores[0]?.id ?? null) : null)
  const show = (id: number | null) => {
    choose(id)
    list.change({ store_id: undefined, sort: undefined })
  }
  const toolbar = (
    <Group gap="xs" flex={1}>
      <SearchField label={t(shared.searchArticle)} value={list.q} onChange={(q) => list.change({ q })} />
      <CategorySelect
        value={list.filters.category_id}
        onChange={(id) => list.change({ category_id: id })}
        w={{ base: '100%', xs: '13rem' }}
      />
      <FilterChips
        label={t(messages.filter)}
        choices={STATUSES.map((status) => ({ value: status, label: t(LEVEL_STATUSES[status].label) }))}
        value={list.filters.status}
        onChange={(status) => list.change({ status })}
      />
    </Group>
  )
  return (
    <Page
      title={t(shared.stock)}
      lead={storeId === null ? t(messages.lead) : t(messages.leadStore, { store: nameOfStore(storeId) })}
      actions={<PageActions storeId={storeId} onShowAll={stores.length > 1 ? () => show(null) : null} />}
    >
      {storeId === null ? (
        <StockMatrix list={list} toolbar={toolbar} onShowStore={show} />
      ) : (
        <StoreLevels key={storeId} storeId={storeId} list={list} toolbar={toolbar} />
      )}
    </Page>
  )
}

type PageActionsProps = { readonly storeId: number | null; readonly onShowAll: (() => void) | null }

function PageActions({ storeId, onShowAll }: PageActionsProps) {
  const t = useText()
  const { can } = useSession()
  const [isOpen, { open, close }] = useDisclosure()
  return (
    <>
      {storeId !== null && onShowAll !== null && (
        <Button variant="subtle" onClick={onShowAll}>
          {t(messages.showAll)}
        </Button>
      )}
      {storeId !== null && (
        <Button variant="default" leftSection={<Icon of={AdjustmentsHorizontalIcon} size={1.1} />} onClick={open}>
          {t(messages.policy)}
        </Button>
      )}
      <Button
        component={Link}
        to="/stock-movements"
        variant="default"
        leftSection={<Icon of={QueueListIcon} size={1.1} />}
      >
        {t(shared.movements)}
      </Button>
      {can('stock.adjust') && (
        <Button component={Link} to="/stock-receipts/new" leftSection={<Icon of={InboxArrowDownIcon} size={1.1} />}>
          {t(messages.receive)}
        </Button>
      )}
      {isOpen && storeId !== null && <PolicyDialog storeId={storeId} onClose={close} />}
    </>
  )
}
