import type { Messages } from '../../i18n/index.ts'

export const messages = {
  lead: {
    fr: 'Ce qui manque, ce qui s’accumule, et depuis quand.',
    en: 'What is missing, what piles up, and since when.',
  },
  kind: { fr: 'Filtrer par alerte', en: 'Filter by alert' },
  alert: { fr: 'Alerte', en: 'Alert' },
  since: { fr: 'Depuis', en: 'Since' },
  atOpening: { fr: 'À l’ouverture', en: 'When it opened' },
  now: { fr: 'Maintenant', en: 'Now' },
  idleSince: { fr: 'Sans vente depuis', en: 'No sale since' },
  closed: { fr: 'Close', en: 'Closed' },
  open: { fr: 'Ouvertes', en: 'Open' },
  past: { fr: 'Closes', en: 'Closed' },
  which: { fr: 'Alertes ouvertes ou closes', en: 'Open or closed alerts' },
  none: { fr: 'Aucune alerte', en: 'No alert' },
  noneHint: {
    fr: 'Chaque article a ce qu’il faut. Une alerte apparaît ici à l’instant où elle s’ouvre.',
    en: 'Every article has what it takes. An alert shows here the moment it opens.',
  },
  order: { fr: 'Voir le réassort', en: 'See replenishment' },
} satisfies Messages
