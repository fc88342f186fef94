import type { ListedStocktake } from '../../api/index.ts'
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
