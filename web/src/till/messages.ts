import type { Messages } from '../i18n/index.ts'

export const messages = {
  room: { fr: 'Vendre', en: 'Sell' },
  till: { fr: 'Caisse', en: 'Till' },
} satisfies Messages
