import { type Route, read } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { countFacets, tellsStock, tellsStorePrices } from './count-facets.ts'
import { Facets, FacetsQuery } from './facets.ts'
import type { InStock } from './product-filters.ts'

export const createSearchRoutes = (inStock: InStock): readonly Route[] => [
  read({
    path: '/products/facets',
    operation: 'countProductFacets',
    tag: 'products',
    summary: text('Compter les produits par facette', 'Count products by facet'),
    description: text(
      'Comment se répartissent les produits d’une recherche et de filtres, les mêmes que ceux de la liste : par catégorie (avec ses branches), fourchette de prix, magasin, disponibilité, marque, étiquette, classe de taxe, actifs et en vedette. Chaque facette compte ce qui passe tous les filtres. Avec `store_id`, les prix sont ceux de ce magasin à ce moment. `include` n’en demande que certaines. Seuls vos magasins y paraissent.',
      'How the products of a search and of filters, the same as the list’s, are spread: by category (with its branches), price range, store, availability, vendor, tag, tax class, active and featured. Every facet counts what passes all filters. With `store_id`, prices are those of this store at this moment. `include` asks for some only. Only your stores appear.',
    ),
    access: 'products.view',
    query: FacetsQuery,
    response: Facets,
    cache: {
      namespaces: ['catalog', 'stores'],
      time: 'productsList',
      except: (query) => tellsStock(query) || tellsStorePrices(query),
    },
    run: async ({ sql, actor, query }) => ({ data: await countFacets(sql, actor, query, inStock) }),
  }),
]
