import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../platform/text.ts'
import type { DemoSignIn } from './demo-people.ts'

const ROLE_LABELS: Readonly<Record<DemoSignIn['role'], Record<Language, string>>> = {
  owner: { fr: 'propriétaire', en: 'owner' },
  manager: { fr: 'gérance', en: 'manager' },
  cashier: { fr: 'caisse', en: 'cashier' },
  stock_clerk: { fr: 'magasinage', en: 'stock clerk' },
  analyst: { fr: 'siège', en: 'head office' },
}

const ONLY_ITS_OWNER = 0o600
const MOST_STORES_NAMED = 3

export const signInPath = (dataFolder: string): string => join(dataFolder, 'demo-sign-in.txt')

export const hasSignInFile = (dataFolder: string): boolean => existsSync(signInPath(dataFolder))

/** Keeps the passwords in a file that only its owner reads; one of an earlier, interrupted demo gives way to it. */
export function writeSignIns(dataFolder: string, people: readonly DemoSignIn[]): void {
  const path = signInPath(dataFolder)
  const head = 'Chaîne de démonstration de Comptoir / Comptoir demo chain\n\n'
  writeFileSync(`${path}.new`, `${head}${describePeople(people, 'fr')}\n`, { mode: ONLY_ITS_OWNER })
  renameSync(`${path}.new`, path)
}

/** One line per person: role, e-mail, password, and the stores of those who work in few. */
export function describePeople(people: readonly DemoSignIn[], language: Language): string {
  const lines = people.map(({ role, email, password, storeCodes }) => {
    const stores = storeCodes.length > MOST_STORES_NAMED ? '' : storeCodes.join(', ')
    const label = ROLE_LABELS[role][language]
    return `  ${label.padEnd(13)} ${email.padEnd(44)} ${password}  ${stores}`.trimEnd()
  })
  return lines.join('\n')
}

/** What a start prints once: who can sign in, with which password, and where that is kept. */
export function describeSignIns(people: readonly DemoSignIn[], dataFolder: string, language: Language): string {
  const head =
    language === 'fr'
      ? 'Chaîne de démonstration : pour entrer (affiché cette seule fois, gardé dans'
      : 'Demo chain: to sign in (shown only now, kept in'
  return [`${head} ${signInPath(dataFolder)})`, describePeople(people, language), ''].join('\n')
}
