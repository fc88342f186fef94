import type { Language } from './text.ts'

/** The language that the page is written in: what was chosen here, else that of the browser, else French. */
export function readLanguage(): Language {
  return globalThis.document?.documentElement.lang === 'en' ? 'en' : 'fr'
}
