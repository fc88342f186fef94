import { ReceiptPercentIcon } from '@heroicons/react/24/outline'
import type { Room } from '../app/room.ts'
import { messages } from './messages.ts'
import { messages as tickets } from './tickets/messages.ts'

export const salesRoom: Room = {
  label: messages.room,
  entries: [
    {
      label: tickets.tickets,
      to: '/sales',
      icon: ReceiptPercentIcon,
      permission: 'sales.view',
      keywords: 'ventes sales reçus receipts',
    },
  ],
  pages: [
    { path: '/sales', permission: 'sales.view', load: () => import('./tickets/sales-page.tsx') },
    { path: '/sales/$id', permission: 'sales.view', load: () => import('./tickets/ticket-page.tsx') },
    { path: '/returns/new', permission: 'sales.return', load: () => import('./returns/return-page.tsx') },
  ],
  live: {
    'sale.completed': ['listSales'],
    'sale.returned': ['listSales', 'lookUpSale'],
  },
}
