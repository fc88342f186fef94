import { Type } from 'typebox'
import { platformErrors } from '../../platform/errors.ts'
import { IdParams } from '../../platform/http/fields.ts'
import { type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import type { JournalSigner } from '../journal/journal-signer.ts'
import { listReviews } from './list-reviews.ts'
import { Review, ReviewList, ReviewWithRecord, SettleBody } from './review-schema.ts'
import { getReview } from './select-reviews.ts'
import { settleReview } from './settle-review.ts'

const REVIEWS = 'reviews'
const SETTLE = 'reviews.settle'

/** What was odd, and waits for a person to look at it. */
export const createReviewRoutes = (signer: JournalSigner): readonly Route[] => [
  read({
    path: '/reviews',
    operation: 'listReviews',
    tag: REVIEWS,
    summary: text('Lister ce qui est à vérifier', 'List what is to be reviewed'),
    description: text(
      'Un point par signalement d’un ticket ou d’une session, par trou dans une série finie, et par enregistrement d’un appareil qui est gardé. Le plus ancien d’abord\u00a0; `state=open` pour ce qui attend.',
      'One for each flag of a ticket or a session, for each gap in a series that has ended, and for each record of a device that is held. The oldest first; `state=open` for what waits.',
    ),
    access: SETTLE,
    errors: [platformErrors.not_found],
    query: ReviewList,
    response: Type.Array(Type.Partial(Review)),
    run: ({ sql, actor, query }) => listReviews(sql, actor, query),
  }),
  read({
    path: '/reviews/:id',
    operation: 'getReview',
    tag: REVIEWS,
    summary: text('Lire un point à vérifier', 'Read what is to be reviewed'),
    description: text(
      'Avec, dans `record`, l’enregistrement qui est gardé, tel que l’appareil l’a livré. 404 dans un magasin où l’on n’agit pas.',
      'With, in `record`, the record that is held, as the device delivered it. 404 in a store in which one does not act.',
    ),
    access: SETTLE,
    params: IdParams,
    response: ReviewWithRecord,
    run: async ({ sql, actor, params }) => ({ data: await getReview(sql, actor, params.id) }),
  }),
  write({
    method: 'POST',
    path: '/reviews/:id/settle',
    operation: 'settleReview',
    tag: REVIEWS,
    summary: text('Régler un point à vérifier', 'Settle what is to be reviewed'),
    description: text(
      '`accepted` ou `rejected`, une fois, avec qui et pourquoi\u00a0; un rejet veut un motif (`note`). Accepter ce qui est gardé l’enregistre avec son signalement (un retour, une fois sa vente arrivée ; ce qui le refuse est dit)\u00a0; le rejeter le garde tel quel. Ce qui est déjà enregistré ne change pas.',
      '`accepted` or `rejected`, once, with who and why; a rejection wants a reason (`note`). Accepting what is held records it with its flag (a return, once its sale has come; what refuses it is said); rejecting it keeps it as it is. What is recorded already does not change.',
    ),
    access: SETTLE,
    errors: [salesErrors.review_settled, salesErrors.sale_missing, salesErrors.insufficient_credit],
    params: IdParams,
    body: SettleBody,
    response: ReviewWithRecord,
    message: text('Point réglé.', 'Settled.'),
    // What is accepted enters the journal.
    prepare: () => signer.key(),
    run: async ({ tx, actor, params, body, prepared: key }) => ({
      data: await settleReview(tx, actor, params.id, body, key),
    }),
  }),
]
