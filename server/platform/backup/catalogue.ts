import type { Queryable } from '../database/connect.ts'

/** A table as it is copied. Names are quoted where SQL wants it. */
export type Table = {
  readonly name: string
  /** Those that are copied: none that is computed, and none that holds the number of a transaction. */
  readonly columns: readonly string[]
  /** The tables that it refers to. */
  readonly refersTo: readonly string[]
}

/**
 * Every table of the schema, in an order in which each follows those that it refers to. What PostgreSQL computes is left to
 * it; the numbers of transactions mean nothing in another database, where a row is of the transaction that restores it, or
 * of none.
 */
export async function readTables(sql: Queryable): Promise<Table[]> {
  const tables = await sql<Table[]>`
    select quote_ident(c.relname) as name,
      array(
        select quote_ident(a.attname) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
          and a.atttypid <> 'xid8'::regtype
        order by a.attnum) as columns,
      array(
        select distinct quote_ident(r.relname) from pg_constraint k join pg_class r on r.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and r.oid <> c.oid) as "refersTo"
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence <> 't'
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by c.relname collate "C"`
  return sortByReferences(tables)
}

/** Tables that refer to each other in a circle come in the order of their names. */
function sortByReferences(tables: readonly Table[]): Table[] {
  const sorted: Table[] = []
  const placed = new Set<string>()
  const names = new Set(tables.map(({ name }) => name))
  let waiting = [...tables]
  while (waiting.length > 0) {
    const ready = waiting.filter(({ refersTo }) => refersTo.every((name) => placed.has(name) || !names.has(name)))
    const next = ready.length > 0 ? ready : waiting.slice(0, 1)
    for (const table of next) {
      sorted.push(table)
      placed.add(table.name)
    }
    waiting = waiting.filter(({ name }) => !placed.has(name))
  }
  return sorted
}

export type SequenceState = { readonly name: string; readonly last_value: string }

/** How far the sequences are that have been used. Read after the tables: they never go back. */
export const readSequences = async (sql: Queryable): Promise<SequenceState[]> => [
  ...(await sql<SequenceState[]>`
    select quote_ident(sequencename) as name, last_value::text from pg_sequences
    where schemaname = 'public' and last_value is not null order by sequencename collate "C"`),
]

/**
 * How many rows a table has, and a sum over them that does not depend on their order: two tables with the same sum hold the
 * same rows.
 */
export async function readDigest(
  sql: Queryable,
  { name, columns }: Pick<Table, 'name' | 'columns'>,
): Promise<{ rows: number; digest: string }> {
  const [row] = await sql.unsafe<[{ rows: number; digest: string }]>(`
    select count(*) as rows,
      coalesce(sum(('x' || left(md5(row(${columns.join(', ')})::text), 16))::bit(64)::bigint::numeric), 0)::text as digest
    from ${name}`)
  return row
}

/** How values are written and read, whatever the role or the database would have it. */
export const PLAIN_FORMS = `
  set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 1; set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0; set local lock_timeout = 0`
