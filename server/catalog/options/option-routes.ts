import { Type } from 'typebox'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { catalogErrors } from '../errors.ts'
import { Variant } from '../schema.ts'
import { createOption } from './create-option.ts'
import { deleteOption } from './delete-option.ts'
import { listOptions } from './list-options.ts'
import { makeVariantMatrix } from './make-variant-matrix.ts'
import { MatrixInput, Option, OptionCreate, OptionUpdate } from './option-schema.ts'
import type { FindVariantsInUse } from './retire-variants.ts'
import { updateOption } from './update-option.ts'

const CATALOG = ['catalog'] as const
const MadeMatrix = Type.Object({
  created: Type.Array(Variant),
  existing_count: Type.Integer({ description: 'Combinations that had a variant already.' }),
})

export const createOptionRoutes = (inUse: readonly FindVariantsInUse[]): readonly Route[] => [
  read({
    path: '/products/:id/options',
    operation: 'listOptions',
    tag: 'product-options',
    summary: text('Lister les options d’un produit', 'List the options of a product'),
    description: text('Avec leurs valeurs, dans leur ordre.', 'With their values, in their order.'),
    access: 'product-options.view',
    params: IdParams,
    response: Type.Array(Option),
    cache: { namespaces: CATALOG, time: 'productsList' },
    run: async ({ sql, params }) => ({ data: await listOptions(sql, params.id) }),
  }),
  write({
    method: 'POST',
    path: '/products/:id/options',
    operation: 'createOption',
    tag: 'product-options',
    summary: text('Ajouter une option à un produit', 'Add an option to a product'),
    description: text(
      'Une taille, une couleur, avec ses valeurs. default_value va aux variantes qui sont déjà là\u00a0; sans elle, elles n’ont aucune valeur de cette option. Au plus cinq options par produit.',
      'A size, a colour, with its values. default_value goes to the variants that are there already; without it they have no value of this option. At most five options per product.',
    ),
    access: 'product-options.create',
    params: IdParams,
    body: OptionCreate,
    response: Option,
    status: 201,
    message: text('Option ajoutée avec succès.', 'Option added.'),
    touches: CATALOG,
    errors: [catalogErrors.option_name_taken, catalogErrors.combination_taken],
    run: async ({ tx, params, body }) => ({ data: await createOption(tx, params.id, body) }),
  }),
  write({
    method: 'PUT',
    path: '/product-options/:id',
    operation: 'updateOption',
    tag: 'product-options',
    summary: text('Modifier une option', 'Change an option'),
    description: text(
      'Seuls les champs donnés changent. Les variantes nommées par leurs valeurs suivent l’ordre des options.',
      'Only the fields that are given change. Variants called by their values follow the order of the options.',
    ),
    access: 'product-options.update',
    params: IdParams,
    body: OptionUpdate,
    response: Option,
    message: text('Option modifiée avec succès.', 'Option changed.'),
    touches: CATALOG,
    errors: [catalogErrors.option_name_taken],
    run: async ({ tx, params, body }) => ({ data: await updateOption(tx, params.id, body) }),
  }),
  write({
    method: 'DELETE',
    path: '/product-options/:id',
    operation: 'deleteOption',
    tag: 'product-options',
    summary: text('Supprimer une option', 'Delete an option'),
    description: text(
      'Les variantes qui restent différentes sans elle demeurent. Sinon, celles qui ont une de ses valeurs sont supprimées avec elle\u00a0; c’est refusé, avec leur nombre, si certaines ont été vendues ou sont en stock.',
      'Variants that still differ without it stay. Otherwise those that have one of its values are deleted with it; refused, with their number, when some were sold or are in stock.',
    ),
    access: 'product-options.delete',
    params: IdParams,
    response: Type.Null(),
    message: text('Option supprimée avec succès.', 'Option deleted.'),
    touches: CATALOG,
    errors: [catalogErrors.option_in_use],
    run: async ({ tx, params }) => {
      await deleteOption(tx, params.id, inUse)
      return { data: null }
    },
  }),
  write({
    method: 'POST',
    path: '/products/:id/variants/matrix',
    operation: 'makeVariantMatrix',
    tag: 'product-variants',
    summary: text('Créer les variantes manquantes des options', 'Make the variants that the options lack'),
    description: text(
      'Une variante par combinaison de valeurs qui n’en a pas encore, au prix donné ou à celui de la première variante\u00a0; celles qui sont là ne changent pas. Une seconde fois, rien n’est créé. Au plus 1000 variantes par produit.',
      'A variant for each combination of values that has none yet, at the price given or that of the first variant; those that are there do not change. A second time, nothing is made. At most 1000 variants per product.',
    ),
    access: 'product-variants.create',
    params: IdParams,
    body: MatrixInput,
    response: MadeMatrix,
    status: 201,
    message: text('Variantes créées avec succès.', 'Variants made.'),
    touches: CATALOG,
    errors: [catalogErrors.sku_taken],
    run: async ({ tx, actor, params, body }) => ({ data: await makeVariantMatrix(tx, actor, params.id, body) }),
  }),
]
