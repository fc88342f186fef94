import { type ConstraintErrors, defineErrors, missingReference } from '../platform/errors.ts'

export const storesErrors = defineErrors({
  store_in_use: {
    status: 409,
    fr: 'Ce magasin ne peut pas être supprimé\u00a0: {reason}',
    en: 'This store cannot be deleted: {reason}',
  },
  store_currency_in_use: {
    status: 409,
    fr: 'La devise de ce magasin ne peut plus changer\u00a0: {reason}',
    en: 'This store’s currency can no longer change: {reason}',
  },
  store_code_taken: { status: 409, fr: 'Ce code de magasin est déjà pris', en: 'This store code is already taken' },
  store_external_id_taken: {
    status: 409,
    fr: 'Un autre magasin porte déjà cet identifiant externe',
    en: 'Another store already has this external id',
  },
  tax_zone_code_taken: {
    status: 409,
    fr: 'Une autre zone de taxes porte déjà ce code',
    en: 'Another tax zone already has this code',
  },
  tax_zone_in_use: {
    status: 409,
    fr: 'Cette zone de taxes sert encore (magasins, supprimés compris\u00a0: {stores})',
    en: 'This tax zone is still used (stores, deleted ones included: {stores})',
  },
  tax_class_code_taken: {
    status: 409,
    fr: 'Une autre classe de taxes porte déjà ce code',
    en: 'Another tax class already has this code',
  },
  tax_class_in_use: {
    status: 409,
    fr: 'Cette classe de taxes ne peut pas être supprimée\u00a0: {reason}',
    en: 'This tax class cannot be deleted: {reason}',
  },
  tax_class_is_built_in: {
    status: 409,
    fr: 'Cette classe est celle des articles ordinaires\u00a0: elle ne peut pas être supprimée',
    en: 'This class is that of ordinary articles: it cannot be deleted',
  },
  register_name_taken: {
    status: 409,
    fr: 'Une autre caisse de ce magasin porte déjà ce nom',
    en: 'Another register of this store already has this name',
  },
  register_in_use: {
    status: 409,
    fr: 'Cette caisse ne peut pas être supprimée\u00a0: {reason}',
    en: 'This register cannot be deleted: {reason}',
  },
  register_is_built_in: {
    status: 409,
    fr: 'Cette caisse appartient au système\u00a0: elle ne peut être ni ouverte, ni désactivée, ni supprimée',
    en: 'This register belongs to the system: it can be neither opened, deactivated nor deleted',
  },
})

/** Refusals come first; these are the races that the database decided. */
export const storesConstraints: ConstraintErrors = {
  stores_code_key: storesErrors.store_code_taken,
  stores_external_id_key: storesErrors.store_external_id_taken,
  registers_name: storesErrors.register_name_taken,
  tax_zones_pkey: storesErrors.tax_zone_code_taken,
  tax_classes_pkey: storesErrors.tax_class_code_taken,
  // An article was given a class that was deleted meanwhile.
  products_tax_class_fkey: () => missingReference('tax_class'),
}
