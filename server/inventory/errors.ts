import { type ConstraintErrors, platformErrors } from '../platform/errors.ts'

/** Refusals come first; an article that was purged since it was looked up is not there any more. */
export const inventoryConstraints: ConstraintErrors = {
  stock_levels_variant_id_fkey: platformErrors.not_found,
  stock_movements_variant_id_fkey: platformErrors.not_found,
}
