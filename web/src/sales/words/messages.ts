import type { Messages } from '../../i18n/index.ts'

/** The words that several pages of the room share: ways to pay, and what a flag means. */
export const messages = {
  cash: { fr: 'Espèces', en: 'Cash' },
  card: { fr: 'Carte', en: 'Card' },
  cheque: { fr: 'Chèque', en: 'Cheque' },
  credit: { fr: 'Crédit en magasin', en: 'Store credit' },
  other: { fr: 'Autre', en: 'Other' },
  noPayment: { fr: 'Sans paiement', en: 'No payment' },
  sale: { fr: 'Vente', en: 'Sale' },
  return: { fr: 'Retour', en: 'Return' },
  store: { fr: 'Magasin', en: 'Store' },
  register: { fr: 'Caisse', en: 'Register' },
  cashier: { fr: 'Caissier', en: 'Cashier' },
  customer: { fr: 'Client', en: 'Customer' },
  day: { fr: 'Jour de vente', en: 'Business day' },
  from: { fr: 'Du', en: 'From' },
  to: { fr: 'Au', en: 'To' },
  total: { fr: 'Total', en: 'Total' },
  when: { fr: 'Quand', en: 'When' },
  reason: { fr: 'Motif', en: 'Reason' },
  kind: { fr: 'Genre', en: 'Kind' },
  seeTickets: { fr: 'Voir les tickets', en: 'See the tickets' },
  save: { fr: 'Enregistrer', en: 'Save' },
  download: { fr: 'Télécharger', en: 'Download' },
  allFeminine: { fr: 'Toutes', en: 'All' },
  allMasculine: { fr: 'Tous', en: 'All' },
  nobody: { fr: 'Personne', en: 'Nobody' },
  copied: { fr: 'Copié', en: 'Copied' },
  copy: { fr: 'Copier', en: 'Copy' },

  sessionClosed: { fr: 'Après la fermeture', en: 'After the closing' },
  sessionClosedMeaning: {
    fr: 'Le ticket est arrivé après la fermeture de sa session. Il compte, mais à part sur le rapport Z.',
    en: 'The ticket came after its session was closed. It counts, but apart on the Z report.',
  },
  sessionElsewhere: { fr: 'Session d’ailleurs', en: 'Session of elsewhere' },
  sessionElsewhereMeaning: {
    fr: 'Le ticket nomme une session d’une autre caisse. Il compte dans la journée de la sienne.',
    en: 'The ticket names a session of another register. It counts in the day of its own.',
  },
  priceDiffers: { fr: 'Autre prix', en: 'Other price' },
  priceDiffersMeaning: {
    fr: 'Un article a été vendu à un autre prix que celui du catalogue à ce moment.',
    en: 'An article was sold at another price than the catalogue’s at that moment.',
  },
  stockNegative: { fr: 'Stock sous zéro', en: 'Stock below zero' },
  stockNegativeMeaning: {
    fr: 'La vente a pris plus que le stock connu : un comptage de l’article est à prévoir.',
    en: 'The sale took more than the known stock: the article should be counted.',
  },
  totalDiffers: { fr: 'Autre total', en: 'Other total' },
  totalDiffersMeaning: {
    fr: 'Le reçu remis au client ne dit pas la même somme que le calcul du serveur. Ce qu’une caisse a imprimé est enregistré tel quel.',
    en: 'The customer’s receipt does not say the same sum as the server computes. What a till has printed is recorded as it stands.',
  },
  unknownArticle: { fr: 'Article inconnu', en: 'Unknown article' },
  unknownArticleMeaning: {
    fr: 'Une ligne nomme un article que le catalogue ne connaît pas, ou plus.',
    en: 'A line names an article that the catalogue does not know, or no longer does.',
  },
  numberGap: { fr: 'Numéros manquants', en: 'Missing numbers' },
  numberGapMeaning: {
    fr: 'La série d’un appareil est finie, et certains de ses numéros ne sont jamais arrivés.',
    en: 'The series of a device has ended, and some of its numbers have never come.',
  },
  clockSkew: { fr: 'Horloge décalée', en: 'Clock off' },
  clockSkewMeaning: {
    fr: 'L’heure du ticket n’est pas possible. Il compte le jour où il a été reçu.',
    en: 'The ticket’s time is not possible. It counts on the day on which it was received.',
  },
  overReturned: { fr: 'Trop rendu', en: 'Returned too much' },
  overReturnedMeaning: {
    fr: 'Une caisse hors ligne a repris plus d’articles qu’il n’en restait à rendre.',
    en: 'A till that was offline took back more articles than were left to be returned.',
  },
  deviceRevoked: { fr: 'Appareil révoqué', en: 'Revoked device' },
  deviceRevokedMeaning: {
    fr: 'L’appareil avait perdu ses droits quand il a livré cet enregistrement.',
    en: 'The device had lost its rights when it delivered this record.',
  },
  duplicateId: { fr: 'Identifiant déjà pris', en: 'Identifier in use' },
  duplicateIdMeaning: {
    fr: 'Un autre enregistrement, au contenu différent, porte déjà cet identifiant.',
    en: 'Another record, with another content, bears this identifier already.',
  },
  duplicateNumber: { fr: 'Numéro déjà pris', en: 'Number in use' },
  duplicateNumberMeaning: {
    fr: 'Un autre enregistrement de la série porte déjà ce numéro.',
    en: 'Another record of the series bears this number already.',
  },
  chainBroken: { fr: 'Chaîne rompue', en: 'Broken chain' },
  chainBrokenMeaning: {
    fr: 'Le sceau du ticket ne suit pas celui du ticket précédent de la caisse.',
    en: 'The ticket’s seal does not follow that of the ticket before it.',
  },
  unknownCustomer: { fr: 'Client inconnu', en: 'Unknown customer' },
  unknownCustomerMeaning: {
    fr: 'Le ticket nomme un client que la chaîne ne connaît pas, ou un autre que celui de la vente.',
    en: 'The ticket names a customer whom the chain does not know, or another than the sale’s.',
  },
  noReceipt: { fr: 'Sans reçu', en: 'No receipt' },
  noReceiptMeaning: {
    fr: 'Des articles ont été repris sans le reçu de leur vente.',
    en: 'Articles were taken back without the receipt of their sale.',
  },
  notApproved: { fr: 'Sans approbation', en: 'Not approved' },
  notApprovedMeaning: {
    fr: 'Une remise ou un prix dépasse la limite du caissier, et personne ne l’a approuvé.',
    en: 'A discount or a price exceeds the cashier’s limit, and nobody approved it.',
  },
  saleMissing: { fr: 'Vente attendue', en: 'Sale awaited' },
  saleMissingMeaning: {
    fr: 'Ce retour reprend une vente qui n’est pas encore arrivée. Il sera enregistré avec elle.',
    en: 'This return takes back a sale that has not come yet. It will be recorded with it.',
  },
  approvedOffline: { fr: 'Approuvé hors ligne', en: 'Approved offline' },
  approvedOfflineMeaning: {
    fr: 'Une approbation a été donnée à une caisse sans réseau : le serveur n’a pas vérifié le NIP.',
    en: 'An approval was given to a till without a network: the server did not check the PIN.',
  },
  unknownFlagMeaning: {
    fr: 'Un signalement que cette page ne connaît pas.',
    en: 'A flag that this page does not know.',
  },
} satisfies Messages
