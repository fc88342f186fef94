import type { Messages } from '../i18n/index.ts'

export const messages = {
  room: { fr: 'Ventes', en: 'Sales' },
} satisfies Messages
