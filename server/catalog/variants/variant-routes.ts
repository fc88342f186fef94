import { Type } from 'typebox'
import { IdParams, Name, Strict } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import type { ProductGuard } from '../products/delete-product.ts'
import { Match, Variant, VariantCreate, VariantUpdate } from '../schema.ts'
import { createVariant } from './create-variant.ts'
import { deleteVariant } from './delete-variant.ts'
import { getVariant } from './get-variant.ts'
import { listVariants, VariantList } from './list-variants.ts'
import { lookUpCode } from './look-up-code.ts'
import { updateVariant } from './update-variant.ts'

const CATALOG = ['catalog'] as const
const CodeQuery = Strict({ code: Name(100, { label: text('Le code', 'The code') }) })

export const createVariantRoutes = (guards: readonly ProductGuard[]): readonly Route[] => [
  read({
    path: '/products/:id/variants',
    operation: 'listVariants',
    tag: 'product-variants',
    summary: text('Lister les variantes d’un produit', 'List the variants of a product'),
    access: 'product-variants.view',
    params: IdParams,
    query: VariantList,
    response: Type.Array(Type.Partial(Variant)),
    cache: { namespaces: CATALOG, seconds: 300 },
    run: ({ sql, actor, params, query }) => listVariants(sql, actor, params.id, query),
  }),
  write({
    method: 'POST',
    path: '/products/:id/variants',
    operation: 'createVariant',
    tag: 'product-variants',
    summary: text('Ajouter une variante à un produit', 'Add a variant to a product'),
    access: 'product-variants.create',
    params: IdParams,
    body: VariantCreate,
    response: Variant,
    status: 201,
    message: text('Variante créée avec succès.', 'Variant created.'),
    touches: CATALOG,
    run: async ({ tx, actor, params, body }) => ({ data: await createVariant(tx, actor, params.id, body) }),
  }),
  read({
    path: '/product-variants/:id',
    operation: 'getVariant',
    tag: 'product-variants',
    summary: text('Lire une variante', 'Read a variant'),
    access: 'product-variants.view',
    params: IdParams,
    response: Variant,
    cache: { namespaces: CATALOG, seconds: 600 },
    run: async ({ sql, actor, params }) => ({ data: await getVariant(sql, actor, params.id) }),
  }),
  ...(['PUT', 'PATCH'] as const).map((method) =>
    write({
      method,
      path: '/product-variants/:id',
      operation: method === 'PUT' ? 'replaceVariant' : 'updateVariant',
      tag: 'product-variants',
      summary: text('Modifier une variante', 'Change a variant'),
      description: text('Seuls les champs donnés changent.', 'Only the fields that are given change.'),
      access: 'product-variants.update',
      params: IdParams,
      body: VariantUpdate,
      response: Variant,
      message: text('Variante modifiée avec succès.', 'Variant changed.'),
      touches: CATALOG,
      run: async ({ tx, actor, params, body }) => ({ data: await updateVariant(tx, actor, params.id, body) }),
    }),
  ),
  write({
    method: 'DELETE',
    path: '/product-variants/:id',
    operation: 'deleteVariant',
    tag: 'product-variants',
    summary: text('Supprimer une variante', 'Delete a variant'),
    access: 'product-variants.delete',
    params: IdParams,
    response: Type.Null(),
    message: text('Variante supprimée avec succès.', 'Variant deleted.'),
    touches: CATALOG,
    run: async ({ tx, params }) => {
      await deleteVariant(tx, params.id, guards)
      return { data: null }
    },
  }),
  read({
    path: '/variants/lookup',
    operation: 'lookUpCode',
    tag: 'product-variants',
    summary: text('Chercher un code-barres ou une UGS', 'Look up a barcode or a SKU'),
    access: 'product-variants.view',
    query: CodeQuery,
    response: Type.Array(Match),
    run: async ({ sql, query }) => ({ data: await lookUpCode(sql, query.code) }),
  }),
]
