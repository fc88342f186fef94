import { BuildingOffice2Icon, InboxArrowDownIcon } from '@heroicons/react/24/outline'
import { Button, SimpleGrid } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ListedTransfer, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useAreStoresKnown, useStores } from '../../app/store-choice.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { EmptyState, Icon, LoadingState, Page, Stat, useUrlState } from '../../ui/index.ts'
import { messages as shared } from '../messages.ts'
import { StoreSelect } from '../store-select.tsx'
import { messages } from './messages.ts'
import { StoreNeeds } from './store-needs.tsx'
import { Asked } from './transfers-of-warehouse.tsx'
import { WarehouseStock } from './warehouse-stock.tsx'

/** What the warehouse that supplies the stores has to do today. */
export default function WarehousePage() {
  const t = useText()
  const stores = useStores()
  const areKnown = useAreStoresKnown()
  const [{ store_id: given }, change] = useUrlState()
  const warehouses = stores.filter(({ kind }) => kind === 'warehouse')
  const warehouse = warehouses.find(({ id }) => String(id) === given) ?? warehouses[0]
  if (!areKnown) return <LoadingState />
  if (warehouse?.id === undefined) return <NoWarehouse />
  return (
    <Page
      title={warehouse.name ?? t(shared.warehouse)}
      lead={t(messages.lead)}
      actions={
        <>
          {warehouses.length > 1 && (
            <StoreSelect
              label={t(messages.which)}
              kind="warehouse"
              value={warehouse.id}
              onChange={(id) => change({ store_id: id === null ? undefined : String(id) })}
            />
          )}
          <ReceiveButton />
        </>
      }
    >
      <Work key={warehouse.id} warehouseId={warehouse.id} />
    </Page>
  )
}

function NoWarehouse() {
  const t = useText()
  return (
    <Page title={t(shared.warehouse)}>
      <EmptyState
        icon={<Icon of={BuildingOffice2Icon} size={2.5} />}
        title={t(messages.none)}
        hint={t(messages.noneHint)}
        action={
          <Button component={Link} to="/replenishment" variant="default">
            {t(shared.replenishment)}
          </Button>
        }
      />
    </Page>
  )
}

function ReceiveButton() {
  const t = useText()
  const { can } = useSession()
  if (!can('stock.adjust')) return null
  return (
    <Button component={Link} to="/stock-receipts/new" leftSection={<Icon of={InboxArrowDownIcon} size={1.1} />}>
      {t(messages.receive)}
    </Button>
  )
}

const MOST = 100

function Work({ warehouseId }: { readonly warehouseId: number }) {
  const t = useText()
  const format = useFormat()
  const transfers = useApi('listTransfers', [{ source_id: warehouseId, is_open: true, per_page: MOST, sort: 'id' }])
  const out = useApi('listStoreStock', [warehouseId, { status: 'out', per_page: 1 }])
  const open = transfers.data?.data ?? []
  const requested = open.filter(isIn('requested'))
  const toPrepare = open.filter(isIn('approved', 'picking'))
  const underWay = open.filter(isIn('shipped', 'partially_received'))
  const figure = (count: number | undefined) => format.number(transfers.data === undefined ? undefined : count)
  return (
    <>
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        <Stat label={t(messages.toApprove)} value={figure(requested.length)} />
        <Stat label={t(messages.toPrepare)} value={figure(toPrepare.length)} />
        <Stat label={t(messages.underWay)} value={figure(underWay.length)} />
        <Stat label={t(messages.out)} value={format.number(totalOf(out.data))} />
      </SimpleGrid>
      <Asked of={transfers} asked={[...requested, ...toPrepare]} underWay={underWay} />
      <StoreNeeds warehouseId={warehouseId} />
      <WarehouseStock warehouseId={warehouseId} />
    </>
  )
}

const isIn =
  (...statuses: readonly ListedTransfer['status'][]) =>
  ({ status }: ListedTransfer) =>
    statuses.includes(status)

const totalOf = (page: { readonly meta: object } | undefined): number | undefined =>
  page === undefined ? undefined : (page.meta as { total?: number }).total
