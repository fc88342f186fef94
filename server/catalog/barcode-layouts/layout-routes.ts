import { Type } from 'typebox'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { Layout, LayoutsInput } from './layout-schema.ts'
import { listLayouts } from './list-layouts.ts'
import { replaceLayouts } from './replace-layouts.ts'

const CATALOG = ['catalog'] as const

export const LAYOUT_ROUTES: readonly Route[] = [
  read({
    path: '/barcode-layouts',
    operation: 'listBarcodeLayouts',
    tag: 'product-variants',
    summary: text('Lister les modèles des codes de balance', 'List the layouts of the scales’ codes'),
    description: text(
      'Comment les balances de la chaîne écrivent un poids ou un prix dans un code-barres. La recherche par code les lit\u00a0; le PLU de la variante est le numéro d’article.',
      'How the scales of the chain write a weight or a price into a barcode. The look-up by code reads them; the variant’s PLU is the number of the article.',
    ),
    access: 'product-variants.view',
    response: Type.Array(Layout),
    cache: { namespaces: CATALOG, time: 'productDetail' },
    run: async ({ sql }) => ({ data: await listLayouts(sql) }),
  }),
  write({
    method: 'PUT',
    path: '/barcode-layouts',
    operation: 'replaceBarcodeLayouts',
    tag: 'product-variants',
    summary: text('Remplacer les modèles des codes de balance', 'Replace the layouts of the scales’ codes'),
    description: text(
      'La liste remplace celle qui est là. Un modèle compte 12 ou 13 signes, comme 20PPPPPVVVVVC\u00a0: préfixe, PLU (P), chiffre de contrôle de la valeur (K, facultatif), valeur (V), chiffre de contrôle (C). Deux modèles dont les préfixes se recouvrent sont refusés.',
      'The list replaces the one that is there. A pattern has 12 or 13 signs, such as 20PPPPPVVVVVC: prefix, PLU (P), check digit of the value (K, optional), value (V), check digit (C). Two patterns whose prefixes overlap are refused.',
    ),
    access: 'settings.manage',
    body: LayoutsInput,
    response: Type.Array(Layout),
    message: text('Modèles remplacés avec succès.', 'Layouts replaced.'),
    touches: CATALOG,
    run: async ({ tx, body }) => ({ data: await replaceLayouts(tx, body) }),
  }),
]
