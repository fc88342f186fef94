import { ArrowUpTrayIcon, CubeIcon, RectangleGroupIcon, TagIcon } from '@heroicons/react/24/outline'
import type { Room } from '../app/room.ts'
import { messages } from './messages.ts'

const VIEW = 'products.view'

export const catalogRoom: Room = {
  label: messages.room,
  entries: [
    { label: messages.products, to: '/products', icon: CubeIcon, permission: VIEW },
    {
      label: messages.categories,
      to: '/categories',
      icon: RectangleGroupIcon,
      permission: 'product-categories.view',
      keywords: 'arbre rayons tree',
    },
    { label: messages.labels, to: '/labels', icon: TagIcon, permission: VIEW, keywords: 'imprimer prix print' },
    {
      label: messages.imports,
      to: '/imports',
      icon: ArrowUpTrayIcon,
      permission: 'imports.run',
      keywords: 'csv shopify fichier file',
    },
  ],
  pages: [
    { path: '/products', permission: VIEW, load: () => import('./products/products-page.tsx') },
    {
      path: '/products/deleted',
      permission: 'products.restore',
      load: () => import('./products/deleted-products-page.tsx'),
    },
    { path: '/products/$id', permission: VIEW, isNumbered: true, load: () => import('./product/product-page.tsx') },
    {
      path: '/categories',
      permission: 'product-categories.view',
      load: () => import('./categories/categories-page.tsx'),
    },
    { path: '/labels', permission: VIEW, load: () => import('./labels/labels-page.tsx') },
    { path: '/imports', permission: 'imports.run', load: () => import('./imports/imports-page.tsx') },
    { path: '/imports/new', permission: 'imports.run', load: () => import('./imports/new-import-page.tsx') },
    { path: '/imports/$id', permission: 'imports.run', load: () => import('./imports/import-page.tsx') },
  ],
  live: {
    'product.changed': ['listProducts', 'listDeletedProducts', 'getProduct', 'countProductFacets', 'listCategories'],
  },
}
