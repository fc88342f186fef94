import { Type } from 'typebox'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { listStorePrices } from './list-store-prices.ts'
import { StorePrice, StorePricesInput } from './price-schema.ts'
import { replaceStorePrices } from './replace-store-prices.ts'

const CATALOG = ['catalog'] as const

export const PRICE_ROUTES: readonly Route[] = [
  read({
    path: '/product-variants/:id/prices',
    operation: 'listStorePrices',
    tag: 'product-variants',
    summary: text('Lister les prix d’une variante par magasin', 'List the prices of a variant per store'),
    description: text(
      'Les prix passés, présents et à venir de vos magasins, dans la devise de chacun. Un magasin qui n’en a pas au moment voulu demande le prix de la chaîne, celui de la variante.',
      'The past, present and coming prices of your stores, each in the store’s currency. A store that has none at a moment asks the chain’s price, which is the variant’s.',
    ),
    access: 'product-variants.view',
    params: IdParams,
    response: Type.Array(StorePrice),
    cache: { namespaces: ['catalog', 'stores'], time: 'productsList' },
    run: async ({ sql, actor, params }) => ({ data: await listStorePrices(sql, actor, params.id) }),
  }),
  write({
    method: 'PUT',
    path: '/product-variants/:id/prices',
    operation: 'replaceStorePrices',
    tag: 'product-variants',
    summary: text('Remplacer les prix d’une variante par magasin', 'Replace the prices of a variant per store'),
    description: text(
      'La liste remplace tous les prix de vos magasins pour cette variante\u00a0; ceux des autres magasins restent. Une période commence à starts_at et finit juste avant ends_at\u00a0; deux périodes d’un même magasin ne se chevauchent pas. Les prix sont dans la devise du magasin, à quatre décimales au plus.',
      'The list replaces all prices of your stores for this variant; those of other stores stay. A period begins at starts_at and ends just before ends_at; two periods of one store do not overlap. Prices are in the store’s currency, with at most four decimals.',
    ),
    access: 'product-variants.update',
    params: IdParams,
    body: StorePricesInput,
    response: Type.Array(StorePrice),
    message: text('Prix remplacés avec succès.', 'Prices replaced.'),
    touches: CATALOG,
    run: async ({ tx, actor, params, body }) => ({ data: await replaceStorePrices(tx, actor, params.id, body) }),
  }),
]
