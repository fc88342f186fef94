import type { StoreFacts } from '../../stores/index.ts'
import { businessTime } from '../tickets/local-time.ts'
import type { SetState } from '../tickets/set-state.ts'
import type { EventDraft, TillRecord } from './till-record.ts'

/** Gives what happened to a drawer its number; what it means for its session is counted from the set's records. */
export function composeEvent(
  draft: EventDraft,
  store: StoreFacts,
  state: SetState,
  now: number,
  leasedAt?: number,
): TillRecord {
  const { day, isSkewed } = businessTime(store.timeZone, draft.occurredAt, now, leasedAt)
  return state.keep(draft, day, isSkewed ? ['clock_skew'] : []).record
}
