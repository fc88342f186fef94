import { BuildingStorefrontIcon, ReceiptPercentIcon } from '@heroicons/react/24/outline'
import type { Room } from '../app/room.ts'
import { messages } from './messages.ts'

export const storesRoom: Room = {
  label: messages.room,
  entries: [
    {
      label: messages.stores,
      to: '/stores',
      icon: BuildingStorefrontIcon,
      permission: 'stores.view',
      keywords: 'caisses registers entrepôt warehouse appareils devices',
    },
    { label: messages.taxes, to: '/taxes', icon: ReceiptPercentIcon, permission: 'settings.manage' },
  ],
  pages: [
    { path: '/stores', permission: 'stores.view', load: () => import('./stores-page.tsx') },
    { path: '/stores/$id', permission: 'stores.view', load: () => import('./store/store-page.tsx') },
    { path: '/taxes', permission: 'settings.manage', load: () => import('./taxes/taxes-page.tsx') },
  ],
}
