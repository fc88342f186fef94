import { Type } from 'typebox'
import { type Route, read } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import type { PeopleStores } from '../people/people-stores.ts'
import { listAuditLog } from './list-audit-log.ts'
import { AuditEntry, AuditList } from './schema.ts'

export const createAuditRoutes = (stores: PeopleStores): readonly Route[] => [
  read({
    path: '/audit-log',
    operation: 'listAuditLog',
    tag: 'audit',
    summary: text('Lire le journal d’audit', 'Read the audit log'),
    description: text(
      'Qui a fait quoi, quand, à quoi, avec l’avant et l’après, du plus récent au plus ancien. Sans `stores.all`, on lit ce qui touche ses magasins, les personnes que l’on voit et le catalogue ; les coûts demandent `products.viewCost`. Connexions et jetons y sont aussi. Les pages numérotées portent sur les 10\u00a0000 premières entrées de l’ordre demandé, et `total` n’en compte pas plus ; un parcours par `cursor` les donne toutes.',
      'Who did what, when, to what, with before and after, latest first. Without `stores.all` one reads what is about one’s stores, the people one sees, and the catalogue; costs need `products.viewCost`. Sign-ins and tokens are there too. Numbered pages are of the first 10,000 entries in the order asked for, and `total` counts no more; a walk by `cursor` gives them all.',
    ),
    access: 'audit.view',
    query: AuditList,
    response: Type.Array(Type.Partial(AuditEntry)),
    run: ({ sql, actor, query }) => listAuditLog(sql, actor, query, stores),
  }),
]
