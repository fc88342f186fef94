import { Type } from 'typebox'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { Product, ProductCreate, ProductUpdate } from '../schema.ts'
import { createProduct } from './create-product.ts'
import { deleteProduct, type ProductGuard } from './delete-product.ts'
import { getProduct } from './get-product.ts'
import { listProducts, ProductList } from './list-products.ts'
import { restoreProduct } from './restore-product.ts'
import { updateProduct } from './update-product.ts'

const CATALOG = ['catalog'] as const
/** A product names its stores and its creator; people change their names rarely, and then end the page too. */
const READS = ['catalog', 'stores', 'users'] as const

export const createProductRoutes = (guards: readonly ProductGuard[]): readonly Route[] => [
  read({
    path: '/products',
    operation: 'listProducts',
    tag: 'products',
    summary: text('Lister les produits', 'List products'),
    access: 'products.view',
    query: ProductList,
    response: Type.Array(Type.Partial(Product)),
    cache: { namespaces: READS, seconds: 300 },
    run: ({ sql, actor, query }) => listProducts(sql, actor, query),
  }),
  write({
    method: 'POST',
    path: '/products',
    operation: 'createProduct',
    tag: 'products',
    summary: text('Créer un produit', 'Create a product'),
    access: 'products.create',
    body: ProductCreate,
    response: Product,
    status: 201,
    message: text('Produit créé avec succès.', 'Product created.'),
    touches: CATALOG,
    run: async ({ tx, actor, body }) => ({ data: await createProduct(tx, actor, body) }),
  }),
  read({
    path: '/products/:id',
    operation: 'getProduct',
    tag: 'products',
    summary: text('Lire un produit', 'Read a product'),
    access: 'products.view',
    params: IdParams,
    response: Product,
    cache: { namespaces: READS, seconds: 600 },
    run: async ({ sql, actor, params }) => ({ data: await getProduct(sql, actor, params.id) }),
  }),
  ...(['PUT', 'PATCH'] as const).map((method) =>
    write({
      method,
      path: '/products/:id',
      operation: method === 'PUT' ? 'replaceProduct' : 'updateProduct',
      tag: 'products',
      summary: text('Modifier un produit', 'Change a product'),
      description: text('Seuls les champs donnés changent.', 'Only the fields that are given change.'),
      access: 'products.update',
      params: IdParams,
      body: ProductUpdate,
      response: Product,
      message: text('Produit modifié avec succès.', 'Product changed.'),
      touches: CATALOG,
      run: async ({ tx, actor, params, body }) => ({ data: await updateProduct(tx, actor, params.id, body) }),
    }),
  ),
  write({
    method: 'DELETE',
    path: '/products/:id',
    operation: 'deleteProduct',
    tag: 'products',
    summary: text('Supprimer un produit', 'Delete a product'),
    access: 'products.delete',
    params: IdParams,
    response: Type.Null(),
    message: text('Produit supprimé avec succès.', 'Product deleted.'),
    touches: CATALOG,
    run: async ({ tx, params }) => {
      await deleteProduct(tx, params.id, guards)
      return { data: null }
    },
  }),
  write({
    method: 'POST',
    path: '/products/:id/restore',
    operation: 'restoreProduct',
    tag: 'products',
    summary: text('Restaurer un produit supprimé', 'Restore a deleted product'),
    access: 'products.restore',
    params: IdParams,
    response: Product,
    message: text('Produit restauré avec succès.', 'Product restored.'),
    touches: CATALOG,
    run: async ({ tx, actor, params }) => ({ data: await restoreProduct(tx, actor, params.id) }),
  }),
]
