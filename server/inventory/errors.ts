import { type ConstraintErrors, defineErrors, platformErrors } from '../platform/errors.ts'

export const inventoryErrors = defineErrors({
  not_enough_stock: {
    status: 409,
    fr: 'Il n’y en a pas assez\u00a0: {available} disponible(s)',
    en: 'There is not enough of it: {available} available',
  },
  reservation_ended: {
    status: 409,
    fr: 'Cette réservation a déjà pris fin',
    en: 'This reservation has already ended',
  },
  stocktake_not_counting: {
    status: 409,
    fr: 'Cet inventaire n’est pas en cours de comptage',
    en: 'This stocktake is not being counted',
  },
  stocktake_not_finished: {
    status: 409,
    fr: 'Cet inventaire n’attend pas d’approbation\u00a0: terminez d’abord le comptage',
    en: 'This stocktake does not wait for approval: finish counting first',
  },
  stocktake_over: {
    status: 409,
    fr: 'Cet inventaire est déjà approuvé ou abandonné',
    en: 'This stocktake is already approved or given up',
  },
  duplicate_count: {
    status: 409,
    fr: 'Cet identifiant est déjà celui d’un autre comptage',
    en: 'This id is already that of another count',
  },
  count_too_large: {
    status: 409,
    fr: 'Le stock de « {article} » deviendrait trop grand pour être tenu',
    en: 'The stock of "{article}" would become too large to be kept',
  },
})

/** Refusals come first; an article that was purged since it was looked up is not there any more. */
export const inventoryConstraints: ConstraintErrors = {
  stock_levels_variant_id_fkey: platformErrors.not_found,
  stock_movements_variant_id_fkey: platformErrors.not_found,
  stock_targets_variant_id_fkey: platformErrors.not_found,
  stock_alerts_variant_id_fkey: platformErrors.not_found,
  stock_receipt_lines_variant_id_fkey: platformErrors.not_found,
  stock_reservations_variant_id_fkey: platformErrors.not_found,
  stocktake_lines_variant_id_fkey: platformErrors.not_found,
}
