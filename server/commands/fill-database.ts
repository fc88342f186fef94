import { ensureSetupCode } from '../identity/index.ts'
import type { Config } from '../platform/config.ts'
import { migrate } from '../platform/database/migrate.ts'
import { openDatabase } from '../platform/database/open-database.ts'
import { enableStatementStatistics } from '../platform/database/statement-statistics.ts'
import { prepareInstallation } from '../prepare-installation.ts'
import type { CommandContext } from './command.ts'
import { makeDemoChain } from './demo.ts'

/** Brings the database up to the program and fills an empty one; answers the set-up code when nobody can sign in yet. */
export async function fillDatabase(context: CommandContext, config: Config, options: { empty: boolean }) {
  const sql = await openDatabase(config, { max: 1 })
  try {
    await migrate(config)
    await prepareInstallation(sql)
    await enableStatementStatistics(sql)
    const setupCode = await ensureSetupCode(sql)
    // Where somebody can sign in already, the database is not empty.
    const chain = options.empty || setupCode === null ? null : await makeDemoChain(sql, config, context)
    return { chain, setupCode: chain === null ? setupCode : null }
  } finally {
    await sql.end({ timeout: 1 })
  }
}
