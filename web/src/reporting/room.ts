import {
  AdjustmentsHorizontalIcon,
  ArchiveBoxIcon,
  ArrowDownTrayIcon,
  BuildingStorefrontIcon,
  ChartBarIcon,
  HomeIcon,
  PresentationChartLineIcon,
  SparklesIcon,
  TrophyIcon,
} from '@heroicons/react/24/outline'
import type { Room } from '../app/room.ts'
import { messages } from './messages.ts'

/** The first page. */
export const homeRoom: Room = {
  label: messages.homeRoom,
  entries: [{ label: messages.home, to: '/', icon: HomeIcon, keywords: 'dashboard tableau de bord accueil home' }],
  pages: [{ path: '/', load: () => import('./home/home-page.tsx') }],
  live: {
    'sale.completed': ['reportDashboard'],
    'sale.returned': ['reportDashboard'],
    'register.opened': ['reportDashboard'],
    'register.closed': ['reportDashboard'],
    'stock.out': ['reportDashboard'],
    'stock.low': ['reportDashboard'],
  },
}

const permission = 'reports.view'

/** Everything that is summed. */
export const reportingRoom: Room = {
  label: messages.room,
  entries: [
    { label: messages.salesReport, to: '/reports/sales', icon: ChartBarIcon, permission },
    { label: messages.kpis, to: '/reports/kpis', icon: SparklesIcon, permission, keywords: 'kpi' },
    { label: messages.storesReport, to: '/reports/stores', icon: BuildingStorefrontIcon, permission },
    { label: messages.productsReport, to: '/reports/products', icon: TrophyIcon, permission },
    { label: messages.trends, to: '/reports/trends', icon: PresentationChartLineIcon, permission },
    { label: messages.inventoryReport, to: '/reports/inventory', icon: ArchiveBoxIcon, permission, keywords: 'abc' },
    { label: messages.customReports, to: '/reports/saved', icon: AdjustmentsHorizontalIcon, permission },
    { label: messages.exports, to: '/reports/exports', icon: ArrowDownTrayIcon, permission, keywords: 'csv excel pdf' },
  ],
  pages: [
    { path: '/reports/sales', permission, load: () => import('./sales/sales-page.tsx') },
    { path: '/reports/kpis', permission, load: () => import('./kpis/kpis-page.tsx') },
    { path: '/reports/stores', permission, load: () => import('./stores/stores-page.tsx') },
    { path: '/reports/products', permission, load: () => import('./products/products-page.tsx') },
    { path: '/reports/trends', permission, load: () => import('./trends/trends-page.tsx') },
    { path: '/reports/inventory', permission, load: () => import('./inventory/inventory-page.tsx') },
    { path: '/reports/saved', permission, load: () => import('./custom/saved-page.tsx') },
    { path: '/reports/custom', permission, load: () => import('./custom/custom-page.tsx') },
    { path: '/reports/exports', permission, load: () => import('./exports/exports-page.tsx') },
  ],
}
