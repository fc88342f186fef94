import type { Messages } from '../../i18n/index.ts'

export const messages = {
  newCategory: { fr: 'Nouvelle catégorie', en: 'New category' },
  lead: {
    fr: 'Glissez une catégorie sur une autre pour la ranger dessous, entre deux pour la placer.',
    en: 'Drag a category onto another to put it under it, between two to place it.',
  },
  keys: {
    fr: 'Au clavier\u00a0: F2 renomme, Alt\u00a0+\u00a0flèche haut ou bas déplace, flèche droite ou gauche ouvre et ferme une branche.',
    en: 'By keyboard: F2 renames, Alt + up or down moves, right and left open and close a branch.',
  },
  none: { fr: 'Aucune catégorie encore', en: 'No category yet' },
  noneHint: {
    fr: 'Les catégories rangent le catalogue et la grille des caisses.',
    en: 'Categories order the catalogue and the grid of the tills.',
  },
  products: {
    fr: '{count, plural, =0 {aucun produit} one {# produit} other {# produits}}',
    en: '{count, plural, =0 {no product} one {# product} other {# products}}',
  },
  open: { fr: 'Ouvrir {name}', en: 'Open {name}' },
  closeBranch: { fr: 'Fermer {name}', en: 'Close {name}' },
  actions: { fr: 'Actions sur {name}', en: 'Actions on {name}' },
  rename: { fr: 'Renommer', en: 'Rename' },
  renameNamed: { fr: 'Nouveau nom de {name}', en: 'New name of {name}' },
  addUnder: { fr: 'Ajouter une sous-catégorie', en: 'Add a subcategory' },
  addUnderNamed: { fr: 'Sous-catégorie de {name}', en: 'Subcategory of {name}' },
  moveUp: { fr: 'Monter', en: 'Move up' },
  moveDown: { fr: 'Descendre', en: 'Move down' },
  moveInto: { fr: 'Déplacer dans…', en: 'Move into…' },
  moveNamed: { fr: 'Déplacer {name}', en: 'Move {name}' },
  under: { fr: 'Sous la catégorie', en: 'Under the category' },
  top: { fr: 'Au sommet', en: 'At the top' },
  move: { fr: 'Déplacer', en: 'Move' },
  created: { fr: '{name} est créée', en: '{name} is created' },
  moved: { fr: '{name} est déplacée', en: '{name} is moved' },
  renamed: { fr: '{name} est renommée', en: '{name} is renamed' },
  deleted: { fr: '{name} est supprimée', en: '{name} is deleted' },
} satisfies Messages
