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
      'Les catégories de toute la chaîne, à plat : `parent_id` en fait un arbre, `parent_id=0` donne son sommet.',
      'The categories of the whole chain, flat: `parent_id` makes a tree of them, `parent_id=0` gives its top.',
    ),
    access: 'product-categories.view',
    query: CategoryList,
    response: Type.Array(Type.Partial(Category)),
    cache: { namespaces: CATALOG, seconds: 300 },
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
    cache: { namespaces: CATALOG, seconds: 600 },
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
        'Seuls les champs donnés changent. Une catégorie ne se place pas sous elle-même ni sous l’une des siennes.',
        'Only the fields that are given change. A category is placed neither under itself nor under one of its own.',
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
      'Refusé tant que la catégorie contient des produits ou des sous-catégories.',
      'Refused while the category has products or subcategories.',
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
