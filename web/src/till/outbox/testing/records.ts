import type { RecordRow } from '../../database.ts'

/** A record that waits, of the device `device`. */
export const recordOf = (number: number): RecordRow => ({
  sequence: number,
  id: `record-${number}`,
  deviceId: 'device',
  kind: 'sale',
  registerId: 2,
  series: 1,
  number,
  reference: `1-2-1-00000${number}`,
  occurredAt: '2026-11-27T15:00:00.000Z',
  hash: '',
  total: '10.00',
  text: JSON.stringify({ id: `record-${number}` }),
  state: 'waiting',
  code: null,
  message: null,
  answeredAtMs: null,
})
