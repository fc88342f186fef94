import type { Messages } from '../../../i18n/index.ts'

export const messages = {
  help: { fr: 'Montrer cette liste', en: 'Show this list' },
  search: { fr: 'Chercher un article (ou taper simplement)', en: 'Find an article (or just type)' },
  customer: { fr: 'Choisir le client', en: 'Choose the customer' },
  lineDiscount: { fr: 'Remise sur la ligne', en: 'Discount on the line' },
  price: { fr: 'Changer le prix de la ligne', en: 'Change the price of the line' },
  ticketDiscount: { fr: 'Remise sur le ticket', en: 'Discount on the ticket' },
  openLine: { fr: 'Ligne à prix libre', en: 'Open-price line' },
  park: { fr: 'Mettre en attente, ou reprendre', en: 'Park, or resume' },
  pay: { fr: 'Encaisser', en: 'Charge' },
  returns: { fr: 'Retour ou échange', en: 'Return or exchange' },
  tickets: { fr: 'Tickets et reçus', en: 'Tickets and receipts' },
  turn: { fr: 'Changer de personne', en: 'Change person' },
  lines: { fr: 'Ligne précédente, suivante', en: 'Previous, next line' },
  quantity: { fr: 'Une de plus, une de moins', en: 'One more, one less' },
  remove: { fr: 'Retirer la ligne', en: 'Remove the line' },
  multiply: {
    fr: 'Trois de « café » ; seul, la quantité de la ligne',
    en: 'Three of “café”; alone, the quantity of the line',
  },
  enter: { fr: 'Ajouter le premier article trouvé', en: 'Add the first article found' },
  payCash: { fr: 'Payer comptant', en: 'Pay in cash' },
  payCard: { fr: 'Payer par carte', en: 'Pay by card' },
  next: { fr: 'Vente suivante', en: 'Next sale' },
  selling: { fr: 'Pendant la vente', en: 'While selling' },
  paying: { fr: 'Pendant le paiement', en: 'While paying' },
} satisfies Messages
