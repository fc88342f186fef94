import { CubeIcon } from '@heroicons/react/24/outline'
import type { Room } from '../app/room.ts'
import { messages } from './messages.ts'

export const catalogRoom: Room = {
  label: messages.room,
  entries: [{ label: messages.products, to: '/products', icon: CubeIcon, permission: 'products.view' }],
  pages: [{ path: '/products', permission: 'products.view', load: () => import('./products-page.tsx') }],
  live: { 'product.changed': ['listProducts', 'getProduct'] },
}
