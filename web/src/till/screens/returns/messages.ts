import type { Messages } from '../../../i18n/index.ts'

export const messages = {
  title: { fr: 'Retour ou échange', en: 'Return or exchange' },
  lead: {
    fr: 'Scannez le code-barres du reçu, ou tapez son numéro.',
    en: 'Scan the receipt’s barcode, or type its number.',
  },
  reference: { fr: 'Numéro du reçu', en: 'Receipt number' },
  find: { fr: 'Trouver', en: 'Find' },
  recent: { fr: 'Dernières ventes de cette caisse', en: 'Latest sales of this till' },
  notFound: { fr: 'Aucun reçu ne porte ce numéro.', en: 'No receipt bears this number.' },
  notFoundAlone: {
    fr: 'Ce reçu n’est pas de cette caisse ; le chercher ailleurs demande le réseau.',
    en: 'This receipt is not of this till; finding it elsewhere takes the network.',
  },
  otherPrices: {
    fr: 'Ce reçu compte les taxes autrement que ce magasin : remboursez-le seul, sans échange.',
    en: 'This receipt counts taxes otherwise than this store: refund it by itself, without an exchange.',
  },
  otherCurrency: { fr: 'Ce reçu est dans une autre monnaie.', en: 'This receipt is in another currency.' },
  noReceipt: { fr: 'Sans reçu', en: 'Without a receipt' },
  of: { fr: 'Reçu {reference}', en: 'Receipt {reference}' },
  soldAt: { fr: '{store}, {date}', en: '{store}, {date}' },
  pick: { fr: 'Ce qui revient', en: 'What comes back' },
  all: { fr: 'Tout reprendre', en: 'Take everything back' },
  none: { fr: 'Rien', en: 'Nothing' },
  returnable: { fr: '{left} sur {sold}', en: '{left} of {sold}' },
  nothingLeft: { fr: 'Déjà repris', en: 'Already taken back' },
  quantityOf: { fr: 'Combien de {name}', en: 'How many of {name}' },
  damaged: { fr: 'Abîmé', en: 'Damaged' },
  takeBack: { fr: 'Reprendre pour {amount}', en: 'Take back for {amount}' },
  exchangeHint: {
    fr: 'Ajoutez ensuite d’autres articles pour un échange, ou remboursez.',
    en: 'Then add other articles for an exchange, or refund.',
  },
  hasLines: {
    fr: 'Un retour sans reçu commence par un ticket vide.',
    en: 'A return without a receipt begins with an empty ticket.',
  },
  mayNot: { fr: '{name} ne peut pas reprendre d’articles.', en: '{name} may not take goods back.' },
  paymentsFirst: {
    fr: 'De l’argent est déjà pris pour ce ticket : retirez d’abord les paiements.',
    en: 'Money is already taken for this ticket: remove the payments first.',
  },
  openLead: {
    fr: 'Ce qui revient est repris au prix d’aujourd’hui. Quelqu’un qui en a le droit l’approuve.',
    en: 'What comes back is taken at today’s price. Somebody with the right approves it.',
  },
  openReasonHint: { fr: 'Cadeau, reçu perdu…', en: 'Gift, receipt lost…' },
  begin: { fr: 'Choisir les articles', en: 'Choose the articles' },
} satisfies Messages
