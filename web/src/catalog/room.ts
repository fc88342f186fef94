import { CubeIcon } from '@heroicons/react/24/outline'
import type { Room } from '../app/room.ts'
import { messages } from './messages.ts'

const VIEW = 'products.view'

export const catalogRoom: Room = {
  label: messages.room,
  entries: [{ label: messages.products, to: '/products', icon: CubeIcon, permission: VIEW }],
  pages: [
    { path: '/products', permission: VIEW, load: () => import('./products/products-page.tsx') },
    { path: '/products/$id', permission: VIEW, load: () => import('./product/product-page.tsx') },
  ],
  live: { 'product.changed': ['listProducts', 'getProduct', 'countProductFacets', 'listCategories'] },
}
