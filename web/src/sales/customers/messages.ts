import type { Messages } from '../../i18n/index.ts'

export const messages = {
  customers: { fr: 'Clients', en: 'Customers' },
  search: { fr: 'Nom, courriel ou téléphone', en: 'Name, e-mail or telephone' },
  nobodyFound: { fr: 'Personne de ce nom', en: 'Nobody by that name' },
} satisfies Messages
