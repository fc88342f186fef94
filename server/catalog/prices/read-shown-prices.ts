import { type Static, Type } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { Id, Strict } from '../../platform/http/fields.ts'
import { parseInclude } from '../../platform/http/list.ts'
import { text } from '../../platform/text.ts'
import { storeScope } from '../../stores/index.ts'
import type { ShownPrices } from '../variants/select-variants.ts'

/** Which prices a reader of one article asks for. */
export const ShownPricesQuery = Strict({
  store_id: Type.Optional(Id({ description: 'Show the prices that this store asks at this moment.' })),
  include: Type.Optional(Type.String({ maxLength: 200, description: '`prices`: those of each of one’s stores.' })),
})

/**
 * Reads them. @param relations what `include` may name beside `prices`: what the answer holds anyway.
 *
 * @throws validation_failed for a store that does not exist for the actor, or an unknown relation.
 */
export async function readShownPrices(
  sql: Queryable,
  actor: Actor,
  query: Static<typeof ShownPricesQuery>,
  relations: readonly string[],
): Promise<ShownPrices> {
  const hasPrices = parseInclude(query.include, [...relations, 'prices']).has('prices')
  const storeId = query.store_id ?? null
  if (storeId !== null) await requireStore(sql, actor, storeId)
  return { storeId, hasPrices }
}

/** @throws validation_failed naming `store_id` for a store that does not exist for the actor. */
export async function requireStore(sql: Queryable, actor: Actor, storeId: number): Promise<void> {
  const [store] = await sql`
    select 1 from stores s where s.id = ${storeId} and s.deleted_at is null and ${storeScope(sql, actor, 's.id')}`
  if (store !== undefined) return
  throw invalid({ store_id: text('Ce magasin n’existe pas.', 'This store does not exist.') })
}
