import { type Client, createClient } from '../../../packages/client/src/index.ts'
import { readLanguage } from '../i18n/index.ts'
import { inWords } from './in-words.ts'

/** The API behind this very address, with the browser's session, in the language that the page is read in. */
const clients = {
  fr: inWords(createClient({ language: 'fr' }), 'fr'),
  en: inWords(createClient({ language: 'en' }), 'en'),
}

/** Every operation of the API, by its name in the documentation. */
export const api: Client = new Proxy(clients.fr, {
  get: (_target, name) => Reflect.get(clients[readLanguage()], name),
})
