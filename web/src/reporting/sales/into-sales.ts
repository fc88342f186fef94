import type { ScopeState } from '../scope/report-scope.ts'
import { writePath } from './drill.ts'

/** The sales of one store in the same days. */
export const intoStore = (store: number, url: ScopeState): Record<string, string> =>
  within(url, { path: writePath([{ dimension: 'store', key: String(store), days: null }]), group_by: 'day' })

/** The sales of one product in the same days. */
export const intoProduct = (product: number, url: ScopeState): Record<string, string> =>
  within(url, { path: writePath([{ dimension: 'product', key: String(product), days: null }]), group_by: 'day' })

const KEPT = ['period', 'date_from', 'date_to', 'store_id', 'currency'] as const

function within(url: ScopeState, rest: Record<string, string>): Record<string, string> {
  const scope = KEPT.flatMap((name) => (url[name] === undefined ? [] : [[name, url[name]] as const]))
  return { ...Object.fromEntries(scope), ...rest }
}
