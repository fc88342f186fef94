import type { Messages } from '../../i18n/index.ts'

export const messages = {
  journal: { fr: 'Journal', en: 'Journal' },
  lead: {
    fr: 'Tickets et fermetures, dans l’ordre où ils furent acceptés : chaque entrée tient l’empreinte de la précédente et porte une signature.',
    en: 'Tickets and closings, in the order of acceptance: each entry holds the hash of the one before it and bears a signature.',
  },
  entries: { fr: 'Entrées', en: 'Entries' },
  closings: { fr: 'Clôtures', en: 'Closings' },
  verify: { fr: 'Vérifier', en: 'Verify' },
  chooseRegister: { fr: 'Choisissez une caisse', en: 'Choose a register' },
  chooseRegisterHint: { fr: 'Chaque caisse a son journal.', en: 'Each register has its own journal.' },
  position: { fr: 'Position', en: 'Position' },
  kind: { fr: 'Genre', en: 'Kind' },
  ticket: { fr: 'Ticket', en: 'Ticket' },
  sessionClose: { fr: 'Fermeture (Z)', en: 'Closing (Z)' },
  reference: { fr: 'Référence', en: 'Reference' },
  recorded: { fr: 'Accepté le', en: 'Accepted on' },
  hash: { fr: 'Empreinte', en: 'Hash' },
  key: { fr: 'Clé', en: 'Key' },
  noEntries: { fr: 'Rien encore dans ce journal', en: 'Nothing in this journal yet' },
  noEntriesHint: { fr: 'Le premier ticket de la caisse y entrera.', en: 'The register’s first ticket will enter it.' },

  noClosings: { fr: 'Aucune clôture encore', en: 'No closing yet' },
  noClosingsHint: {
    fr: 'Chaque nuit ferme la journée de chaque magasin.',
    en: 'Each night closes the day of each store.',
  },
  period: { fr: 'Période', en: 'Period' },
  day: { fr: 'Jour', en: 'Day' },
  month: { fr: 'Mois', en: 'Month' },
  year: { fr: 'Année', en: 'Year' },
  number: { fr: 'Numéro', en: 'Number' },
  tickets: { fr: 'Tickets', en: 'Tickets' },
  net: { fr: 'Net hors taxes', en: 'Net without tax' },
  tax: { fr: 'Taxes', en: 'Tax' },
  perpetual: { fr: 'Cumul perpétuel', en: 'Perpetual total' },
  made: { fr: 'Faite le', en: 'Made on' },
  seePeriod: { fr: 'Voir ses tickets', en: 'See its tickets' },

  exportTitle: { fr: 'Le journal en un fichier', en: 'The journal as one file' },
  exportHint: {
    fr: 'Un fichier signé que l’on vérifie sans Comptoir, sur n’importe quelle machine. Sans dates, il contient tout.',
    en: 'A signed file that is verified without Comptoir, on any machine. Without dates it holds everything.',
  },
  download: { fr: 'Télécharger le journal', en: 'Download the journal' },
  wholeStore: { fr: 'Celui du magasin entier, avec ses clôtures.', en: 'That of the whole store, with its closings.' },
  howTitle: { fr: 'Comment vérifier', en: 'How to verify' },
  howHint: {
    fr: 'Copiez bin/verify-journal.mjs (un seul fichier, Node 20 ou plus récent) et donnez-lui le journal, les clés que vous gardez ailleurs et l’ancre d’un rapport Z :',
    en: 'Copy bin/verify-journal.mjs (one file, Node 20 or later) and give it the journal, the keys that you keep elsewhere and the anchor of a Z report:',
  },
  howLimit: {
    fr: 'Ce qui aurait été ôté après la dernière ancre que vous tenez ne peut pas se voir : gardez une ancre récente hors de l’installation.',
    en: 'What was removed after the last anchor that you hold cannot be seen: keep a recent anchor outside of the installation.',
  },
  keys: { fr: 'Clés publiques', en: 'Public keys' },
  keysHint: {
    fr: 'Gardez-les à l’écart des fichiers : une clé que l’on n’attendait pas est une question à poser.',
    en: 'Keep them apart from the files: a key that nobody expected is a question to ask.',
  },
  keyOf: { fr: 'Clé {id}, depuis le {day}', en: 'Key {id}, since {day}' },
} satisfies Messages
