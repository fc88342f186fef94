import { type Config, loadConfig } from '../platform/config.ts'
import type { Sql } from '../platform/database/connect.ts'
import { hasCluster } from '../platform/database/embedded-cluster.ts'
import { readMigrations } from '../platform/database/migrate.ts'
import { OperatorError } from '../platform/operator-error.ts'

/** There is nothing here that the command could work on; nothing was made in its place. */
export class NoInstallation extends OperatorError {
  override readonly exitStatus = 2
}

/**
 * The configuration of a command that works on an installation and makes none.
 *
 * @throws NoInstallation when no database is configured and the data folder has none.
 */
export function loadConfigOfInstallation(): Config {
  // Looked for before a secret is made in a folder that may be the wrong one.
  const found = loadConfig(process.env, { keepsSecret: false })
  if (found.databaseUrl === undefined && !hasCluster(found.dataFolder)) {
    throw new NoInstallation(
      `Il n’y a pas d’installation de Comptoir dans ${found.dataFolder}. Nommez son dossier de données par COMPTOIR_DATA (ou sa base par DATABASE_URL), ou faites-en une\u00a0: npm start, npx comptoir migrate.`,
      `There is no installation of Comptoir in ${found.dataFolder}. Name its data folder with COMPTOIR_DATA (or its database with DATABASE_URL), or make one: npm start, npx comptoir migrate.`,
    )
  }
  return loadConfig()
}

/**
 * @param wanted `some`: tables that missing migrations can still be applied to; `all`: tables of this version.
 * @throws NoInstallation when the database has no tables of Comptoir, or not all of them.
 */
export async function requireTables(sql: Sql, config: Config, wanted: 'some' | 'all'): Promise<void> {
  const where = config.databaseUrl === undefined ? config.dataFolder : 'DATABASE_URL'
  const [table] = await sql<{ exists: boolean }[]>`select to_regclass('schema_migrations') is not null as exists`
  const applied = table?.exists === true ? await sql`select name from schema_migrations` : []
  if (applied.length === 0) {
    throw new NoInstallation(
      `La base de données (${where}) n’a pas les tables de Comptoir. Vérifiez que c’est la bonne, ou préparez-la\u00a0: npx comptoir migrate.`,
      `The database (${where}) has no tables of Comptoir. Check that it is the right one, or prepare it: npx comptoir migrate.`,
    )
  }
  const known = wanted === 'all' ? (await readMigrations()).length : applied.length
  if (applied.length < known) {
    throw new NoInstallation(
      `La base de données (${where}) n’est pas au niveau du programme. Mettez-la à jour\u00a0: npx comptoir migrate.`,
      `The database (${where}) is not up to the program. Bring it up: npx comptoir migrate.`,
    )
  }
  if (applied.length > known) {
    throw new NoInstallation(
      `La base de données (${where}) est plus récente que ce programme. Mettez le programme à jour.`,
      `The database (${where}) is newer than this program. Update the program.`,
    )
  }
}
