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
})

/** Refusals come first; an article that was purged since it was looked up is not there any more. */
export const inventoryConstraints: ConstraintErrors = {
  stock_levels_variant_id_fkey: platformErrors.not_found,
  stock_movements_variant_id_fkey: platformErrors.not_found,
  stock_targets_variant_id_fkey: platformErrors.not_found,
  stock_alerts_variant_id_fkey: platformErrors.not_found,
  stock_receipt_lines_variant_id_fkey: platformErrors.not_found,
  stock_reservations_variant_id_fkey: platformErrors.not_found,
}
