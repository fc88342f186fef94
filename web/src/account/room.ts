import { UserCircleIcon } from '@heroicons/react/24/outline'
import type { Room } from '../app/room.ts'
import { messages } from './messages.ts'

/** Reached from the menu of one's own name, which everybody has. */
export const accountRoom: Room = {
  label: messages.room,
  entries: [
    {
      label: messages.room,
      to: '/account',
      icon: UserCircleIcon,
      isUnlisted: true,
      keywords: 'password mot de passe NIP PIN jetons tokens',
    },
  ],
  pages: [{ path: '/account', load: () => import('./account-page.tsx') }],
}
