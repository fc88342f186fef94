import type { ListedStocktake, ListedStocktakeArticle } from '../../api/index.ts'
import type { Text } from '../../i18n/index.ts'
import { messages } from './messages.ts'

export type StocktakeStatus = NonNullable<ListedStocktake['status']>
export type StocktakeScope = NonNullable<ListedStocktake['scope']>

export const STOCKTAKE_STATUSES: Readonly<Record<StocktakeStatus, { readonly label: Text; readonly color: string }>> = {
  counting: { label: messages.statusCounting, color: 'sapin' },
  finished: { label: messages.statusFinished, color: 'safran' },
  approved: { label: messages.statusApproved, color: 'gray' },
  cancelled: { label: messages.statusCancelled, color: 'gray' },
}

export const STOCKTAKE_SCOPES: Readonly<Record<StocktakeScope, Text>> = {
  store: messages.scopeStore,
  category: messages.scopeCategory,
  list: messages.scopeList,
}

/** Whether what was counted stands beside what was expected. */
export const hasVariances = ({ status }: { readonly status: StocktakeStatus }): boolean =>
  status === 'finished' || status === 'approved'

export type ArticleState = 'to_count' | 'counted' | 'not_counted'

export const ARTICLE_STATES: Readonly<Record<ArticleState, { readonly label: Text; readonly color: string }>> = {
  to_count: { label: messages.toCount, color: 'safran' },
  counted: { label: messages.done, color: 'sapin' },
  not_counted: { label: messages.notCounted, color: 'gray' },
}

/** Where the counting of an article stands. What nobody counted is not counted, though nothing of it is left to do. */
export function stateOfArticle({
  is_to_count: isToCount,
  is_counted: isCounted,
}: Pick<ListedStocktakeArticle, 'is_to_count' | 'is_counted'>): ArticleState {
  if (isToCount === true) return 'to_count'
  return isCounted === true ? 'counted' : 'not_counted'
}
