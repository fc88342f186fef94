import {
  CheckBadgeIcon,
  ClipboardDocumentCheckIcon,
  InboxStackIcon,
  LinkIcon,
  PauseCircleIcon,
  ReceiptPercentIcon,
  ScaleIcon,
  UsersIcon,
} from '@heroicons/react/24/outline'
import type { Room } from '../app/room.ts'
import { messages as customers } from './customers/messages.ts'
import { messages as drawers } from './drawers/messages.ts'
import { messages as journal } from './journal/messages.ts'
import { messages as log } from './log/messages.ts'
import { messages } from './messages.ts'
import { messages as reviews } from './reviews/messages.ts'
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
    {
      label: reviews.reviews,
      to: '/reviews',
      icon: ClipboardDocumentCheckIcon,
      permission: 'reviews.settle',
      keywords: 'signalements flags revue review',
    },
    {
      label: drawers.sessions,
      to: '/sessions',
      icon: InboxStackIcon,
      permission: 'sessions.view',
      keywords: 'tiroir drawer X Z rapport fermeture closing',
    },
    {
      label: log.parked,
      to: '/parked',
      icon: PauseCircleIcon,
      permission: 'sales.create',
      keywords: 'parked attente',
    },
    {
      label: customers.customers,
      to: '/customers',
      icon: UsersIcon,
      permission: 'customers.view',
      keywords: 'crédit credit',
    },
    {
      label: log.approvals,
      to: '/approvals',
      icon: CheckBadgeIcon,
      permission: 'approvals.give',
      keywords: 'NIP PIN remise',
    },
    {
      label: journal.journal,
      to: '/journal',
      icon: LinkIcon,
      permission: 'journal.view',
      keywords: 'clôtures closings ancre anchor',
    },
    {
      label: log.accounting,
      to: '/accounting',
      icon: ScaleIcon,
      permission: 'reports.view',
      keywords: 'écritures books',
    },
  ],
  pages: [
    { path: '/sales', permission: 'sales.view', load: () => import('./tickets/sales-page.tsx') },
    { path: '/sales/$id', permission: 'sales.view', load: () => import('./tickets/ticket-page.tsx') },
    { path: '/returns/new', permission: 'sales.return', load: () => import('./returns/return-page.tsx') },
    {
      path: '/returns/without-receipt',
      permission: 'approvals.give',
      load: () => import('./returns/open-return-page.tsx'),
    },
    { path: '/reviews', permission: 'reviews.settle', load: () => import('./reviews/reviews-page.tsx') },
    { path: '/sessions', permission: 'sessions.view', load: () => import('./drawers/sessions-page.tsx') },
    { path: '/sessions/$id', permission: 'sessions.view', load: () => import('./drawers/session-page.tsx') },
    { path: '/parked', permission: 'sales.create', load: () => import('./log/parked-page.tsx') },
    { path: '/customers', permission: 'customers.view', load: () => import('./customers/customers-page.tsx') },
    { path: '/customers/$id', permission: 'customers.view', load: () => import('./customers/customer-page.tsx') },
    { path: '/approvals', permission: 'approvals.give', load: () => import('./log/approvals-page.tsx') },
    { path: '/journal', permission: 'journal.view', load: () => import('./journal/journal-page.tsx') },
    { path: '/accounting', permission: 'reports.view', load: () => import('./log/accounting-page.tsx') },
  ],
  live: {
    'sale.completed': ['listSales', 'listCustomerSales', 'listSessions', 'getSession', 'getXReport', 'listJournal'],
    'sale.returned': [
      'listSales',
      'listCustomerSales',
      'lookUpSale',
      'listSessions',
      'getSession',
      'getXReport',
      'getCustomerCredit',
    ],
    'register.opened': ['listSessions'],
    'register.closed': ['listSessions', 'getSession', 'getZReport', 'listJournal'],
    'cash.moved': ['listSessions', 'getSession', 'getXReport'],
    'review.opened': ['listReviews'],
  },
}
