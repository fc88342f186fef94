import type { StoreFacts } from '../../stores/index.ts'
import { businessTime, localTime } from '../tickets/local-time.ts'
import { uuidFrom } from '../tickets/read-input.ts'
import type { RecordDraft } from '../tickets/ticket.ts'
import type { DeviceMark } from '../tills/till-record.ts'

/** Which session a record belongs to. */
export type SessionKey = {
  readonly storeId: number
  readonly registerId: number
  readonly id: string
  /** What is made when there is no such session yet; null: the record is refused then. */
  readonly begins: SessionBeginning | null
}

export type SessionBeginning = {
  readonly kind: 'drawer' | 'day'
  readonly businessDay: string
  readonly currency: string
  /** In which the session's till numbers; 0: the server does. */
  readonly series: number
  readonly deviceId: string | null
}

/**
 * The session that a record names, else the day session of its register. What an import records belongs to the day of the
 * import, whenever it happened: an old day that was closed long ago is not opened again by it.
 */
export function sessionKeyOf(draft: RecordDraft, store: StoreFacts, now: number): SessionKey {
  const registerId = draft.registerId ?? store.virtualRegisterId
  if (draft.sessionId !== null) {
    const begins = draft.device === null ? null : beginningBy(draft, draft.device, store, now)
    return { storeId: store.id, registerId, id: draft.sessionId.toLowerCase(), begins }
  }
  const isHistory = store.registers.get(registerId) === 'import'
  const { day } = isHistory ? localTime(store.timeZone, now) : businessTime(store.timeZone, draft.occurredAt, now)
  return daySessionKey(store, registerId, day)
}

/** The session of a till begins with whichever record of it comes first, in the series of its lease. */
function beginningBy(draft: RecordDraft, device: DeviceMark, store: StoreFacts, now: number): SessionBeginning {
  const { day: businessDay } = businessTime(store.timeZone, draft.occurredAt, now)
  return { kind: 'drawer', businessDay, currency: store.currency, series: device.series, deviceId: device.deviceId }
}

/** What a register takes in a day without a drawer being named. */
export function daySessionKey(store: Pick<StoreFacts, 'id' | 'currency'>, registerId: number, day: string): SessionKey {
  return {
    storeId: store.id,
    registerId,
    id: daySessionId(store.id, registerId, day),
    begins: { kind: 'day', businessDay: day, currency: store.currency, series: 0, deviceId: null },
  }
}

const MAX_REMEMBERED = 10_000
const dayIds = new Map<string, string>()

/** A register has one session a day without a drawer: made of the three, its id need not be looked up. */
function daySessionId(storeId: number, registerId: number, day: string): string {
  const name = `day-session\n${storeId}\n${registerId}\n${day}`
  let id = dayIds.get(name)
  if (id === undefined) {
    if (dayIds.size >= MAX_REMEMBERED) dayIds.clear()
    id = uuidFrom(name)
    dayIds.set(name, id)
  }
  return id
}
