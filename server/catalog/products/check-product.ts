import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { type Text, text } from '../../platform/text.ts'
import { storeScope } from '../../stores/index.ts'
import { catalogErrors } from '../errors.ts'

type References = {
  category_id?: number | null
  tax_class?: string
  store_ids?: readonly number[]
  external_id?: string | null
}

/**
 * Refuses references that do not exist, in one statement. The category stays until the transaction ends: whoever
 * deletes it waits, and then finds the product in it.
 *
 * @param ownId the product that is being changed; null for a new one.
 * @throws validation_failed, product_external_id_taken.
 */
export async function checkProduct(tx: Tx, actor: Actor, input: References, ownId: number | null): Promise<void> {
  const [found] = await tx<{ has_category: boolean; has_class: boolean; stores: number[]; is_taken: boolean }[]>`
    select
      (select true from product_categories where id = ${input.category_id ?? null} and deleted_at is null for share)
        is not null as has_category,
      exists (select from tax_classes where code = ${input.tax_class ?? null}) as has_class,
      array(select s.id from stores s where s.id = any(${[...(input.store_ids ?? [])]}::bigint[])
        and s.deleted_at is null and ${storeScope(tx, actor, 's.id')}) as stores,
      exists (select from products where external_id = ${input.external_id ?? null}
        and id is distinct from ${ownId}::bigint) as is_taken`
  const faults: Record<string, Text> = {}
  if (input.category_id !== undefined && input.category_id !== null && !found?.has_category) {
    faults.category_id = text('La catégorie sélectionnée n’existe pas.', 'The selected category does not exist.')
  }
  if (input.tax_class !== undefined && !found?.has_class) {
    faults.tax_class = text('Cette classe de taxe n’existe pas.', 'This tax class does not exist.')
  }
  const known = new Set(found?.stores)
  for (const [index, id] of (input.store_ids ?? []).entries()) {
    if (!known.has(id)) faults[`store_ids.${index}`] = text('Ce magasin n’existe pas.', 'This store does not exist.')
  }
  if (Object.keys(faults).length > 0) throw invalid(faults)
  if (found?.is_taken) {
    throw catalogErrors.product_external_id_taken({
      fields: { external_id: text('Cet identifiant est déjà pris.', 'This id is already taken.') },
    })
  }
}
