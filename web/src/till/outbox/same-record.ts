import { canonicalJson } from '../../../../rules/index.ts'
import type { NewRecord } from '../memory.ts'

/** What tells one sale, one return or one movement from another. The rest of a record may be said otherwise a second time. */
const TELLING = [
  'kind',
  'total',
  'sale_id',
  'lines',
  'exchange_lines',
  'discount',
  'payments',
  'refunds',
  'type',
  'amount',
  'reason',
  'opening_float',
  'counted',
] as const

/** Whether a record says what was recorded. */
export function isSame(recorded: Readonly<Record<string, unknown>>, { kind, content }: NewRecord): boolean {
  const said: Readonly<Record<string, unknown>> = { kind, ...content }
  return TELLING.every((key) => canonicalJson(recorded[key]) === canonicalJson(said[key]))
}
