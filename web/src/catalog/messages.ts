import type { Messages } from '../i18n/index.ts'

export const messages = {
  room: { fr: 'Catalogue', en: 'Catalogue' },
  products: { fr: 'Produits', en: 'Products' },
  name: { fr: 'Nom', en: 'Name' },
  sku: { fr: 'Référence', en: 'SKU' },
  barcode: { fr: 'Code-barres', en: 'Barcode' },
  category: { fr: 'Catégorie', en: 'Category' },
  price: { fr: 'Prix', en: 'Price' },
  variants: { fr: 'Variantes', en: 'Variants' },
  updated: { fr: 'Modifié', en: 'Changed' },
  active: { fr: 'En vente', en: 'On sale' },
  inactive: { fr: 'Retiré', en: 'Off sale' },
  state: { fr: 'État', en: 'State' },
  searchProducts: { fr: 'Nom, référence ou code-barres', en: 'Name, SKU or barcode' },
  noProducts: { fr: 'Aucun produit encore', en: 'No product yet' },
  noProductsHint: {
    fr: 'Créez le premier, ou importez le catalogue d’un autre logiciel.',
    en: 'Create the first one, or import the catalogue of another program.',
  },
} satisfies Messages
