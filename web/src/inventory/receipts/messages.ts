import type { Messages } from '../../i18n/index.ts'

export const messages = {
  lead: { fr: 'Ce qui est entré d’un fournisseur, à son coût.', en: 'What came in from a supplier, at its cost.' },
  receive: { fr: 'Recevoir des marchandises', en: 'Receive goods' },
  number: { fr: 'Réception {id}', en: 'Receipt {id}' },
  receivedAt: { fr: 'Reçu le', en: 'Received on' },
  lines: {
    fr: '{count, plural, one {# article} other {# articles}}',
    en: '{count, plural, one {# article} other {# articles}}',
  },
  articles: { fr: 'Articles', en: 'Articles' },
  units: { fr: 'Unités', en: 'Units' },
  cost: { fr: 'Coût', en: 'Cost' },
  unitCost: { fr: 'Coût unitaire', en: 'Unit cost' },
  ownCost: { fr: 'coût usuel', en: 'usual cost' },
  costVariance: { fr: 'Écart de coût', en: 'Cost difference' },
  costVarianceHint: {
    fr: 'Ce que la réception a corrigé de la valeur de ce qui manquait.',
    en: 'What the receipt corrected of the value of what was missing.',
  },
  total: { fr: 'Total', en: 'Total' },
  none: { fr: 'Aucune réception encore', en: 'Nothing received yet' },
  noneHint: {
    fr: 'Scannez une livraison : le stock et son coût moyen suivent.',
    en: 'Scan a delivery: stock and its average cost follow.',
  },
  emptyLines: { fr: 'Scannez le premier article', en: 'Scan the first article' },
  emptyLinesHint: {
    fr: 'Le scanner du même article en ajoute un. La quantité et le coût se corrigent sur la ligne.',
    en: 'Scanning the same article adds one. Quantity and cost are corrected on the line.',
  },
  finish: { fr: 'Entrer en stock', en: 'Take into stock' },
  received: {
    fr: '{count, plural, one {# article reçu} other {# articles reçus}} à {store}',
    en: '{count, plural, one {# article received} other {# articles received}} at {store}',
  },
  supplierSlip: { fr: 'Bon de livraison ou facture', en: 'Delivery note or invoice' },
  discard: { fr: 'Vider', en: 'Clear' },
  draftCleared: { fr: 'Saisie vidée', en: 'Entry cleared' },
  kept: { fr: 'Votre saisie est gardée dans ce navigateur.', en: 'What you enter is kept in this browser.' },
  from: { fr: 'Du', en: 'From' },
  until: { fr: 'Au', en: 'To' },
  badCost: { fr: 'Ce n’est pas un coût.', en: 'That is not a cost.' },
} satisfies Messages
