import type { Messages } from '../i18n/index.ts'

/** What several pages of the room say. */
export const messages = {
  room: { fr: 'Catalogue', en: 'Catalogue' },
  products: { fr: 'Produits', en: 'Products' },
  categories: { fr: 'Catégories', en: 'Categories' },
  labels: { fr: 'Étiquettes', en: 'Labels' },
  imports: { fr: 'Importations', en: 'Imports' },
  name: { fr: 'Nom', en: 'Name' },
  sku: { fr: 'Référence', en: 'SKU' },
  barcode: { fr: 'Code-barres', en: 'Barcode' },
  category: { fr: 'Catégorie', en: 'Category' },
  noCategory: { fr: 'Sans catégorie', en: 'No category' },
  noSuchCategory: { fr: 'Aucune catégorie de ce nom', en: 'No category by that name' },
  price: { fr: 'Prix', en: 'Price' },
  cost: { fr: 'Coût', en: 'Cost' },
  taxClass: { fr: 'Classe de taxe', en: 'Tax class' },
  active: { fr: 'En vente', en: 'On sale' },
  inactive: { fr: 'Retiré', en: 'Off sale' },
  featured: { fr: 'En vedette', en: 'Featured' },
  save: { fr: 'Enregistrer', en: 'Save' },
  cancel: { fr: 'Annuler', en: 'Cancel' },
  clear: { fr: 'Effacer', en: 'Clear' },
  remove: { fr: 'Supprimer', en: 'Delete' },
  saved: { fr: 'Enregistré', en: 'Saved' },
  notUndone: {
    fr: '{count, plural, one {# changement n’a pas été annulé} other {# changements n’ont pas été annulés}}. {name}\u00a0: {reason}',
    en: '{count, plural, one {# change was not undone} other {# changes were not undone}}. {name}: {reason}',
  },
} satisfies Messages
