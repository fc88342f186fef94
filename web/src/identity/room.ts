import {
  AdjustmentsHorizontalIcon,
  ClipboardDocumentListIcon,
  ShieldCheckIcon,
  UsersIcon,
} from '@heroicons/react/24/outline'
import type { Room } from '../app/room.ts'
import { messages } from './messages.ts'

export const identityRoom: Room = {
  label: messages.room,
  entries: [
    {
      label: messages.people,
      to: '/people',
      icon: UsersIcon,
      permission: 'users.view',
      keywords: 'users utilisateurs',
    },
    {
      label: messages.roles,
      to: '/roles',
      icon: ShieldCheckIcon,
      permission: 'roles.view',
      keywords: 'permissions droits',
    },
    { label: messages.audit, to: '/audit', icon: ClipboardDocumentListIcon, permission: 'audit.view' },
    { label: messages.settings, to: '/settings', icon: AdjustmentsHorizontalIcon, permission: 'settings.manage' },
  ],
  pages: [
    { path: '/people', permission: 'users.view', load: () => import('./people/people-page.tsx') },
    { path: '/people/$id', permission: 'users.view', load: () => import('./people/person-page.tsx') },
    { path: '/roles', permission: 'roles.view', load: () => import('./roles/roles-page.tsx') },
    { path: '/audit', permission: 'audit.view', load: () => import('./audit/audit-page.tsx') },
    { path: '/settings', permission: 'settings.manage', load: () => import('./settings/settings-page.tsx') },
    { path: '/password/forgot', isAlone: true, load: () => import('./account/forgot-page.tsx') },
    { path: '/password/reset', isAlone: true, load: () => import('./account/reset-page.tsx') },
  ],
}
