import { Type } from 'typebox'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
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
    access: 'product-categories.create',
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
      description: text('Seuls les champs donnés changent.', 'Only the fields that are given change.'),
      access: 'product-categories.update',
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
    access: 'product-categories.delete',
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
