import { Type } from 'typebox'
import { Id, IdParams, Name, Strict } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { catalogErrors } from '../errors.ts'
import { readShownPrices, ShownPricesQuery } from '../prices/read-shown-prices.ts'
import type { ProductGuard } from '../products/delete-product.ts'
import { Match, Variant, VariantCreate, VariantUpdate } from '../schema.ts'
import { followsClock } from '../search/product-filters.ts'
import { createVariant } from './create-variant.ts'
import { deleteVariant } from './delete-variant.ts'
import { readVariant } from './get-variant.ts'
import { listVariants, VariantList } from './list-variants.ts'
import { lookUpCode } from './look-up-code.ts'
import { updateVariant } from './update-variant.ts'

const CATALOG = ['catalog'] as const
/** Prices name their store’s currency, and those of a deleted store are gone. */
const READS = ['catalog', 'stores'] as const
const VARIANT_ERRORS = [
  catalogErrors.sku_taken,
  catalogErrors.barcode_taken,
  catalogErrors.plu_taken,
  catalogErrors.combination_taken,
  catalogErrors.variant_external_id_taken,
]
const CodeQuery = Strict({
  code: Name(100, { label: text('Le code', 'The code') }),
  store_id: Type.Optional(Id({ description: 'Answer the prices that this store asks at this moment.' })),
})

export const createVariantRoutes = (guards: readonly ProductGuard[]): readonly Route[] => [
  read({
    path: '/products/:id/variants',
    operation: 'listVariants',
    tag: 'product-variants',
    summary: text('Lister les variantes d’un produit', 'List the variants of a product'),
    description: text(
      'Les variantes du produit dans l’ordre de leur position. Les coûts demandent `products.viewCost`.',
      'The variants of the product in the order of their position. Costs take `products.viewCost`.',
    ),
    access: 'product-variants.view',
    params: IdParams,
    query: VariantList,
    response: Type.Array(Type.Partial(Variant)),
    cache: { namespaces: READS, time: 'productsList', except: followsClock },
    run: ({ sql, actor, params, query }) => listVariants(sql, actor, params.id, query),
  }),
  write({
    method: 'POST',
    path: '/products/:id/variants',
    operation: 'createVariant',
    tag: 'product-variants',
    summary: text('Ajouter une variante à un produit', 'Add a variant to a product'),
    description: text(
      'Ajoute ce qui se vend : un prix (au plus quatre décimales), une UGS et des codes-barres uniques dans la chaîne, un poids en grammes. Un code-barres est un GTIN avec sa clé, ou `{code, type: "internal"}`.',
      'Adds what is sold: a price (at most four decimals), a SKU and barcodes unique in the chain, a weight in grams. A barcode is a GTIN with its check digit, or `{code, type: "internal"}`.',
    ),
    access: 'product-variants.create',
    errors: VARIANT_ERRORS,
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
    description: text(
      'La variante, ses codes-barres et ses valeurs d’options. Les coûts demandent `products.viewCost`.',
      'The variant, its barcodes and its option values. Costs take `products.viewCost`.',
    ),
    access: 'product-variants.view',
    params: IdParams,
    query: ShownPricesQuery,
    response: Variant,
    cache: { namespaces: READS, time: 'productDetail' },
    run: async ({ sql, actor, params, query }) =>
      readVariant(sql, actor, params.id, await readShownPrices(sql, actor, query, [])),
  }),
  ...(['PUT', 'PATCH'] as const).map((method) =>
    write({
      method,
      path: '/product-variants/:id',
      operation: method === 'PUT' ? 'replaceVariant' : 'updateVariant',
      tag: 'product-variants',
      summary: text('Modifier une variante', 'Change a variant'),
      description: text(
        'Seuls les champs donnés changent ; `barcodes` remplace tous ceux qu’elle avait. Une variante inactive ne réserve plus ses codes-barres.',
        'Only the fields that are given change; `barcodes` replaces all that it had. An inactive variant no longer claims its barcodes.',
      ),
      access: 'product-variants.update',
      errors: VARIANT_ERRORS,
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
    description: text(
      'Retire la variante ; les anciens tickets gardent son nom. Refusé tant qu’il en reste en stock.',
      'Takes the variant away; old tickets keep its name. Refused while some of it is in stock.',
    ),
    access: 'product-variants.delete',
    errors: [catalogErrors.product_in_use],
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
    description: text(
      'Ce qu’un lecteur vient de lire\u00a0: chaque article qui porte ce code comme code-barres, UGS ou PLU, l’exact avant celui qui ne diffère que par la casse ou les zéros de tête. L’étiquette d’une balance est lue selon les modèles de la chaîne\u00a0: `scan` donne son poids en kilogrammes ou son prix. Une liste vide quand personne ne le porte.',
      'What a scanner has just read: every article that bears this code as a barcode, a SKU or a PLU, exact ones before those that differ in case or in leading zeros only. A label of a scale is read by the layouts of the chain: `scan` gives its weight in kilograms or its price. An empty list when nobody bears it.',
    ),
    access: 'product-variants.view',
    importance: 'sales',
    query: CodeQuery,
    response: Type.Array(Match),
    run: async ({ sql, actor, query }) => ({ data: await lookUpCode(sql, actor, query.code, query.store_id ?? null) }),
  }),
]
