import { ChartBarIcon, HomeIcon } from '@heroicons/react/24/outline'
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
  entries: [{ label: messages.salesReport, to: '/reports/sales', icon: ChartBarIcon, permission }],
  pages: [{ path: '/reports/sales', permission, load: () => import('./sales/sales-page.tsx') }],
}
