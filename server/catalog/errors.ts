import { type ConstraintErrors, defineErrors } from '../platform/errors.ts'

export const catalogErrors = defineErrors({
  sku_taken: {
    status: 409,
    fr: 'Cette UGS appartient déjà à un autre article',
    en: 'This SKU already belongs to another article',
  },
  barcode_taken: {
    status: 409,
    fr: 'Ce code-barres appartient déjà à un autre article',
    en: 'This barcode already belongs to another article',
  },
  plu_taken: {
    status: 409,
    fr: 'Ce code PLU appartient déjà à un autre article',
    en: 'This PLU code already belongs to another article',
  },
  product_external_id_taken: {
    status: 409,
    fr: 'Un autre produit porte déjà cet identifiant externe',
    en: 'Another product already has this external id',
  },
  variant_external_id_taken: {
    status: 409,
    fr: 'Une autre variante porte déjà cet identifiant externe',
    en: 'Another variant already has this external id',
  },
  store_prices_overlap: {
    status: 409,
    fr: 'Un magasin aurait deux prix au même moment',
    en: 'A store would have two prices at one moment',
  },
  product_in_use: {
    status: 409,
    fr: 'Cet article ne peut pas être supprimé : {reason}',
    en: 'This article cannot be deleted: {reason}',
  },
  option_name_taken: {
    status: 409,
    fr: 'Ce produit a déjà une option de ce nom',
    en: 'This product already has an option of this name',
  },
  option_value_taken: {
    status: 409,
    fr: 'Cette option a déjà cette valeur',
    en: 'This option already has this value',
  },
  combination_taken: {
    status: 409,
    fr: 'Une autre variante du produit a déjà ces valeurs',
    en: 'Another variant of the product already has these values',
  },
  option_in_use: {
    status: 409,
    fr: 'Cette option ne peut pas être supprimée\u00a0: des variantes vendues ou en stock en dépendent (variantes\u00a0: {count})',
    en: 'This option cannot be deleted: variants that were sold or are in stock need it (variants: {count})',
  },
  option_value_in_use: {
    status: 409,
    fr: 'Cette valeur ne peut pas être supprimée\u00a0: des variantes vendues ou en stock l’ont (variantes\u00a0: {count})',
    en: 'This value cannot be deleted: variants that were sold or are in stock have it (variants: {count})',
  },
  category_name_taken: {
    status: 409,
    fr: 'Une autre catégorie porte déjà ce nom au même endroit',
    en: 'Another category already has this name in the same place',
  },
  category_external_id_taken: {
    status: 409,
    fr: 'Une autre catégorie porte déjà cet identifiant externe',
    en: 'Another category already has this external id',
  },
  category_in_use: {
    status: 409,
    fr: 'Cette catégorie n’est pas vide (produits\u00a0: {products}, sous-catégories\u00a0: {children})',
    en: 'This category is not empty (products: {products}, subcategories: {children})',
  },
})

/** Refusals come first; these are the races that the database decided. */
export const catalogConstraints: ConstraintErrors = {
  product_variants_sku_key: catalogErrors.sku_taken,
  variant_barcodes_code: catalogErrors.barcode_taken,
  variant_barcodes_gtin: catalogErrors.barcode_taken,
  product_variants_plu_key: catalogErrors.plu_taken,
  products_external_id_key: catalogErrors.product_external_id_taken,
  product_variants_external_id_key: catalogErrors.variant_external_id_taken,
  variant_prices_no_overlap: catalogErrors.store_prices_overlap,
  product_options_product_id_name_key: catalogErrors.option_name_taken,
  product_option_values_option_id_value_key: catalogErrors.option_value_taken,
  product_categories_name: catalogErrors.category_name_taken,
  product_categories_external_id_key: catalogErrors.category_external_id_taken,
}
