import type { Queryable } from '../../platform/database/connect.ts'

/** The records of a kind that one request made, changed or deleted, or whose parts it did. */
export async function findChangedBy(sql: Queryable, requestId: string, entityType: string): Promise<string[]> {
  const rows = await sql<{ entity_id: string }[]>`
    select distinct entity_id from audit_log where request_id = ${requestId} and entity_type = ${entityType}`
  return rows.map((row) => row.entity_id)
}

/** What became of a record by one request, and whether somebody changed it afterwards. */
export type RequestChange = {
  readonly id: string
  readonly isCreated: boolean
  /** JSON: what its changed columns were before; null where the request changed none. */
  readonly before: string | null
  readonly isTouchedSince: boolean
}

/**
 * What one request did to these records, by id; those that it left alone are not in the answer.
 *
 * @param asked.ignoredPart a part in which what the house does by itself is nobody's change
 */
export async function readRequestChanges(
  sql: Queryable,
  asked: { requestId: string; entityType: string; ids: readonly (string | number)[]; ignoredPart?: string },
): Promise<Map<string, RequestChange>> {
  const { requestId, entityType, ids, ignoredPart = '' } = asked
  const rows = await sql<{ id: string; is_created: boolean; before: string | null; is_touched_since: boolean }[]>`
    with own as (
      select id, entity_id, action, part, before from audit_log
      where request_id = ${requestId} and entity_type = ${entityType} and entity_id = any(${ids.map(String)}::text[])
    ), seen as (
      select entity_id, min(id) as first_id, bool_or(action = 'create' and part is null) as is_created
      from own group by entity_id
    ), was as (
      -- The value before the first of several changes is the one that counts: the last that is put in stays.
      select entity_id, jsonb_object_agg(key, value order by id desc) as before
      from own, jsonb_each(before) where action = 'update' and part is null group by entity_id
    )
    select seen.entity_id as id, is_created, was.before::text as before, exists (
      select from audit_log later
      where later.entity_type = ${entityType} and later.entity_id = seen.entity_id and later.id > seen.first_id
        and later.request_id is distinct from ${requestId}
        and not (later.actor_key = 'system' and later.part is not distinct from ${ignoredPart})
    ) as is_touched_since
    from seen left join was using (entity_id)`
  return new Map(
    rows.map(({ id, is_created, before, is_touched_since }) => [
      id,
      { id, isCreated: is_created, before, isTouchedSince: is_touched_since },
    ]),
  )
}

/** What a row of a part was before a request: JSON of the whole row, or of the columns that changed; null: not there. */
export type PartBefore = { readonly entityId: string; readonly key: string; readonly before: string | null }

/**
 * What the rows of a part of these records were before one request changed them.
 *
 * @param asked.key the columns that name a row; JSON of them is the answer's `key`
 */
export async function readPartsBefore(
  sql: Queryable,
  asked: {
    requestId: string
    entityType: string
    part: string
    ids: readonly (string | number)[]
    key: readonly string[]
  },
): Promise<PartBefore[]> {
  const { requestId, entityType, part, ids, key } = asked
  const rows = await sql<{ entity_id: string; key: string; before: string | null }[]>`
    select distinct on (entity_id, key) entity_id, key::text as key, before::text as before
    from (
      select id, entity_id, before, (
        select jsonb_object_agg(name, coalesce(after, before) -> name) from unnest(${[...key]}::text[]) name) as key
      from audit_log
      where request_id = ${requestId} and entity_type = ${entityType} and part = ${part}
        and entity_id = any(${ids.map(String)}::text[])
    ) change
    order by entity_id, key, id`
  return rows.map((row) => ({ entityId: row.entity_id, key: row.key, before: row.before }))
}
