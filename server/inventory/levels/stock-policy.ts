import type { Static } from 'typebox'
import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Queryable, Tx } from '../../platform/database/connect.ts'
import { invalid, missingReference, platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import type { StockPolicy, StockPolicyBody } from './level-schema.ts'

type Policy = Static<typeof StockPolicy>

/**
 * How a store deals with its stock; the defaults where it has never said.
 *
 * @throws not_found when the store does not exist, or not for this actor.
 */
export async function getStockPolicy(sql: Queryable, actor: Actor, storeId: number): Promise<Policy> {
  if (!mayActInStore(actor, storeId)) throw platformErrors.not_found()
  const [policy] = await sql<Policy[]>`
    select s.id as store_id, coalesce(policy.below_zero, 'warn') as below_zero,
      case when policy.store_id is null then 90 else policy.no_sale_days end as no_sale_days, policy.supplied_by
    from stores s left join stock_policies policy on policy.store_id = s.id
    where s.id = ${storeId} and s.deleted_at is null`
  if (policy === undefined) throw platformErrors.not_found()
  return policy
}

/**
 * Says how a store deals with its stock: from the next sale, and the next look at what does not sell.
 *
 * @throws not_found when the store does not exist, or not for this actor; validation_failed for a place that cannot supply
 * it.
 */
export async function setStockPolicy(
  tx: Tx,
  actor: Actor,
  storeId: number,
  input: Static<typeof StockPolicyBody>,
): Promise<Policy> {
  await getStockPolicy(tx, actor, storeId)
  if (input.supplied_by != null) await refuseSupplier(tx, storeId, input.supplied_by)
  await tx`insert into stock_policies (store_id) values (${storeId}) on conflict do nothing`
  // In the statement, so that two who each change one thing both have their way.
  await tx`
    update stock_policies set
      below_zero = coalesce(${input.below_zero ?? null}, below_zero),
      no_sale_days = case when ${input.no_sale_days !== undefined} then ${input.no_sale_days ?? null} else no_sale_days end,
      supplied_by = case when ${input.supplied_by !== undefined} then ${input.supplied_by ?? null} else supplied_by end,
      updated_at = now()
    where store_id = ${storeId}`
  return getStockPolicy(tx, actor, storeId)
}

async function refuseSupplier(tx: Tx, storeId: number, supplierId: number): Promise<void> {
  if (supplierId === storeId) {
    throw invalid({
      supplied_by: text('Un magasin ne s’approvisionne pas lui-même.', 'A store does not supply itself.'),
    })
  }
  const [supplier] = await tx<{ is_same_currency: boolean }[]>`
    select supplier.currency = s.currency as is_same_currency from stores supplier join stores s on s.id = ${storeId}
    where supplier.id = ${supplierId} and supplier.deleted_at is null`
  if (supplier === undefined) throw missingReference('supplied_by')
  if (supplier.is_same_currency) return
  throw invalid({
    supplied_by: text(
      'Ces deux magasins ne comptent pas dans la même monnaie.',
      'These two stores do not count in the same currency.',
    ),
  })
}
