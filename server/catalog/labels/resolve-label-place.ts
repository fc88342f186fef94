import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { invalid, platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { loadStoreFacts, type StoreFacts, storeScope } from '../../stores/index.ts'

/** Where a label will hang: what its prices are in. */
export type LabelPlace = {
  /** null: no store of its own, so the prices of the whole chain. */
  readonly storeId: number | null
  readonly currency: string
  readonly taxZone: string
  readonly pricesIncludeTax: boolean
  /** Classes whose articles bear a tax there. */
  readonly taxedClasses: ReadonlySet<string>
  /** The day there, as YYYY-MM-DD. */
  readonly today: string
}

/**
 * The place that a store is, or the one way of all the stores that exist for the actor.
 *
 * @throws not_found when the store does not exist for this actor; validation_failed without a store, when the actor's
 * stores differ in currency or taxes, or there is none.
 */
export async function resolveLabelPlace(
  sql: Queryable,
  actor: Actor,
  storeId: number | undefined,
): Promise<LabelPlace> {
  if (storeId !== undefined && !mayActInStore(actor, storeId)) throw platformErrors.not_found()
  const id = storeId ?? (await findCommonStore(sql, actor))
  const store = (await loadStoreFacts(sql, [id])).get(id)
  if (store === undefined || store.isDeleted) throw platformErrors.not_found()
  return placeOf(store, storeId ?? null)
}

/** One store of the actor's, when each would do as well. */
async function findCommonStore(sql: Queryable, actor: Actor): Promise<number> {
  const ways = await sql<{ id: number }[]>`
    select min(s.id) as id from stores s where s.deleted_at is null and ${storeScope(sql, actor, 's.id')}
    group by s.currency, s.tax_zone, s.prices_include_tax limit 2`
  const [way, other] = ways
  if (way !== undefined && other === undefined) return way.id
  const message =
    way === undefined
      ? text(
          'Aucun magasin ne dit en quelle monnaie sont les prix\u00a0: choisissez un magasin.',
          'No store says in which currency the prices are: choose a store.',
        )
      : text(
          'Vos magasins n’ont pas tous la même monnaie et les mêmes taxes\u00a0: choisissez un magasin.',
          'Your stores do not all have the same currency and taxes: choose a store.',
        )
  throw invalid({ store_id: message })
}

const placeOf = (store: StoreFacts, storeId: number | null): LabelPlace => ({
  storeId,
  currency: store.currency,
  taxZone: store.taxZone,
  pricesIncludeTax: store.pricesIncludeTax,
  taxedClasses: new Set([...store.taxesByClass].filter(([, taxes]) => taxes.length > 0).map(([code]) => code)),
  today: new Intl.DateTimeFormat('en-CA', { timeZone: store.timeZone }).format(new Date()),
})
