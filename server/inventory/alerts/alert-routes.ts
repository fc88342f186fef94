import { type Route, read } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { AlertQuery, StockAlerts } from './alert-schema.ts'
import { listAlerts } from './list-alerts.ts'

export const ALERT_ROUTES: readonly Route[] = [
  read({
    path: '/stock-alerts',
    operation: 'listStockAlerts',
    tag: 'inventory',
    summary: text('Ce qui, dans le stock, demande attention', 'What in stock calls for attention'),
    description: text(
      'Une ligne par article et magasin où il n’en reste plus, trop peu, trop, moins que rien, ou qui ne se vend pas. Une alerte s’ouvre et se ferme avec le mouvement qui en est cause\u00a0; celles des articles qui ne se vendent pas s’ouvrent une fois par jour. Ouvertes, sauf si `status` en demande d’autres.',
      'A row for each article and store with none left, too little, too much, less than nothing, or that does not sell. An alert opens and closes with the movement that causes it; those of articles that do not sell open once a day. Open ones, unless `status` asks for others.',
    ),
    access: 'stock.view',
    query: AlertQuery,
    response: StockAlerts,
    run: ({ sql, actor, query }) => listAlerts(sql, actor, query),
  }),
]
