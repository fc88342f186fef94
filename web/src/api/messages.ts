import type { Messages } from '../i18n/index.ts'

export const messages = {
  noAnswer: {
    fr: 'Le serveur n’a pas répondu. Vérifiez le réseau, puis recommencez.',
    en: 'The server did not answer. Check the network, then try again.',
  },
  noAnswerInTime: {
    fr: 'Le serveur n’a pas répondu à temps. Recommencez dans un instant.',
    en: 'The server did not answer in time. Try again in a moment.',
  },
  unreadable: {
    fr: 'Ce qui a répondu n’est pas Comptoir. Recommencez dans un instant.',
    en: 'What answered is not Comptoir. Try again in a moment.',
  },
} satisfies Messages
