import type { Queryable, Tx } from '../database/connect.ts'
import { OperatorError } from '../operator-error.ts'
import { readTables } from './catalogue.ts'

/** There is something where a backup is to be restored. */
export class NotEmpty extends OperatorError {}

/**
 * Refuses a database that holds anything but what every installation has from its first start.
 *
 * @param ownTables what a program fills by itself
 * @throws NotEmpty naming what is there.
 */
export async function requireEmpty(sql: Queryable, ownTables: readonly string[]): Promise<void> {
  const names = (await readTables(sql)).map(({ name }) => name)
  const isOurs = names.includes('schema_migrations')
  const found: string[] = []
  for (const name of names) {
    if (isOurs && ownTables.includes(name)) continue
    const [row] = await sql.unsafe<[{ rows: number }]>(
      `select count(*)::int as rows from (select from ${name} limit 1000) r`,
    )
    if (row.rows > 0 || !isOurs) found.push(`${name} (${row.rows === 1000 ? '1000+' : row.rows})`)
  }
  if (found.length === 0) return
  const list = found.join(', ')
  throw new NotEmpty(
    `La base de données n’est pas vide, et rien n’y sera remplacé. On y trouve\u00a0: ${list}. Restaurez dans un autre dossier (COMPTOIR_DATA) ou une autre base (DATABASE_URL).`,
    `The database is not empty, and nothing in it will be replaced. It holds: ${list}. Restore into another folder (COMPTOIR_DATA) or another database (DATABASE_URL).`,
  )
}

/** @throws NotEmpty naming the processes of Comptoir that work with the database. */
export async function requireQuiet(sql: Queryable): Promise<void> {
  const rows = await sql<{ name: string }[]>`
    select distinct application_name as name from pg_stat_activity
    where datname = current_database() and starts_with(application_name, 'comptoir ') and pid <> pg_backend_pid()
    order by 1`
  if (rows.length === 0) return
  const names = rows.map(({ name }) => name).join(', ')
  throw new NotEmpty(
    `Comptoir travaille avec cette base de données\u00a0: ${names}. Arrêtez-le d’abord.`,
    `Comptoir works with this database: ${names}. Stop it first.`,
  )
}

/** Removes the tables, functions and types of the schema that belong to no extension. */
export async function clearSchema(tx: Tx): Promise<void> {
  const rows = await tx<{ statement: string }[]>`
    with own as (
      select 1 as place, format('drop table if exists %I cascade', c.relname) as statement, 'pg_class'::regclass as kind, c.oid
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      union all
      select 2, format('drop routine if exists %s cascade', p.oid::regprocedure), 'pg_proc'::regclass, p.oid
      from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
      union all
      select 3, format('drop sequence if exists %I cascade', c.relname), 'pg_class'::regclass, c.oid
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i')
      union all
      select 4, format('drop type if exists %I cascade', t.typname), 'pg_type'::regclass, t.oid
      from pg_type t where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd')
    )
    select statement from own
    where not exists (select from pg_depend d where d.classid = kind and d.objid = own.oid and d.deptype = 'e')
    order by place, statement collate "C"`
  for (const { statement } of rows) await tx.unsafe(statement)
}
