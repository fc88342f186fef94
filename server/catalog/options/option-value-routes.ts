import { Type } from 'typebox'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { catalogErrors } from '../errors.ts'
import { Variant } from '../schema.ts'
import { createOptionValue } from './create-option-value.ts'
import { deleteOptionValue } from './delete-option-value.ts'
import { Value, ValueCreate, ValueUpdate } from './option-schema.ts'
import type { FindVariantsInUse } from './retire-variants.ts'
import { updateOptionValue } from './update-option-value.ts'

const CATALOG = ['catalog'] as const
const AddedValue = Type.Object({ ...Value.properties, created_variants: Type.Array(Variant) })

export const createOptionValueRoutes = (inUse: readonly FindVariantsInUse[]): readonly Route[] => [
  write({
    method: 'POST',
    path: '/product-options/:id/values',
    operation: 'createOptionValue',
    tag: 'product-options',
    summary: text('Ajouter une valeur à une option', 'Add a value to an option'),
    description: text(
      'Crée aussi les variantes qui manquent\u00a0: une par combinaison des autres options, au prix de sa sœur\u00a0; la réponse les donne. Rien n’est créé tant qu’aucune variante n’a de valeur de cette option, ni avec make_variants à faux.',
      'Also makes the variants that are missing: one for each combination of the other options, at its sister’s price; the answer gives them. Nothing is made while no variant has a value of this option, nor with make_variants false.',
    ),
    access: 'product-option-values.create',
    params: IdParams,
    body: ValueCreate,
    response: AddedValue,
    status: 201,
    message: text('Valeur ajoutée avec succès.', 'Value added.'),
    touches: CATALOG,
    errors: [catalogErrors.option_value_taken],
    run: async ({ tx, actor, params, body }) => ({ data: await createOptionValue(tx, actor, params.id, body) }),
  }),
  write({
    method: 'PUT',
    path: '/product-option-values/:id',
    operation: 'updateOptionValue',
    tag: 'product-options',
    summary: text('Modifier une valeur d’option', 'Change an option value'),
    description: text(
      'Les variantes nommées par leurs valeurs changent de nom avec elle\u00a0; les tickets gardent le leur.',
      'Variants called by their values change their names with it; tickets keep theirs.',
    ),
    access: 'product-option-values.update',
    params: IdParams,
    body: ValueUpdate,
    response: Value,
    message: text('Valeur modifiée avec succès.', 'Value changed.'),
    touches: CATALOG,
    errors: [catalogErrors.option_value_taken],
    run: async ({ tx, params, body }) => ({ data: await updateOptionValue(tx, params.id, body) }),
  }),
  write({
    method: 'DELETE',
    path: '/product-option-values/:id',
    operation: 'deleteOptionValue',
    tag: 'product-options',
    summary: text('Supprimer une valeur d’option', 'Delete an option value'),
    description: text(
      'Les variantes qui l’ont sont supprimées avec elle\u00a0; c’est refusé, avec leur nombre, si certaines ont été vendues ou sont en stock.',
      'The variants that have it are deleted with it; refused, with their number, when some were sold or are in stock.',
    ),
    access: 'product-option-values.delete',
    params: IdParams,
    response: Type.Null(),
    message: text('Valeur supprimée avec succès.', 'Value deleted.'),
    touches: CATALOG,
    errors: [catalogErrors.option_value_in_use],
    run: async ({ tx, params }) => {
      await deleteOptionValue(tx, params.id, inUse)
      return { data: null }
    },
  }),
]
