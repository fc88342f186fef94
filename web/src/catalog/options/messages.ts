import type { Messages } from '../../i18n/index.ts'

export const messages = {
  options: { fr: 'Options', en: 'Options' },
  noOptions: {
    fr: 'Une taille, une couleur\u00a0: ce qui distingue les variantes d’un même produit.',
    en: 'A size, a colour: what tells the variants of one product apart.',
  },
  addOption: { fr: 'Ajouter une option', en: 'Add an option' },
  optionName: { fr: 'Nom de l’option', en: 'Name of the option' },
  optionNameHint: { fr: 'Taille, Couleur, Format…', en: 'Size, Colour, Format…' },
  values: { fr: 'Valeurs', en: 'Values' },
  valuesHint: { fr: 'Entrée après chacune\u00a0: S, M, L', en: 'Enter after each: S, M, L' },
  present: {
    fr: '{count, plural, one {La variante qui existe est} other {Les # variantes qui existent sont}}',
    en: '{count, plural, one {The variant that exists is} other {The # variants that exist are}}',
  },
  optionActions: { fr: 'Actions sur l’option {name}', en: 'Actions on the option {name}' },
  valueActions: { fr: 'Actions sur la valeur {name}', en: 'Actions on the value {name}' },
  rename: { fr: 'Renommer', en: 'Rename' },
  newName: { fr: 'Nouveau nom', en: 'New name' },
  moveBefore: { fr: 'Déplacer avant', en: 'Move before' },
  moveAfter: { fr: 'Déplacer après', en: 'Move after' },
  optionDeleted: { fr: 'Option {name} supprimée', en: 'Option {name} deleted' },
  valueDeleted: { fr: 'Valeur {name} supprimée', en: 'Value {name} deleted' },
  deleteOption: { fr: 'Supprimer l’option {name}', en: 'Delete the option {name}' },
  optionLeaves: {
    fr: '{count, plural, one {# variante en a une valeur} other {# variantes en ont une valeur}}. Si rien d’autre ne les distingue, elles sont supprimées avec elle. Cela ne s’annule pas.',
    en: '{count, plural, one {# variant has a value of it} other {# variants have a value of it}}. If nothing else tells them apart, they are deleted with it. This cannot be undone.',
  },
  deleteValue: { fr: 'Supprimer la valeur {name}', en: 'Delete the value {name}' },
  variantsLeave: {
    fr: '{count, plural, one {La variante qui l’a est supprimée avec elle} other {Les # variantes qui l’ont sont supprimées avec elle}}. Cela ne s’annule pas.',
    en: '{count, plural, one {The variant that has it is deleted with it} other {The # variants that have it are deleted with it}}. This cannot be undone.',
  },
  addValue: { fr: 'Ajouter une valeur à {name}', en: 'Add a value to {name}' },
  addValueShort: { fr: 'Ajouter…', en: 'Add…' },
  valueAdded: {
    fr: '{count, plural, one {# variante ajoutée avec cette valeur} other {# variantes ajoutées avec cette valeur}}',
    en: '{count, plural, one {# variant added with this value} other {# variants added with this value}}',
  },
  makeVariants: {
    fr: '{count, plural, one {Faire la variante qui manque} other {Faire les # variantes qui manquent}}',
    en: '{count, plural, one {Make the missing variant} other {Make the # missing variants}}',
  },
  matrixLead: {
    fr: 'Une variante par combinaison des options qui n’en a pas encore. Les autres restent comme elles sont.',
    en: 'One variant for each combination of the options that has none yet. The others stay as they are.',
  },
  skuPattern: { fr: 'Modèle de référence', en: 'SKU pattern' },
  skuPatternHint: {
    fr: 'Le nom d’une option entre accolades devient sa valeur\u00a0: {example}',
    en: 'The name of an option in braces becomes its value: {example}',
  },
  make: { fr: 'Faire les variantes', en: 'Make the variants' },
  made: {
    fr: '{count, plural, =0 {Aucune variante à faire} one {# variante faite} other {# variantes faites}}',
    en: '{count, plural, =0 {No variant to make} one {# variant made} other {# variants made}}',
  },
} satisfies Messages
