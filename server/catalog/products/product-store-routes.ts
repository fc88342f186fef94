import { Type } from 'typebox'
import { Id, IdParams, Strict } from '../../platform/http/fields.ts'
import { type Route, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { Product } from '../schema.ts'
import { attachStores } from './attach-stores.ts'
import { detachStore } from './detach-store.ts'

const CATALOG = ['catalog'] as const
const StoresInput = Strict({ store_ids: Type.Array(Id(), { minItems: 1, maxItems: 500 }) })
const ProductStoreParams = Strict({ id: Id(), store_id: Id() })

export const PRODUCT_STORE_ROUTES: readonly Route[] = [
  write({
    method: 'POST',
    path: '/products/:id/stores',
    operation: 'attachStores',
    tag: 'products',
    summary: text('Mettre un produit en vente dans des magasins', 'Have stores sell a product'),
    description: text(
      'Ajoute ces magasins à ceux qui le vendent. S’il était vendu partout et que vous agissez dans tous les magasins, il ne l’est plus que dans ceux-ci\u00a0; sinon il reste vendu partout. Un magasin qui n’est pas le vôtre n’existe pas.',
      'Adds these stores to those that sell it. If it was sold everywhere and you act in all stores, it is now sold in these only; otherwise it stays sold everywhere. A store that is not yours does not exist.',
    ),
    access: 'products.update',
    params: IdParams,
    body: StoresInput,
    response: Product,
    message: text('Produit mis en vente dans ces magasins.', 'These stores sell the product now.'),
    touches: CATALOG,
    run: async ({ tx, actor, params, body }) => ({ data: await attachStores(tx, actor, params.id, body.store_ids) }),
  }),
  write({
    method: 'DELETE',
    path: '/products/:id/stores/:store_id',
    operation: 'detachStore',
    tag: 'products',
    summary: text('Retirer un produit d’un magasin', 'Have a store sell a product no longer'),
    description: text(
      'Après le dernier magasin, plus aucun ne le vend\u00a0: il ne redevient vendu partout que par sold_everywhere.',
      'After the last store none sells it: only sold_everywhere has every store sell it again.',
    ),
    access: 'products.update',
    params: ProductStoreParams,
    response: Type.Null(),
    message: text('Produit retiré de ce magasin.', 'The store no longer sells the product.'),
    touches: CATALOG,
    run: async ({ tx, actor, params }) => {
      await detachStore(tx, actor, params.id, params.store_id)
      return { data: null }
    },
  }),
]
