import {
  ArchiveBoxIcon,
  ArrowPathIcon,
  BellAlertIcon,
  BookmarkIcon,
  BuildingOffice2Icon,
  ClipboardDocumentCheckIcon,
  InboxArrowDownIcon,
  TruckIcon,
} from '@heroicons/react/24/outline'
import type { Operation } from '../api/index.ts'
import type { Room } from '../app/room.ts'
import { messages } from './messages.ts'
import { TRANSFER_READS } from './transfers/transfer-reads.ts'

const LEVELS: readonly Operation[] = [
  'listStock',
  'listStoreStock',
  'listStockArticles',
  'explainStockLevel',
  'listStockAlerts',
]

const TRANSFER_EVENTS = ['requested', 'changed', 'approved', 'shipped', 'received', 'settled', 'cancelled'].map(
  (step) => `transfer.${step}`,
)

export const inventoryRoom: Room = {
  label: messages.room,
  entries: [
    {
      label: messages.stock,
      to: '/stock',
      icon: ArchiveBoxIcon,
      permission: 'stock.view',
      keywords: 'quantités inventaire permanent inventory levels',
    },
    { label: messages.alerts, to: '/stock-alerts', icon: BellAlertIcon, permission: 'stock.view' },
    { label: messages.replenishment, to: '/replenishment', icon: ArrowPathIcon, permission: 'transfers.view' },
    {
      label: messages.transfers,
      to: '/transfers',
      icon: TruckIcon,
      permission: 'transfers.view',
      keywords: 'expédier recevoir livraison ship receive delivery',
    },
    { label: messages.warehouse, to: '/warehouse', icon: BuildingOffice2Icon, permission: 'transfers.view' },
    {
      label: messages.receipts,
      to: '/stock-receipts',
      icon: InboxArrowDownIcon,
      permission: 'stock.view',
      keywords: 'fournisseur livraison supplier delivery',
    },
    {
      label: messages.stocktakes,
      to: '/stocktakes',
      icon: ClipboardDocumentCheckIcon,
      permission: 'stock.count',
      keywords: 'compter comptage count',
    },
    { label: messages.reservations, to: '/reservations', icon: BookmarkIcon, permission: 'stock.view' },
  ],
  pages: [
    { path: '/stock', permission: 'stock.view', load: () => import('./levels/stock-page.tsx') },
    {
      path: '/stock/$variantId',
      permission: 'stock.view',
      isNumbered: true,
      load: () => import('./levels/article-page.tsx'),
    },
    {
      path: '/stock/$variantId/$storeId',
      permission: 'stock.view',
      isNumbered: true,
      load: () => import('./levels/article-page.tsx'),
    },
    { path: '/stock-movements', permission: 'stock.view', load: () => import('./levels/movements-page.tsx') },
    { path: '/stock-alerts', permission: 'stock.view', load: () => import('./alerts/alerts-page.tsx') },
    { path: '/stock-receipts', permission: 'stock.view', load: () => import('./receipts/receipts-page.tsx') },
    { path: '/stock-receipts/new', permission: 'stock.adjust', load: () => import('./receipts/receive-page.tsx') },
    {
      path: '/stock-receipts/$id',
      permission: 'stock.view',
      isNumbered: true,
      load: () => import('./receipts/receipt-page.tsx'),
    },
    { path: '/reservations', permission: 'stock.view', load: () => import('./reservations/reservations-page.tsx') },
    {
      path: '/replenishment',
      permission: 'transfers.view',
      load: () => import('./replenishment/replenishment-page.tsx'),
    },
    { path: '/stocktakes', permission: 'stock.count', load: () => import('./stocktakes/stocktakes-page.tsx') },
    {
      path: '/stocktakes/$id',
      permission: 'stock.count',
      isNumbered: true,
      load: () => import('./stocktakes/stocktake-page.tsx'),
    },
    {
      path: '/stocktakes/$id/count',
      permission: 'stock.count',
      isNumbered: true,
      load: () => import('./stocktakes/counting/count-page.tsx'),
    },
    { path: '/warehouse', permission: 'transfers.view', load: () => import('./warehouse/warehouse-page.tsx') },
    { path: '/transfers', permission: 'transfers.view', load: () => import('./transfers/transfers-page.tsx') },
    {
      path: '/transfers/new',
      permission: 'transfers.request',
      load: () => import('./transfers/create-transfer-page.tsx'),
    },
    {
      path: '/transfers/$id',
      permission: 'transfers.view',
      isNumbered: true,
      load: () => import('./transfers/transfer-page.tsx'),
    },
    {
      path: '/transfers/$id/pick-list',
      permission: 'transfers.ship',
      isNumbered: true,
      load: () => import('./transfers/pick-list-page.tsx'),
    },
  ],
  live: {
    ...Object.fromEntries(TRANSFER_EVENTS.map((type) => [type, TRANSFER_READS])),
    'stock.low': LEVELS,
    'stock.out': LEVELS,
    'stock.over': LEVELS,
    'stock.negative': LEVELS,
    'sale.completed': ['explainStockLevel'],
    'sale.returned': ['explainStockLevel'],
  },
}
