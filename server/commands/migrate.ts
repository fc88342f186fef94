import { loadConfig } from '../platform/config.ts'
import { migrate as applyMigrations } from '../platform/database/migrate.ts'
import { type CommandContext, refuseArguments } from './command.ts'
import { openCommandDatabase } from './command-database.ts'

/** Applies the migrations that the database does not have yet, and says which. */
export async function migrate(context: CommandContext): Promise<number> {
  refuseArguments(context)
  const database = await openCommandDatabase(loadConfig(), { max: 1, isMigrating: false })
  try {
    const applied = await applyMigrations(database.config)
    for (const name of applied) context.say({ fr: `Appliquée : ${name}`, en: `Applied: ${name}` })
    if (applied.length === 0) context.say({ fr: 'La base est à jour.', en: 'The database is up to date.' })
    return 0
  } finally {
    await database.close()
  }
}
