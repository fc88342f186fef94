import { Type } from 'typebox'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { catalogErrors } from '../errors.ts'
import { readShownPrices, ShownPricesQuery } from '../prices/read-shown-prices.ts'
import { Product, ProductCreate, ProductUpdate } from '../schema.ts'
import { followsClock, type InStock } from '../search/product-filters.ts'
import { createProduct } from './create-product.ts'
import { deleteProduct, type ProductGuard } from './delete-product.ts'
import { readProduct } from './get-product.ts'
import { DeletedProduct, DeletedProductList, listDeletedProducts } from './list-deleted-products.ts'
import { listProducts, ProductList } from './list-products.ts'
import { restoreProduct } from './restore-product.ts'
import { RELATIONS } from './select-products.ts'
import { updateProduct } from './update-product.ts'

const CATALOG = ['catalog'] as const
/** A product names its stores and its creator; people change their names rarely, and then end the page too. */
const READS = ['catalog', 'stores', 'users'] as const

export type ProductRouteDependencies = { readonly guards: readonly ProductGuard[]; readonly inStock: InStock }

export const createProductRoutes = ({ guards, inStock }: ProductRouteDependencies): readonly Route[] => [
  read({
    path: '/products',
    operation: 'listProducts',
    tag: 'products',
    summary: text('Lister les produits', 'List products'),
    description: text(
      'Le catalogue de la chaîne, que tous voient. `q` cherche chaque mot, sans égard aux accents, dans le nom, les UGS, les codes-barres, les catégories et la description, et pardonne une ou deux lettres fausses (sauf `fuzzy=false`). Sans `sort`, le meilleur vient d’abord : le code exact, le nom exact, le nom qui commence ainsi, le mot entier, le nom qui le contient, un code qui le contient, la catégorie, la description, puis ce qui ressemble. Un parcours par `cursor` suit toujours un ordre, le plus récent d’abord si rien n’est dit. Les prix des filtres et des tris sont ceux des variantes actives, dans le magasin `store_id` à ce moment, ou sinon ceux de la chaîne ; `include` joint les relations, `fields` réduit la réponse. Les coûts n’apparaissent qu’avec la permission `products.viewCost`, et ne filtrent ni ne trient.',
      'The chain’s catalogue, which everybody sees. `q` looks for each word, whatever the accents, in the name, the SKUs, the barcodes, the categories and the description, and forgives one or two wrong letters (unless `fuzzy=false`). Without `sort` the best come first: the very code, the very name, a name that begins so, the whole word, a name that contains it, a code that does, the category, the description, then what resembles it. A walk by `cursor` always follows an order, the newest first unless said. The prices of filters and orders are those of active variants, in the store `store_id` at this moment or else the chain’s; `include` joins relations, `fields` narrows the answer. Costs appear only with the permission `products.viewCost`, and neither filter nor sort.',
    ),
    access: 'products.view',
    query: ProductList,
    response: Type.Array(Type.Partial(Product)),
    cache: {
      namespaces: READS,
      time: 'productsList',
      except: (query) => query.availability !== undefined || followsClock(query),
    },
    run: ({ sql, actor, query }) => listProducts(sql, actor, query, inStock),
  }),
  write({
    method: 'POST',
    path: '/products',
    operation: 'createProduct',
    tag: 'products',
    summary: text('Créer un produit', 'Create a product'),
    description: text(
      'Un `price` (décimal, au plus quatre décimales) fait aussi la première variante, avec son UGS et son code-barres. Le slug vient du nom, suivi de `-1`, `-2`… s’il est pris. Refusés : une catégorie, une classe de taxe ou un magasin inconnus, un GTIN dont la clé est fausse, un code déjà porté par un autre article.',
      'A `price` (a decimal of at most four decimals) also makes the first variant, with its SKU and barcode. The slug comes from the name, followed by `-1`, `-2`… when it is taken. Refused: an unknown category, tax class or store, a GTIN with a wrong check digit, a code that another article bears.',
    ),
    access: 'products.create',
    errors: [catalogErrors.sku_taken, catalogErrors.barcode_taken, catalogErrors.product_external_id_taken],
    body: ProductCreate,
    response: Product,
    status: 201,
    message: text('Produit créé avec succès.', 'Product created.'),
    touches: CATALOG,
    run: async ({ tx, actor, body }) => ({ data: await createProduct(tx, actor, body) }),
  }),
  read({
    path: '/products/deleted',
    operation: 'listDeletedProducts',
    tag: 'products',
    summary: text('Lister les produits supprimés', 'List deleted products'),
    description: text(
      'Ceux qui peuvent être restaurés, le dernier supprimé d’abord. `q` cherche dans le nom.',
      'Those that can be restored, the last deleted first. `q` looks in the name.',
    ),
    access: 'products.restore',
    query: DeletedProductList,
    response: Type.Array(Type.Partial(DeletedProduct)),
    run: ({ sql, query }) => listDeletedProducts(sql, query),
  }),
  read({
    path: '/products/:id',
    operation: 'getProduct',
    tag: 'products',
    summary: text('Lire un produit', 'Read a product'),
    description: text(
      'Le produit avec sa catégorie, ses variantes, ses options, ses images et les magasins qui le vendent (les siens seulement, pour qui n’agit pas partout). Coûts et marge demandent `products.viewCost`.',
      'The product with its category, variants, options, images and the stores that sell it (only one’s own, for whoever does not act everywhere). Cost and margin take `products.viewCost`.',
    ),
    access: 'products.view',
    params: IdParams,
    query: ShownPricesQuery,
    response: Product,
    cache: { namespaces: READS, time: 'productDetail' },
    run: async ({ sql, actor, params, query }) =>
      readProduct(sql, actor, params.id, await readShownPrices(sql, actor, query, RELATIONS)),
  }),
  ...(['PUT', 'PATCH'] as const).map((method) =>
    write({
      method,
      path: '/products/:id',
      operation: method === 'PUT' ? 'replaceProduct' : 'updateProduct',
      tag: 'products',
      summary: text('Modifier un produit', 'Change a product'),
      description: text(
        'Seuls les champs donnés changent ; le slug reste. Prix, UGS et code-barres sont ceux de la seule variante d’un produit qui n’en a qu’une. Qui n’agit pas dans tous les magasins ne change pas `sold_everywhere`, et ses `store_ids` ne valent que pour ses magasins.',
        'Only the fields that are given change; the slug stays. Price, SKU and barcode are those of the only variant of a product that has just one. Whether every store sells it (`sold_everywhere`) is changed by whoever acts in all stores; the `store_ids` of others hold for their stores only.',
      ),
      access: 'products.update',
      errors: [catalogErrors.sku_taken, catalogErrors.barcode_taken, catalogErrors.product_external_id_taken],
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
    description: text(
      'Retire le produit des listes ; les anciens tickets gardent son nom, ses codes-barres redeviennent libres. Refusé tant qu’il en reste en stock. Il peut être restauré.',
      'Takes the product off the lists; old tickets keep its name, its barcodes are free again. Refused while some of it is in stock. It can be restored.',
    ),
    access: 'products.delete',
    errors: [catalogErrors.product_in_use],
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
    description: text(
      'Ramène un produit supprimé avec ses variantes et leurs codes-barres. Refusé si un autre article porte maintenant l’un de ces codes. Un produit qui n’était pas supprimé est répondu tel quel.',
      'Brings back a deleted product with its variants and their barcodes. Refused when another article bears one of these codes now. A product that was not deleted is answered as it is.',
    ),
    access: 'products.restore',
    errors: [catalogErrors.barcode_taken],
    params: IdParams,
    response: Product,
    message: text('Produit restauré avec succès.', 'Product restored.'),
    touches: CATALOG,
    run: async ({ tx, actor, params }) => ({ data: await restoreProduct(tx, actor, params.id) }),
  }),
]
