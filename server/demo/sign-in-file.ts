import { renameSync, writeFileSync } from 'node:fs'
import type { Language } from '../platform/text.ts'
import type { DemoSignIn } from './demo-people.ts'

const LABELS: Readonly<Record<DemoSignIn['role'] | NonNullable<DemoSignIn['post']>, Record<Language, string>>> = {
  owner: { fr: 'propriétaire', en: 'owner' },
  manager: { fr: 'gérance', en: 'manager' },
  cashier: { fr: 'caisse', en: 'cashier' },
  stock_clerk: { fr: 'magasinage', en: 'stock clerk' },
  analyst: { fr: 'analyse', en: 'analyst' },
  head_office: { fr: 'siège', en: 'head office' },
}

const PIN_LABELS: Readonly<Record<Language, string>> = { fr: 'NIP', en: 'PIN' }

const ONLY_ITS_OWNER = 0o600
const MOST_STORES_NAMED = 4

/** Keeps passwords and PINs in a file that only its owner reads; one of an earlier, interrupted demo gives way to it. */
export function writeSignIns(path: string, people: readonly DemoSignIn[]): void {
  const head = 'Chaîne de démonstration de Comptoir / Comptoir demo chain\n\n'
  writeFileSync(`${path}.new`, `${head}${describePeople(people, 'fr')}\n`, { mode: ONLY_ITS_OWNER })
  renameSync(`${path}.new`, path)
}

/** One line per person: role, e-mail, password, PIN at the till, and the stores of those who work in few. */
export function describePeople(people: readonly DemoSignIn[], language: Language): string {
  const lines = people.map(({ role, post = role, email, password, pin, storeCodes }) => {
    const stores = storeCodes.length > MOST_STORES_NAMED ? '' : storeCodes.join(', ')
    const label = LABELS[post][language]
    const ofTill = pin === null ? '' : `${PIN_LABELS[language]} ${pin}`
    return `  ${label.padEnd(13)} ${email.padEnd(44)} ${password}  ${ofTill.padEnd(10)}  ${stores}`.trimEnd()
  })
  return lines.join('\n')
}
