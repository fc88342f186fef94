import type { Tx } from '../database/connect.ts'

/** What was taken from the tables so that rows can come in any order and as they were: statements that give it back. */
export type Taken = { readonly statements: readonly string[] }

type Statement = { take: string; give: string }

/**
 * Makes the tables of the schema ready for rows that were rows before: empty, without triggers that would tell of them,
 * refuse or complete them, without references (which the rows that come later satisfy) and without indexes, which are made
 * faster afterwards. All of it may be done by whoever owns the tables; only a superuser could just switch it off.
 */
export async function prepareLoad(tx: Tx, tables: readonly string[]): Promise<Taken> {
  const indexes = await tx<Statement[]>`
    select format('drop index %I', c.relname) as take, pg_get_indexdef(i.indexrelid) as give
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
    where c.relnamespace = 'public'::regnamespace and t.relkind = 'r'
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
    order by c.relname collate "C"`
  const references = await tx<Statement[]>`
    select format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname) as take,
      format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) as give
    from pg_constraint k
    where k.connamespace = 'public'::regnamespace and k.contype = 'f' and k.conparentid = 0
    order by k.conname collate "C"`
  // A row that was there before belongs to no transaction of this database.
  const numbers = await tx<Statement[]>`
    select format('alter table %s alter column %I drop default', d.adrelid::regclass, a.attname) as take,
      format('alter table %s alter column %I set default %s', d.adrelid::regclass, a.attname,
        pg_get_expr(d.adbin, d.adrelid)) as give
    from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
    join pg_class c on c.oid = d.adrelid
    where c.relnamespace = 'public'::regnamespace and a.atttypid = 'xid8'::regtype and not a.attnotnull`
  const triggers = tables.map((name) => ({
    take: `alter table ${name} disable trigger user`,
    give: `alter table ${name} enable trigger user`,
  }))
  const all = [...triggers, ...references, ...indexes, ...numbers]
  for (const { take } of all) await tx.unsafe(take)
  await tx.unsafe(`truncate ${tables.join(', ')}`)
  return { statements: all.toReversed().map(({ give }) => give) }
}

/** Gives the tables back what they had; a row that refers to none is found here. */
export async function finishLoad(tx: Tx, { statements }: Taken): Promise<void> {
  for (const statement of statements) await tx.unsafe(statement)
}
