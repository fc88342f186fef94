import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { EXPORT_FORMATS, writeExport } from '../catalog/index.ts'
import { variantInStock } from '../inventory/index.ts'
import { systemActor } from '../platform/actor.ts'
import type { CommandContext } from './command.ts'
import { openCommandDatabase } from './command-database.ts'
import { loadConfigOfInstallation } from './require-installation.ts'

const usageError = 2

/** `comptoir export products`: the catalogue as a CSV file that an import takes, with its costs. */
export async function exportFile({ args, say }: CommandContext): Promise<number> {
  const [kind, ...rest] = args
  const options = { format: { type: 'string', default: 'comptoir' }, output: { type: 'string', short: 'o' } } as const
  const { values } = parseArgs({ args: rest, options })
  const format = EXPORT_FORMATS.find((known) => known === values.format)
  if (kind !== 'products' || format === undefined) {
    say({
      fr: `Usage\u00a0: comptoir export products [--format ${EXPORT_FORMATS.join('|')}] [--output FICHIER]`,
      en: `Usage: comptoir export products [--format ${EXPORT_FORMATS.join('|')}] [--output FILE]`,
    })
    return usageError
  }
  const database = await openCommandDatabase(loadConfigOfInstallation(), { max: 2, tables: 'some' })
  try {
    const request = { actor: systemActor, filters: {}, inStock: variantInStock, showsCosts: true }
    const lines = Readable.from(writeExport(database.sql, { format, request }))
    if (values.output === undefined) await pipeline(lines, process.stdout, { end: false })
    else await pipeline(lines, createWriteStream(values.output))
    return 0
  } finally {
    await database.close()
  }
}
