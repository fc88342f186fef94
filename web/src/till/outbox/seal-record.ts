import { GENESIS_HASH, tillRecordBytes } from '../../../../rules/index.ts'
import { sha256Hex } from '../device/device-key.ts'
import type { NewRecord } from '../memory.ts'

export const FIRST_PLACE = { lastNumber: 0, lastHash: GENESIS_HASH } as const

/** Where the next record stands: whose it is, and what it follows. */
export type RecordPlace = {
  readonly deviceId: string
  readonly storeId: number
  readonly registerId: number
  readonly series: number
  readonly lastNumber: number
  readonly lastHash: string
}

export type RecordHead = {
  readonly id: string
  readonly sessionId: string | null
  readonly occurredAt: string
  /** What the memory itself says of a drawer, such as the totals of a closing. */
  readonly said?: Readonly<Record<string, unknown>>
}

export type Sealed = { readonly number: number; readonly hash: string; readonly text: string }

/** The record as it is sent: its JSON, with its place in the series and its seal. */
export async function sealRecord(
  { kind, content }: NewRecord,
  { id, sessionId, occurredAt, said }: RecordHead,
  place: RecordPlace,
): Promise<Sealed> {
  const number = place.lastNumber + 1
  const record = {
    kind,
    ...content,
    ...said,
    id,
    store_id: place.storeId,
    register_id: place.registerId,
    device_id: place.deviceId,
    series: place.series,
    number,
    ...(sessionId !== null && { session_id: sessionId }),
    occurred_at: occurredAt,
    previous_hash: place.lastHash,
  }
  // Sealed as it is read back: what JSON leaves out is not in it.
  const hash = await sha256Hex(tillRecordBytes(JSON.parse(JSON.stringify(record))))
  return { number, hash, text: JSON.stringify({ ...record, hash }) }
}

/** As on the receipt. */
export const referenceOf = ({ storeId, registerId, series }: RecordPlace, number: number): string =>
  `${storeId}-${registerId}-${series}-${String(number).padStart(6, '0')}`

/** A reference as somebody types it, or as it is scanned; null: it is none. */
export function readReference(typed: string): string | null {
  const [match, store, register, series, number = ''] = /^(\d+)-(\d+)-(\d+)-0*(\d+)$/.exec(typed.trim()) ?? []
  return match === undefined ? null : `${store}-${register}-${series}-${number.padStart(6, '0')}`
}
