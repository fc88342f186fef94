import type { Messages } from '../i18n/index.ts'

export const messages = {
  retry: { fr: 'Réessayer', en: 'Try again' },
  undo: { fr: 'Annuler', en: 'Undo' },
  close: { fr: 'Fermer', en: 'Close' },
  loading: { fr: 'Chargement…', en: 'Loading…' },
  failed: { fr: 'Cela n’a pas réussi', en: 'That did not work' },
  offline: { fr: 'Le serveur ne répond pas', en: 'The server does not answer' },
  offlineHint: {
    fr: 'Vérifiez le réseau ; la caisse continue de vendre sans lui.',
    en: 'Check the network; the till goes on selling without it.',
  },
  requestId: { fr: 'Numéro de la demande : {id}', en: 'Request number: {id}' },
  search: { fr: 'Chercher', en: 'Search' },
  columns: { fr: 'Colonnes', en: 'Columns' },
  rows: {
    fr: '{count, plural, =0 {Aucune ligne} one {# ligne} other {# lignes}}',
    en: '{count, plural, =0 {No row} one {# row} other {# rows}}',
  },
  sortBy: { fr: 'Trier par {column}', en: 'Sort by {column}' },
  pages: { fr: 'Pages', en: 'Pages' },
  nothingFound: { fr: 'Rien ne correspond', en: 'Nothing matches' },
  nothingFoundHint: { fr: 'Changez la recherche ou les filtres.', en: 'Change the search or the filters.' },
  clearFilters: { fr: 'Effacer les filtres', en: 'Clear the filters' },
  select: { fr: 'Choisir la ligne', en: 'Select the row' },
  selectAll: { fr: 'Choisir toutes les lignes', en: 'Select every row' },
  meaningOf: { fr: 'Que veut dire « {name} » ?', en: 'What does “{name}” mean?' },
  cancel: { fr: 'Ne rien faire', en: 'Do nothing' },
  unsaved: { fr: 'Modifications non enregistrées', en: 'Unsaved changes' },
  unsavedHint: {
    fr: 'Ce que vous avez tapé sera perdu si vous quittez cette page.',
    en: 'What you have typed will be lost if you leave this page.',
  },
  leave: { fr: 'Quitter sans enregistrer', en: 'Leave without saving' },
  stay: { fr: 'Rester', en: 'Stay' },
} satisfies Messages
