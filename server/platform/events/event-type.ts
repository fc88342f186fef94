import type { TObject } from 'typebox'
import type { Text } from '../text.ts'

/** What a room tells of: a row of its table of events, for whoever listens and for the documentation. */
export type EventType = {
  /** `sale.completed` */
  readonly type: string
  /** Whoever holds it, in the store of the event where it has one, hears of it. */
  readonly permission: string
  readonly meaning: Text
  /** What an event of this type says. */
  readonly data: TObject
}
