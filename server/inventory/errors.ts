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
  reservation_of_transfer: {
    status: 409,
    fr: 'Cette réservation est celle d’un transfert et finit avec lui',
    en: 'This reservation is that of a transfer, and ends with it',
  },
  transfer_state: {
    status: 409,
    fr: 'Ce transfert n’en est pas à cette étape\u00a0: il est {status}',
    en: 'This transfer is not at this step: it is {status}',
  },
  transfer_side: {
    status: 403,
    fr: 'Cette étape revient à l’autre magasin du transfert, ou demande une permission que vous n’avez pas',
    en: 'This step is for the other store of the transfer, or takes a permission that you do not have',
  },
  nothing_to_order: {
    status: 409,
    fr: 'Il n’y a rien à commander\u00a0: il y en a assez, c’est en route, ou c’est déjà demandé',
    en: 'There is nothing to order: there is enough, it is on its way, or it is asked for already',
  },
  delivery_id_reused: {
    status: 409,
    fr: 'Cet identifiant de livraison a déjà servi pour une autre livraison',
    en: 'This delivery id was already used for another delivery',
  },
})

/** Refusals come first; an article that was purged since it was looked up is not there any more. */
export const inventoryConstraints: ConstraintErrors = {
  stock_levels_variant_id_fkey: platformErrors.not_found,
  stock_targets_variant_id_fkey: platformErrors.not_found,
  stock_alerts_variant_id_fkey: platformErrors.not_found,
  stock_receipt_lines_variant_id_fkey: platformErrors.not_found,
  stock_reservations_variant_id_fkey: platformErrors.not_found,
  stocktake_lines_variant_id_fkey: platformErrors.not_found,
  stock_transfer_lines_variant_id_fkey: platformErrors.not_found,
  stock_transfer_entries_variant_id_fkey: platformErrors.not_found,
  stock_transfer_steps_delivery: inventoryErrors.delivery_id_reused,
}
