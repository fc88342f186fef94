import { parseArgs } from 'node:util'
import { OperatorError } from '../platform/operator-error.ts'
import type { Language } from '../platform/text.ts'
import { rebuildRollUps, rollUpReports } from '../reporting/index.ts'
import type { CommandContext } from './command.ts'
import { openCommandDatabase } from './command-database.ts'
import { loadConfigOfInstallation } from './require-installation.ts'

/**
 * Makes the roll-ups of the reports anew: all of them, or those of some months and of one store (and of all stores
 * together); or only those that are missing, as the worker does. The shops go on selling, and whoever stops it begins again
 * where they like: what was not reached stands as it did.
 */
export async function rollups(context: CommandContext): Promise<number> {
  const { values } = parseArgs({
    args: context.args,
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      store: { type: 'string' },
      missing: { type: 'boolean', default: false },
    },
  })
  const wanted = {
    from: readDay(values.from, '--from'),
    to: readDay(values.to, '--to'),
    storeId: readStore(values.store),
  }
  const database = await openCommandDatabase(loadConfigOfInstallation(), { max: 1, isMigrating: false, tables: 'all' })
  try {
    if (wanted.storeId !== undefined) await requireStore(database.sql, wanted.storeId)
    const roll = values.missing ? rollUpReports : rebuildRollUps
    const summed = await roll(database.sql, { ...wanted, onProgress: showProgress(context.language) })
    const count = new Intl.NumberFormat(context.language === 'fr' ? 'fr-CA' : 'en-CA').format(summed)
    context.say({ fr: `Mois et années cumulés\u00a0: ${count}.`, en: `Months and years rolled up: ${count}.` })
    return 0
  } finally {
    await database.close()
  }
}

function readDay(given: string | undefined, option: string): string | undefined {
  if (given === undefined) return undefined
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given))
  if (isDay && new Date(given).toISOString().startsWith(given)) return given
  throw new OperatorError(`${option} veut une date, comme 2026-11-20.`, `${option} wants a date, such as 2026-11-20.`)
}

function readStore(given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  if (/^[1-9]\d{0,14}$/.test(given)) return Number(given)
  throw new OperatorError('--store veut l’identifiant d’un magasin.', '--store wants the id of a store.')
}

async function requireStore(sql: Parameters<typeof rollUpReports>[0], id: number): Promise<void> {
  const [store] = await sql`select from stores where id = ${id}`
  if (store === undefined) throw new OperatorError(`Le magasin ${id} n’existe pas.`, `Store ${id} does not exist.`)
}

/** One line that is written over, on a terminal only. */
function showProgress(language: Language): (done: number, total: number) => void {
  if (!process.stderr.isTTY) return () => {}
  const count = new Intl.NumberFormat(language === 'fr' ? 'fr-CA' : 'en-CA')
  return (done, total) => {
    process.stderr.write(`\r${count.format(done)} / ${count.format(total)} ${done === total ? '\n' : ''}`)
  }
}
