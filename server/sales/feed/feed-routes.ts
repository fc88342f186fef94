import { Type } from 'typebox'
import { platformErrors } from '../../platform/errors.ts'
import { type Route, read } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { FeedAnswer, FeedQuery } from './feed-schema.ts'
import { readFeed } from './read-feed.ts'

/** What tills copy, so that they sell without a network. */
export const FEED_ROUTES: readonly Route[] = [
  read({
    path: '/pos/catalog',
    operation: 'readTillFeed',
    tag: 'till-feed',
    summary: text(
      'Copier ce qu’il faut pour vendre, et suivre ses changements',
      'Copy what selling takes, and follow its changes',
    ),
    description: text(
      [
        'Tout ce qu’une caisse doit tenir pour vendre sans réseau dans un magasin\u00a0: articles avec leurs prix présents et à venir, catégories, clients, stock à titre indicatif, et le magasin lui-même (taxes, caisses, caissiers, reçu). Sans `since`, une copie complète\u00a0; avec le `cursor` d’une réponse, ce qui a changé depuis, et dans `deleted` ce qui n’est plus. Une ligne remplace celle du même identifiant\u00a0; la recevoir deux fois ne change rien.',
        'Tant que `has_more` est vrai, redemandez avec `cursor`\u00a0; quand il est faux, la copie est le magasin d’un seul instant. Un curseur de plus de 90 jours, d’un autre magasin, d’avant une restauration ou de quelqu’un qui voit autre chose recommence avec `complete: true`\u00a0; ce qui n’est pas un curseur est refusé par 422.',
        'Les clients demandent `customers.view`, le stock `stock.view`\u00a0; les coûts et les empreintes de PIN n’y sont jamais. JSON, ou MessagePack avec `Accept: application/msgpack`. 404 dans un magasin où l’on n’agit pas.',
      ].join('\n\n'),
      [
        'Everything that a till must hold to sell in a store without a network: articles with their prices now and to come, categories, customers, stock as a hint, and the store itself (taxes, registers, cashiers, receipt). Without `since`, a complete copy; with the `cursor` of an answer, what has changed since, and in `deleted` what is no more. A row replaces the one with the same id; getting it twice changes nothing.',
        'As long as `has_more` is true, ask again with `cursor`; when it is false, the copy is the store of one single moment. A cursor of more than 90 days, of another store, of before a restore or of somebody who sees other things starts over with `complete: true`; what is no cursor is refused with 422.',
        'Customers take `customers.view`, stock takes `stock.view`; costs and digests of PINs are never in it. JSON, or MessagePack with `Accept: application/msgpack`. 404 in a store in which one does not act.',
      ].join('\n\n'),
    ),
    access: 'sales.create',
    errors: [platformErrors.not_found],
    query: FeedQuery,
    // Bytes, of which this is the form.
    response: Type.Unsafe<Uint8Array>(FeedAnswer),
    contentTypes: ['application/json'],
    run: ({ sql, actor, query, request }) => readFeed(sql, actor, query, { isPacked: request.wantsMessagePack }),
  }),
]
