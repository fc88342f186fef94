import { Type } from 'typebox'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { catalogErrors } from '../errors.ts'
import { Category, CategoryCreate, CategoryUpdate } from '../schema.ts'
import { createCategory } from './create-category.ts'
import { deleteCategory } from './delete-category.ts'
import { getCategory } from './get-category.ts'
import { CategoryList, listCategories } from './list-categories.ts'
import { updateCategory } from './update-category.ts'

const CATALOG = ['catalog'] as const

export const CATEGORY_ROUTES: readonly Route[] = [
  read({
    path: '/product-categories',
    operation: 'listCategories',
    tag: 'product-categories',
    summary: text('Lister les catégories', 'List categories'),
    description: text(
      'Chacune avec ses produits et ceux de toute sa branche. tree=true donne l’arbre entier, chaque catégorie avec celles qui sont sous elle.',
      'Each with its products and those of its whole branch. tree=true gives the whole tree, each category with those under it.',
    ),
    access: 'product-categories.view',
    query: CategoryList,
    response: Type.Array(Type.Partial(Category)),
    cache: { namespaces: CATALOG, time: 'productsList' },
    run: ({ sql, query }) => listCategories(sql, query),
  }),
  write({
    method: 'POST',
    path: '/product-categories',
    operation: 'createCategory',
    tag: 'product-categories',
    summary: text('Créer une catégorie', 'Create a category'),
    description: text(
      'Ajoute une catégorie, au sommet ou sous une autre. Un nom ne sert qu’une fois au même endroit, sans égard à la casse.',
      'Adds a category, at the top or under another. A name is used once in one place, whatever its case.',
    ),
    access: 'product-categories.create',
    errors: [catalogErrors.category_name_taken, catalogErrors.category_external_id_taken],
    body: CategoryCreate,
    response: Category,
    status: 201,
    message: text('Catégorie créée avec succès.', 'Category created.'),
    touches: CATALOG,
    run: async ({ tx, body }) => ({ data: await createCategory(tx, body) }),
  }),
  read({
    path: '/product-categories/:id',
    operation: 'getCategory',
    tag: 'product-categories',
    summary: text('Lire une catégorie', 'Read a category'),
    description: text(
      'La catégorie, le nombre de ses propres produits et celui de ses sous-catégories directes.',
      'The category, how many products are in it itself, and how many subcategories are directly under it.',
    ),
    access: 'product-categories.view',
    params: IdParams,
    response: Category,
    cache: { namespaces: CATALOG, time: 'productDetail' },
    run: async ({ sql, params }) => ({ data: await getCategory(sql, params.id) }),
  }),
  ...(['PUT', 'PATCH'] as const).map((method) =>
    write({
      method,
      path: '/product-categories/:id',
      operation: method === 'PUT' ? 'replaceCategory' : 'updateCategory',
      tag: 'product-categories',
      summary: text('Modifier une catégorie', 'Change a category'),
      description: text(
        'Seuls les champs donnés changent. parent_id déplace la catégorie avec sa branche\u00a0: jamais sous elle-même, et sur dix niveaux au plus.',
        'Only the fields that are given change. parent_id moves the category with its branch: never under itself, and on ten levels at most.',
      ),
      access: 'product-categories.update',
      errors: [catalogErrors.category_name_taken, catalogErrors.category_external_id_taken],
      params: IdParams,
      body: CategoryUpdate,
      response: Category,
      message: text('Catégorie modifiée avec succès.', 'Category changed.'),
      touches: CATALOG,
      run: async ({ tx, params, body }) => ({ data: await updateCategory(tx, params.id, body) }),
    }),
  ),
  write({
    method: 'DELETE',
    path: '/product-categories/:id',
    operation: 'deleteCategory',
    tag: 'product-categories',
    summary: text('Supprimer une catégorie', 'Delete a category'),
    description: text(
      'Seulement si elle est vide\u00a0: le refus compte ses produits et ses sous-catégories.',
      'Only an empty one: the refusal counts its products and subcategories.',
    ),
    access: 'product-categories.delete',
    errors: [catalogErrors.category_in_use],
    params: IdParams,
    response: Type.Null(),
    message: text('Catégorie supprimée avec succès.', 'Category deleted.'),
    touches: CATALOG,
    run: async ({ tx, params }) => {
      await deleteCategory(tx, params.id)
      return { data: null }
    },
  }),
]
