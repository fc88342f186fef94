import { type ConstraintErrors, defineErrors } from '../platform/errors.ts'

export const storesErrors = defineErrors({
  store_in_use: {
    status: 409,
    fr: 'Ce magasin ne peut pas être supprimé : {reason}',
    en: 'This store cannot be deleted: {reason}',
  },
  store_currency_in_use: {
    status: 409,
    fr: 'La devise de ce magasin ne peut plus changer : {reason}',
    en: 'This store’s currency can no longer change: {reason}',
  },
  store_code_taken: { status: 409, fr: 'Ce code de magasin est déjà pris', en: 'This store code is already taken' },
  store_external_id_taken: {
    status: 409,
    fr: 'Un autre magasin porte déjà cet identifiant externe',
    en: 'Another store already has this external id',
  },
  register_name_taken: {
    status: 409,
    fr: 'Une autre caisse de ce magasin porte déjà ce nom',
    en: 'Another register of this store already has this name',
  },
  register_in_use: {
    status: 409,
    fr: 'Cette caisse ne peut pas être supprimée : {reason}',
    en: 'This register cannot be deleted: {reason}',
  },
  register_is_built_in: {
    status: 409,
    fr: 'Cette caisse appartient au système : elle ne peut être ni désactivée ni supprimée',
    en: 'This register belongs to the system: it can be neither deactivated nor deleted',
  },
})

/** Refusals come first; these are the races that the database decided. */
export const storesConstraints: ConstraintErrors = {
  stores_code_key: storesErrors.store_code_taken,
  stores_external_id_key: storesErrors.store_external_id_taken,
  registers_name: storesErrors.register_name_taken,
}
