import { ServerStackIcon } from '@heroicons/react/24/outline'
import type { Room } from '../app/room.ts'
import { messages } from './messages.ts'

export const systemRoom: Room = {
  label: messages.room,
  entries: [
    {
      label: messages.system,
      to: '/system',
      icon: ServerStackIcon,
      permission: 'cache.manage',
      keywords: 'cache santé health instances versions',
    },
  ],
  pages: [{ path: '/system', permission: 'cache.manage', load: () => import('./system-page.tsx') }],
}
