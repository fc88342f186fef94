import type { Room } from '../app/room.ts'
import { messages } from './messages.ts'

export const setupRoom: Room = {
  label: messages.room,
  entries: [],
  pages: [{ path: '/setup', isAlone: true, load: () => import('./setup-page.tsx') }],
}
