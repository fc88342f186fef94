import type { Messages } from '../../../i18n/index.ts'

export const messages = {
  opening: { fr: 'La caisse s’ouvre…', en: 'The till is opening…' },
  elsewhere: { fr: 'La caisse est ouverte dans un autre onglet', en: 'The till is open in another tab' },
  elsewhereHint: {
    fr: 'Deux onglets ne vendent pas sur la même caisse : les numéros se suivent. Reprenez-la ici, et l’autre s’arrêtera.',
    en: 'Two tabs do not sell on one register: its numbers follow each other. Take it here, and the other one stops.',
  },
  takeHere: { fr: 'Reprendre ici', en: 'Take it here' },
  failed: { fr: 'Ce navigateur ne garde rien', en: 'This browser keeps nothing' },
  failedHint: {
    fr: 'Une caisse doit pouvoir écrire ses ventes sur cet appareil. Quittez la navigation privée, ou vérifiez le disque.',
    en: 'A till must be able to write its sales on this device. Leave private browsing, or check the disk.',
  },
  insecure: { fr: 'Cette page n’est pas chiffrée', en: 'This page is not encrypted' },
  insecureHint: {
    fr: 'Un navigateur ne donne pas de clé à une telle page. Ouvrez la caisse par son adresse en https, ou sur la machine même.',
    en: 'A browser gives such a page no key. Open the till by its https address, or on the machine itself.',
  },
  unsupported: { fr: 'Ce navigateur est trop ancien', en: 'This browser is too old' },
  unsupportedHint: {
    fr: 'Mettez-le à jour : une version récente de Chrome, Edge, Firefox ou Safari convient.',
    en: 'Update it: a recent Chrome, Edge, Firefox or Safari will do.',
  },
  revoked: { fr: 'Cet appareil a été révoqué', en: 'This device was revoked' },
  revokedHint: {
    fr: 'Un gérant l’a retiré de la chaîne. Ce qu’il livre encore attend sa décision, rien n’est perdu.',
    en: 'A manager has removed it from the chain. What it still delivers waits for their decision; nothing is lost.',
  },
  enrolTitle: { fr: 'Inscrire cet appareil', en: 'Enrol this device' },
  enrolLead: {
    fr: 'Une fois pour toutes : ensuite il vend, même sans réseau.',
    en: 'Once and for all: from then on it sells, without a network too.',
  },
  enrolHere: { fr: 'Inscrire cet appareil', en: 'Enrol this device' },
  enrolWithCode: { fr: 'Inscrire avec le code', en: 'Enrol with the code' },
  store: { fr: 'Magasin', en: 'Store' },
  deviceName: { fr: 'Nom de l’appareil', en: 'Name of the device' },
  deviceOfStore: { fr: 'Caisse de {store}', en: 'Till of {store}' },
  deviceNameHint: { fr: 'Caisse près de l’entrée', en: 'Till by the entrance' },
  code: { fr: 'Code d’inscription', en: 'Enrolment code' },
  codeHint: {
    fr: 'Un gérant le donne dans l’administration. Il sert une fois, pendant quinze minutes.',
    en: 'A manager gives it in the administration. It serves once, within fifteen minutes.',
  },
  haveCode: { fr: 'J’ai un code d’inscription', en: 'I have an enrolment code' },
  noCode: { fr: 'Inscrire sans code', en: 'Enrol without a code' },
  registerTitle: { fr: 'Quelle caisse ?', en: 'Which register?' },
  registerLead: { fr: 'Les reçus porteront son numéro.', en: 'Receipts will bear its number.' },
  registerTaken: { fr: '« {name} » est tenue par un autre appareil', en: '“{name}” is held by another device' },
  registerTakenHint: {
    fr: 'Reprenez-la si l’autre appareil est en panne ou remplacé. Ses ventes en retard garderont leur place.',
    en: 'Take it over if the other device is broken or replaced. Its late sales will keep their place.',
  },
  takeOver: { fr: 'Reprendre cette caisse', en: 'Take this register over' },
  noRegisters: { fr: 'Ce magasin n’a pas de caisse', en: 'This store has no register' },
  noRegistersHint: {
    fr: 'Un gérant en ajoute une dans « Magasins ».',
    en: 'A manager adds one under “Stores”.',
  },
  leaseTakenOver: {
    fr: 'Un autre appareil a repris cette caisse. Choisissez-en une pour continuer.',
    en: 'Another device has taken this register over. Choose one to go on.',
  },
  leaseCleared: {
    fr: 'Les données de ce navigateur ont été effacées. Choisissez la caisse de nouveau : une nouvelle série commence.',
    en: 'This browser’s data were cleared. Choose the register again: a new series begins.',
  },
  fillingTitle: { fr: 'Le catalogue arrive', en: 'The catalogue is coming' },
  fillingLead: {
    fr: 'La première fois prend un instant ; ensuite la caisse s’ouvre aussitôt.',
    en: 'The first time takes a moment; after that the till opens at once.',
  },
  fillingRows: {
    fr: '{count, plural, =0 {Demande en cours…} one {# ligne reçue} other {# lignes reçues}}',
    en: '{count, plural, =0 {Asking…} one {# row received} other {# rows received}}',
  },
  fillingOffline: {
    fr: 'Le réseau manque : la caisse continuera dès qu’il revient.',
    en: 'There is no network: the till goes on as soon as it is back.',
  },
  cashierTitle: { fr: 'Qui est à la caisse ?', en: 'Who is at the till?' },
  cashierAlone: {
    fr: 'Sans réseau, le NIP ne peut pas être vérifié : votre nom sera inscrit sur les reçus.',
    en: 'Without a network the PIN cannot be checked: your name will stand on the receipts.',
  },
  cashierSignedIn: { fr: 'Session ouverte', en: 'Signed in' },
  cashierNoPin: { fr: 'Sans NIP : ouvrez une session', en: 'No PIN: sign in' },
  howToMakePin: {
    fr: 'Un NIP se choisit dans « Mon compte », en gestion : la caisse ne demande alors que lui.',
    en: 'A PIN is chosen under “My account” in the back office: the till then asks for nothing else.',
  },
  noCashiers: { fr: 'Personne ne peut vendre dans ce magasin', en: 'Nobody may sell in this store' },
  noCashiersHint: {
    fr: 'Un gérant y attache des personnes dans « Équipe ».',
    en: 'A manager attaches people to it under “Team”.',
  },
  otherSignIn: { fr: 'Ouvrir une session', en: 'Sign in' },
  pinOf: { fr: 'NIP de {name}', en: 'PIN of {name}' },
  pinDigits: {
    fr: '{count, plural, one {# chiffre tapé} other {# chiffres tapés}} sur 6',
    en: '{count, plural, one {# digit typed} other {# digits typed}} of 6',
  },
  openTitle: { fr: 'Ouvrir le tiroir', en: 'Open the drawer' },
  openLead: {
    fr: 'Comptez le fonds de caisse : c’est lui qui fera tomber juste la fermeture.',
    en: 'Count the float: it is what makes the closing come out right.',
  },
  openDrawer: { fr: 'Ouvrir avec {amount}', en: 'Open with {amount}' },
  byDenomination: { fr: 'Compter par coupure', en: 'Count by denomination' },
  asOneSum: { fr: 'Donner la somme', en: 'Give the sum' },
  openingFloat: { fr: 'Fonds de caisse', en: 'Opening float' },
  noAmount: { fr: 'Ce n’est pas un montant.', en: 'This is no amount.' },
  noFloatTitle: { fr: 'Ouvrir sans fonds de caisse ?', en: 'Open without a float?' },
  noFloatLead: {
    fr: 'Ce qui est déjà dans le tiroir manquerait au compte de ce soir.',
    en: 'What is in the drawer already would be off in tonight’s count.',
  },
  openWithoutFloat: { fr: 'Ouvrir sans fonds', en: 'Open without a float' },
  notMayOpen: {
    fr: '{name} ne peut pas ouvrir le tiroir. Une autre personne doit prendre la caisse.',
    en: '{name} may not open the drawer. Somebody else has to take the till.',
  },
  opens: { fr: '{name} ouvre', en: '{name} opens' },
  changeCashier: { fr: 'Changer de personne', en: 'Change person' },
  backOffice: { fr: 'Gestion', en: 'Back office' },
} satisfies Messages
