import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Text } from '../../platform/text.ts'
import { storesErrors } from '../errors.ts'
import { lockTaxRules } from './lock-tax-rules.ts'
import { ORDINARY_CLASS } from './tax-class-codes.ts'

/** Why a tax class may not be deleted, from what a later room knows (articles of the class); null: it may. */
export type TaxClassGuard = (tx: Tx, code: string) => Promise<Text | null>

/**
 * Removes a tax class that no article has. The class of ordinary goods belongs to the system.
 *
 * @throws forbidden, not_found, tax_class_is_built_in, tax_class_in_use.
 */
export async function deleteTaxClass(
  tx: Tx,
  actor: Actor,
  code: string,
  guards: readonly TaxClassGuard[],
): Promise<void> {
  await lockTaxRules(tx, actor)
  // Whoever gives an article the class holds its row until then, and is counted after.
  const [found] = await tx`select 1 from tax_classes where code = ${code} for update`
  if (found === undefined) throw platformErrors.not_found()
  if (code === ORDINARY_CLASS) throw storesErrors.tax_class_is_built_in()
  for (const guard of guards) {
    const reason = await guard(tx, code)
    if (reason !== null) throw storesErrors.tax_class_in_use({ values: { reason } })
  }
  await tx`delete from tax_class_taxes where class_code = ${code}`
  await tx`delete from tax_classes where code = ${code}`
}
