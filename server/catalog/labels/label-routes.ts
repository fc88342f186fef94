import { Type } from 'typebox'
import { platformErrors } from '../../platform/errors.ts'
import { type Route, readByPost } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { LabelsBody, LabelsData } from './label-schema.ts'

export const LABEL_ROUTES: readonly Route[] = [
  readByPost({
    path: '/labels',
    operation: 'printLabels',
    tag: 'labels',
    summary: text('Imprimer des étiquettes', 'Print labels'),
    description: text(
      [
        'Étiquettes de tablette ou d’article, dans l’ordre demandé, 2 000 au plus. `format`\u00a0: `pdf` (sur planche ou sur rouleau, codes-barres en traits), `zpl` (octets d’une imprimante Zebra de 203 ou 300 points par pouce, sur rouleau) ou `json` (textes et places en millimètres, pour dessiner soi-même).',
        'Une étiquette de tablette porte le prix par unité de mesure de ce qui a un contenu net\u00a0: par 100 g ou 100 ml au Québec, par kilogramme ou litre ailleurs. Les prix sont ceux du magasin nommé\u00a0; sans magasin, ceux de la chaîne, si vos magasins ont tous la même monnaie et les mêmes taxes.',
        'Sont refusés, en nommant le champ\u00a0: un article inconnu, supprimé ou dont le prix est donné à la caisse (sauf avec `show.price: false`), une planche avec `zpl`, un `start_at` que la planche n’a pas. Un code trop long pour la largeur n’a pas de traits\u00a0; un caractère que la police n’a pas est remplacé par �.',
      ].join(' '),
      [
        'Shelf or product labels, in the order asked for, 2,000 at most. `format`: `pdf` (on sheets or rolls, barcodes as shapes), `zpl` (bytes for a Zebra printer of 203 or 300 dots per inch, on rolls) or `json` (texts and places in millimetres, to draw them yourself).',
        'A shelf label bears the price per unit of measure of what has a net content: per 100 g or 100 ml in Québec, per kilogram or litre elsewhere. Prices are those of the store named; without one, those of the chain, provided that all your stores have the same currency and taxes.',
        'Refused, with the field named: an article that is unknown, deleted, or priced at the till (unless `show.price` is false); a sheet with `zpl`; a `start_at` that the sheet does not have. A code too long for the width has no bars; a character that the font lacks is replaced by �.',
      ].join(' '),
    ),
    access: 'products.view',
    importance: 'reports',
    limit: 'costly',
    errors: [platformErrors.not_found],
    body: LabelsBody,
    response: Type.Union([LabelsData, Type.String(), Type.Unsafe<Uint8Array>(Type.String())]),
    contentTypes: ['application/pdf', 'application/vnd.zebra-zpl', 'application/json'],
    run: async ({ sql, actor, body, request }) => {
      // The libraries of fonts and bars are large, and many processes never print a label.
      const { printLabels } = await import('./print-labels.ts')
      return printLabels(sql, actor, body, request.language)
    },
  }),
]
