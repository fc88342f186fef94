import { referenceOf } from '../tickets/ticket.ts'
import type { TillRecordData } from './record-schema.ts'
import type { TillRecord } from './till-record.ts'

export const presentRecord = (record: TillRecord): TillRecordData => ({
  id: record.id,
  reference: referenceOf(record),
  kind: record.kind,
  store_id: record.storeId,
  register_id: record.registerId,
  session_id: record.sessionId,
  device_id: record.deviceId,
  series: record.series,
  number: record.number,
  cashier_id: record.cashierId,
  occurred_at: record.occurredAt,
  business_day: record.businessDay,
  flags: [...record.flags],
})
