import type { Messages } from '../i18n/index.ts'

export const messages = {
  homeRoom: { fr: 'Aujourd’hui', en: 'Today' },
  home: { fr: 'Accueil', en: 'Home' },
  stores: { fr: 'Magasins', en: 'Stores' },
  allStores: { fr: 'Tous', en: 'All' },
  export: { fr: 'Exporter', en: 'Export' },
  exportNow: { fr: 'Maintenant', en: 'Now' },
  exportLater: { fr: 'En arrière-plan, pour un long rapport', en: 'In the background, for a long report' },
  exportQueued: { fr: 'L’export se prépare.', en: 'The export is being prepared.' },
  csv: { fr: 'CSV', en: 'CSV' },
  xlsx: { fr: 'Classeur Excel', en: 'Excel workbook' },
  pdf: { fr: 'PDF', en: 'PDF' },
} satisfies Messages
