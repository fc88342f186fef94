import type { Messages } from '../../../i18n/index.ts'

export const messages = {
  title: { fr: 'Compter', en: 'Count' },
  zone: { fr: 'Zone', en: 'Zone' },
  zoneHint: { fr: 'Allée, étagère, réserve…', en: 'Aisle, shelf, back room…' },
  scan: { fr: 'Scannez, ou cherchez un article', en: 'Scan, or search for an article' },
  scanHint: { fr: 'Chaque scan en compte un de plus.', en: 'Each scan counts one more.' },
  thenQuantity: {
    fr: 'Tapez combien il y en a et Entrée, ou scannez le suivant.',
    en: 'Type how many there are and Enter, or scan the next.',
  },
  camera: { fr: 'Scanner avec la caméra', en: 'Scan with the camera' },
  stopCamera: { fr: 'Fermer la caméra', en: 'Close the camera' },
  cameraView: { fr: 'Ce que voit la caméra', en: 'What the camera sees' },
  cameraRefused: {
    fr: 'La caméra ne s’ouvre pas. Permettez-la dans les réglages du navigateur, ou tapez le code.',
    en: 'The camera does not open. Allow it in the browser’s settings, or type the code.',
  },
  lookingUp: { fr: 'Recherche du code…', en: 'Looking the code up…' },
  waitsForNetwork: { fr: 'Le nom viendra avec le réseau', en: 'The name will come with the network' },
  unknown: {
    fr: 'Aucun article ne porte ce code : rien n’est compté.',
    en: 'No article bears this code: nothing is counted.',
  },
  quantityOf: { fr: 'Quantité · {name}', en: 'Quantity · {name}' },
  undo: { fr: 'Annuler le dernier', en: 'Undo the last' },
  dismiss: { fr: 'Écarter {name}', en: 'Dismiss {name}' },
  allSent: { fr: 'Tout est envoyé', en: 'Everything is sent' },
  sending: { fr: 'Envoi de {count}…', en: 'Sending {count}…' },
  waiting: {
    fr: '{count, plural, one {# comptage attend le réseau} other {# comptages attendent le réseau}}',
    en: '{count, plural, one {# count waits for the network} other {# counts wait for the network}}',
  },
  wrong: {
    fr: '{count, plural, one {# ligne à revoir} other {# lignes à revoir}}',
    en: '{count, plural, one {# line to look at} other {# lines to look at}}',
  },
  sum: {
    fr: '{count, plural, =0 {Rien de compté ici} one {# article} other {# articles}}',
    en: '{count, plural, =0 {Nothing counted here} one {# article} other {# articles}}',
  },
  units: {
    fr: '{count, plural, one {{quantity} unité} other {{quantity} unités}}',
    en: '{count, plural, one {{quantity} unit} other {{quantity} units}}',
  },
  counted: { fr: 'Comptés dans cette zone', en: 'Counted in this zone' },
  notCounted: { fr: 'Pas comptés', en: 'Not counted' },
  first: { fr: 'Scannez le premier article', en: 'Scan the first article' },
  firstHint: {
    fr: 'Puis tapez combien il y en a, ou scannez chaque pièce.',
    en: 'Then type how many there are, or scan each piece.',
  },
  remaining: {
    fr: '{count, plural, =0 {Chaque article prévu a un comptage} one {Reste # article} other {Restent # articles}}',
    en: '{count, plural, =0 {Every planned article has a count} one {# article left} other {# articles left}}',
  },
  over: { fr: 'Le comptage est terminé', en: 'The counting is over' },
  overHint: { fr: 'Cet inventaire n’accepte plus de comptages.', en: 'This stocktake takes no more counts.' },
  late: {
    fr: '{count, plural, one {# comptage de ce navigateur est arrivé trop tard} other {# comptages de ce navigateur sont arrivés trop tard}}',
    en: '{count, plural, one {# count of this browser came too late} other {# counts of this browser came too late}}',
  },
  lateLine: { fr: '{name} ({zone}) : {quantity}', en: '{name} ({zone}): {quantity}' },
  noZone: { fr: 'sans zone', en: 'no zone' },
  dismissLate: { fr: 'Les écarter', en: 'Dismiss them' },
  lateDismissed: { fr: 'Comptages écartés', en: 'Counts dismissed' },
  back: { fr: 'Voir l’inventaire', en: 'See the stocktake' },
} satisfies Messages
