import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Demo } from '../demo/index.ts'
import { demoSignInPath } from '../demo-sign-in-path.ts'
import { type Config, loadConfig } from '../platform/config.ts'
import type { Sql } from '../platform/database/connect.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { CommandContext } from './command.ts'
import { openCommandDatabase } from './command-database.ts'

const DAYS_MAX = 730

/** Makes the demo chain in an empty database, and says how to sign in. @throws OperatorError when it is not empty. */
export async function demo(context: CommandContext): Promise<number> {
  const { values } = parseArgs({ args: context.args, options: { days: { type: 'string' } } })
  const days = readDays(values.days)
  const database = await openCommandDatabase(loadConfig(), { max: 1 })
  try {
    const chain = await makeDemoChain(database.sql, database.config, context, days)
    if (chain === null) {
      throw new OperatorError(
        'La base contient déjà des données : la chaîne de démonstration ne se fait que dans une base vide. Choisissez un autre dossier avec COMPTOIR_DATA, ou une autre base avec DATABASE_URL.',
        'The database holds data already: the demo chain is made in an empty one only. Choose another folder with COMPTOIR_DATA, or another database with DATABASE_URL.',
      )
    }
    context.say({ fr: chain.signIn, en: chain.signIn })
    return 0
  } finally {
    await database.close()
  }
}

function readDays(given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  const days = /^\d{1,3}$/.test(given) ? Number(given) : 0
  if (days >= 1 && days <= DAYS_MAX) return days
  throw new OperatorError(
    `--days veut un nombre de jours, de 1 à ${DAYS_MAX}.`,
    `--days wants a number of days, from 1 to ${DAYS_MAX}.`,
  )
}

/** What a person at the command line wants to read of a demo that was made. */
export type DemoChain = { readonly signIn: string }

/**
 * Makes the demo chain where the database is empty, and says what it holds; null where it is not. The demo is loaded
 * only here: of all starts, one needs it.
 */
export async function makeDemoChain(
  sql: Sql,
  config: Pick<Config, 'dataFolder' | 'secretKey'>,
  context: CommandContext,
  days?: number,
): Promise<DemoChain | null> {
  const { describePeople, makeDemo, writeSignIns } = await import('../demo/index.ts')
  const startedAt = performance.now()
  const path = demoSignInPath(config)
  const chain = await makeDemo(sql, {
    days,
    secretKey: config.secretKey,
    onBegin: () => context.say({ fr: 'Création de la chaîne de démonstration…', en: 'Making the demo chain…' }),
    keepSignIns: (people) => writeSignIns(path, people),
  })
  if (chain === null) return null
  sayWhatWasMade(context, chain, performance.now() - startedAt)
  const head =
    context.language === 'fr'
      ? `Pour entrer (affiché cette seule fois, gardé dans ${path}) :`
      : `To sign in (shown only now, kept in ${path}):`
  return { signIn: `${head}\n${describePeople(chain.people, context.language)}\n` }
}

function sayWhatWasMade({ say, language }: CommandContext, chain: Demo, elapsedMs: number): void {
  const number = (value: number) =>
    value.toLocaleString(language === 'fr' ? 'fr-CA' : 'en-CA', { maximumFractionDigits: 1 })
  const [seconds, sales] = [number(elapsedMs / 1000), number(chain.sales)]
  say({
    fr: `Faite en ${seconds} s : ${chain.stores} magasins et un entrepôt, ${chain.products} produits, ${sales} ventes en ${chain.days} jours.`,
    en: `Made in ${seconds} s: ${chain.stores} stores and a warehouse, ${chain.products} products, ${sales} sales in ${chain.days} days.`,
  })
}

/** Shows the passwords of a demo that was just made; afterwards only where they are kept. */
export function sayHowToSignIn(
  { say }: CommandContext,
  config: Pick<Config, 'dataFolder'>,
  chain: DemoChain | null,
): void {
  const path = demoSignInPath(config)
  if (chain !== null) say({ fr: chain.signIn, en: chain.signIn })
  else if (existsSync(path)) {
    say({ fr: `Chaîne de démonstration : pour entrer, voir ${path}\n`, en: `Demo chain: to sign in, see ${path}\n` })
  }
}
