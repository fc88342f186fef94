import type { Actor } from '../platform/actor.ts'
import type { Sql } from '../platform/database/connect.ts'
import { pickFields, readList } from '../platform/http/list.ts'
import { allOf, containsPattern, searchWords, selectPage } from '../platform/http/select-page.ts'
import { identityErrors } from './errors.ts'
import { presentToken, type TokenRecord } from './present.ts'
import { TOKEN_SORTS, TokenData, type TokenListInput } from './schema.ts'

/** The actor's own tokens that have not been revoked, those of past sign-ins included. @throws people_only */
export async function listTokens(sql: Sql, actor: Actor, query: TokenListInput) {
  if (actor.userId === null) throw identityErrors.people_only()
  const request = readList(query, {
    sorts: TOKEN_SORTS,
    defaultSort: '-id',
    fields: Object.keys(TokenData.properties),
  })
  const { rows, meta } = await selectPage<TokenRecord>(sql, request, {
    sorts: TOKEN_SORTS,
    from: sql`tokens t`,
    where: allOf(sql, [
      sql`t.user_id = ${actor.userId} and t.revoked_at is null`,
      ...(request.ids === null ? [] : [sql`t.id = any(${[...request.ids]}::bigint[])`]),
      ...searchWords(query.q).map((word) => sql`search_text(t.name) like ${containsPattern(sql, word)}`),
    ]),
    columns: sql`t.id, t.name, t.abilities, t.last_used_at, t.expires_at, t.created_at`,
    joins: sql`join tokens t on t.id = k.id`,
  })
  const isCurrent = (id: number) => actor.credential.kind === 'token' && actor.credential.id === id
  const present = (row: TokenRecord) => ({ ...presentToken(row), is_current: isCurrent(row.id) })
  return { data: rows.map((row) => pickFields(present(row), request.fields)), meta }
}
