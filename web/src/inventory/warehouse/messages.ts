import type { Messages } from '../../i18n/index.ts'

export const messages = {
  lead: {
    fr: 'Ce qu’on lui demande, ce qui part, ce qu’il lui reste.',
    en: 'What is asked of it, what leaves, what it has left.',
  },
  none: { fr: 'Aucun entrepôt', en: 'No warehouse' },
  noneHint: {
    fr: 'Aucun entrepôt n’est parmi vos magasins. Vos demandes se font depuis le réassort.',
    en: 'No warehouse is among your stores. Your requests are made from replenishment.',
  },
  which: { fr: 'Entrepôt', en: 'Warehouse' },
  toApprove: { fr: 'À approuver', en: 'To approve' },
  toPrepare: { fr: 'À préparer', en: 'To prepare' },
  underWay: { fr: 'En route', en: 'Under way' },
  out: { fr: 'Épuisés ici', en: 'Out here' },
  asked: { fr: 'Ce qu’on lui demande', en: 'What is asked of it' },
  nothingAsked: { fr: 'Personne n’attend rien d’ici.', en: 'Nobody waits for anything from here.' },
  nothingUnderWay: { fr: 'Rien n’est en route.', en: 'Nothing is under way.' },
  allTransfers: { fr: 'Tous les transferts', en: 'All transfers' },
  stores: { fr: 'Ce qui manque en magasin', en: 'What stores lack' },
  storesOut: { fr: 'Épuisés', en: 'Out' },
  storesLow: { fr: 'Bas', en: 'Low' },
  toOrder: { fr: 'À commander', en: 'To order' },
  moreStores: { fr: 'Voir tous les magasins', en: 'See every store' },
  own: { fr: 'Bas ou épuisé à l’entrepôt', en: 'Low or out at the warehouse' },
  ownFine: { fr: 'L’entrepôt a ce qu’il faut.', en: 'The warehouse has what it takes.' },
  storeList: { fr: 'Magasins', en: 'Stores' },
  articleList: { fr: 'Articles', en: 'Articles' },
  wholeStock: { fr: 'Tout son stock', en: 'Its whole stock' },
  receive: { fr: 'Recevoir des marchandises', en: 'Receive goods' },
} satisfies Messages
