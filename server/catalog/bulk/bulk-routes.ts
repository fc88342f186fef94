import { Type } from 'typebox'
import { type Route, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { catalogErrors } from '../errors.ts'
import { BulkAnswer, BulkInput } from './bulk-schema.ts'
import { changeManyVariants } from './change-many-variants.ts'

/** Five thousand rows with every field. */
const BODY_LIMIT_BYTES = 4 * 1024 * 1024

export const BULK_ROUTES: readonly Route[] = [
  write({
    method: 'POST',
    path: '/product-variants/bulk',
    operation: 'changeManyVariants',
    tag: 'product-variants',
    summary: text('Modifier des milliers de variantes en une requête', 'Change thousands of variants in one request'),
    description: text(
      'Prix, prix barré, coût, activation, UGS et catégorie du produit, 5000 lignes au plus. Changer la catégorie demande aussi `products.update`. Chaque ligne a sa réponse, dans le même ordre\u00a0: les bonnes sont faites, les autres disent pourquoi elles ne le sont pas. Avec atomic, une seule mauvaise ligne refuse tout et la réponse est 422. Une UGS que porte une autre variante est prise, même si celle-ci la quitte dans la même requête.',
      'Prices, compare-at prices, costs, activation, SKUs and the product’s category, 5000 rows at most. Changing the category also takes `products.update`. Each row has its answer, in the same order: the good ones happen, the others say why they do not. With atomic one bad row refuses all, and the answer is 422. A SKU that another variant bears is taken, even if that one leaves it in the same request.',
    ),
    access: 'product-variants.update',
    body: BulkInput,
    response: Type.Array(BulkAnswer),
    message: text('Chaque ligne a sa réponse.', 'Each row has its answer.'),
    touches: ['catalog'],
    errors: [catalogErrors.sku_taken, catalogErrors.barcode_taken],
    bodyLimit: BODY_LIMIT_BYTES,
    run: ({ tx, actor, body, request }) => changeManyVariants(tx, actor, body, request.language),
  }),
]
