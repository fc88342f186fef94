import type { Messages } from '../../i18n/index.ts'

export const messages = {
  asTable: { fr: 'Voir en tableau', en: 'Show as a table' },
  asChart: { fr: 'Voir en graphique', en: 'Show as a chart' },
  keys: {
    fr: 'Graphique. Les flèches gauche et droite disent ses valeurs une par une.',
    en: 'Chart. The left and right arrows tell its values one by one.',
  },
  keysPick: {
    fr: 'Graphique. Les flèches gauche et droite disent ses valeurs une par une, Entrée ouvre celle qui est dite.',
    en: 'Chart. The left and right arrows tell its values one by one, Enter opens the one that was told.',
  },
  point: { fr: '{category} : {values}', en: '{category}: {values}' },
  legend: { fr: 'Légende', en: 'Legend' },
} satisfies Messages
