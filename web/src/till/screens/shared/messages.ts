import type { Messages } from '../../../i18n/index.ts'

export const messages = {
  till: { fr: 'Caisse', en: 'Till' },
  back: { fr: 'Retour', en: 'Back' },
  cancel: { fr: 'Annuler', en: 'Cancel' },
  confirm: { fr: 'Valider', en: 'Confirm' },
  erase: { fr: 'Effacer un chiffre', en: 'Erase a digit' },
  keypad: { fr: 'Pavé numérique', en: 'Keypad' },
  reason: { fr: 'Motif', en: 'Reason' },
  total: { fr: 'Total', en: 'Total' },
  perKilogram: { fr: '{price} / kg', en: '{price} / kg' },
  openPrice: { fr: 'Prix libre', en: 'Open price' },
  cash: { fr: 'Comptant', en: 'Cash' },
  cashEurope: { fr: 'Espèces', en: 'Cash' },
  card: { fr: 'Carte', en: 'Card' },
  cheque: { fr: 'Chèque', en: 'Cheque' },
  credit: { fr: 'Crédit en magasin', en: 'Store credit' },
  other: { fr: 'Autre', en: 'Other' },
  errorNoRegister: { fr: 'Aucune caisse n’est choisie.', en: 'No register is chosen.' },
  errorNoCopy: { fr: 'Le catalogue n’est pas encore arrivé.', en: 'The catalogue has not come yet.' },
  errorLeaseLost: {
    fr: 'Cette caisse doit être choisie de nouveau avant la prochaine vente.',
    en: 'This register has to be chosen again before the next sale.',
  },
  errorNoDrawer: { fr: 'Le tiroir est fermé : ouvrez-le d’abord.', en: 'The drawer is closed: open it first.' },
  errorDrawerOpen: { fr: 'Le tiroir est ouvert : fermez-le d’abord.', en: 'The drawer is open: close it first.' },
  errorRecordsWait: {
    fr: 'Le serveur n’a pas encore pris tous les enregistrements : envoyez-les d’abord.',
    en: 'The server has not taken all records yet: send them first.',
  },
  errorStorageFull: {
    fr: 'L’espace de ce navigateur est presque plein : libérez-en avant d’encaisser.',
    en: 'This browser’s storage is almost full: free some before taking money.',
  },
  errorStorageFailed: {
    fr: 'Le navigateur n’a pas pu écrire. Rien n’a été enregistré.',
    en: 'The browser could not write. Nothing was recorded.',
  },
  errorOtherRecorded: {
    fr: 'Ce ticket est déjà enregistré, avec un autre contenu. Cette vente ne l’est pas : refaites-la sur un nouveau ticket.',
    en: 'This ticket is already recorded, with other contents. This sale is not: make it again on a new ticket.',
  },
  errorElsewhere: {
    fr: 'Un autre onglet vend sur cette caisse.',
    en: 'Another tab sells on this till.',
  },
} satisfies Messages
