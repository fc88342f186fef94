import type { Messages } from '../../i18n/index.ts'

export const messages = {
  lead: {
    fr: 'Ce qui est promis et n’est plus à vendre à d’autres.',
    en: 'What is promised and no longer for sale to others.',
  },
  create: { fr: 'Réserver', en: 'Reserve' },
  createTitle: { fr: 'Réserver un article', en: 'Reserve an article' },
  remaining: { fr: 'Reste promis', en: 'Still promised' },
  consumed: { fr: 'Vendu', en: 'Sold' },
  expires: { fr: 'Jusqu’à', en: 'Until' },
  forWhom: { fr: 'Pour qui', en: 'For whom' },
  forWhomHint: { fr: 'Un nom, une commande', en: 'A name, an order' },
  whenShipped: { fr: 'l’expédition', en: 'the shipment' },
  transfer: { fr: 'Transfert {id}', en: 'Transfer {id}' },
  active: { fr: 'En cours', en: 'Running' },
  done: { fr: 'Vendue', en: 'Sold' },
  released: { fr: 'Rendue', en: 'Given up' },
  expired: { fr: 'Échue', en: 'Ran out' },
  filter: { fr: 'Filtrer par état', en: 'Filter by state' },
  release: { fr: 'Rendre', en: 'Give up' },
  releaseOf: { fr: 'Rendre {name}', en: 'Give up {name}' },
  wasReleased: { fr: 'Réservation rendue : {name}', en: 'Reservation given up: {name}' },
  wasCreated: { fr: 'Réservé : {name}', en: 'Reserved: {name}' },
  none: { fr: 'Rien n’est réservé', en: 'Nothing is reserved' },
  noneHint: {
    fr: 'Mettez de côté un article pour quelqu’un : il reste en stock et n’est plus disponible.',
    en: 'Put an article aside for somebody: it stays in stock and is no longer available.',
  },
  days: { fr: 'Pendant', en: 'For' },
  day: { fr: '{count, plural, one {# jour} other {# jours}}', en: '{count, plural, one {# day} other {# days}}' },
  actions: { fr: 'Actions', en: 'Actions' },
} satisfies Messages
