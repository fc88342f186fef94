import { parseArgs } from 'node:util'
import { type Demo, describeSignIns, hasSignInFile, makeDemo, signInPath, writeSignIns } from '../demo/index.ts'
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
    sayHowToSignIn(context, database.config, chain)
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

/** Makes the demo chain where the database is empty, and says what it holds; null where it is not. */
export async function makeDemoChain(
  sql: Sql,
  config: Pick<Config, 'dataFolder'>,
  { say, language }: CommandContext,
  days?: number,
): Promise<Demo | null> {
  const startedAt = performance.now()
  const chain = await makeDemo(sql, {
    days,
    onBegin: () => say({ fr: 'Création de la chaîne de démonstration…', en: 'Making the demo chain…' }),
    keepSignIns: (people) => writeSignIns(config.dataFolder, people),
  })
  if (chain === null) return null
  const number = (value: number, digits = 0) =>
    value.toLocaleString(language === 'fr' ? 'fr-CA' : 'en-CA', { maximumFractionDigits: digits })
  const seconds = number((performance.now() - startedAt) / 1000, 1)
  const [sales, products] = [number(chain.sales), number(chain.products)]
  say({
    fr: `Faite en ${seconds} s : ${chain.stores} magasins et un entrepôt, ${products} produits, ${sales} ventes en ${chain.days} jours.`,
    en: `Made in ${seconds} s: ${chain.stores} stores and a warehouse, ${products} products, ${sales} sales in ${chain.days} days.`,
  })
  return chain
}

/** Shows the passwords of a demo that was just made; afterwards only where they are kept. */
export function sayHowToSignIn(
  { say, language }: CommandContext,
  { dataFolder }: Pick<Config, 'dataFolder'>,
  chain: Demo | null,
): void {
  if (chain !== null) {
    const lines = describeSignIns(chain.people, dataFolder, language)
    say({ fr: lines, en: lines })
  } else if (hasSignInFile(dataFolder)) {
    const path = signInPath(dataFolder)
    say({ fr: `Chaîne de démonstration : pour entrer, voir ${path}\n`, en: `Demo chain: to sign in, see ${path}\n` })
  }
}
