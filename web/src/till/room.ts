import { CalculatorIcon } from '@heroicons/react/24/outline'
import type { Room } from '../app/room.ts'
import { messages } from './messages.ts'

export const tillRoom: Room = {
  label: messages.room,
  entries: [
    {
      label: messages.till,
      to: '/till',
      icon: CalculatorIcon,
      permission: 'sales.create',
      keywords: 'vendre sell encaisser pos point of sale',
    },
  ],
  pages: [{ path: '/till', isAlone: true, load: () => import('./open-till.tsx') }],
}
