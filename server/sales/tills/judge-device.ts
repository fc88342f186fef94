import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import type { SetState } from '../tickets/set-state.ts'
import type { RecordDraft } from '../tickets/ticket.ts'
import type { HeldReason } from './till-record.ts'

/** Where a record of a device stands: in a lease of its own, or apart until a manager has seen it. */
export type Judgement =
  | { readonly kind: 'lease'; readonly leasedAt: number }
  | { readonly kind: 'held'; readonly reason: HeldReason; readonly waitsFor: null }

/**
 * null: no device made it. A device delivers the records of its own leases, ended ones too. What it delivers after it was
 * revoked, and a second record under one number, are held, unless a manager has accepted them.
 *
 * @throws validation_failed for a series that never was the device's
 */
export function judgeDevice({ device, storeId, registerId, accepted }: RecordDraft, state: SetState): Judgement | null {
  if (device === null) return null
  const series = registerId === null ? undefined : state.seriesOf(storeId, registerId, device)
  if (series === undefined || series.lease.deviceId !== device.deviceId) throw invalid({ series: NOT_ITS_LEASE })
  if (accepted === undefined) {
    if (series.lease.isRevoked) return { kind: 'held', reason: 'device_revoked', waitsFor: null }
    if (series.isTaken(device.number)) return { kind: 'held', reason: 'duplicate_number', waitsFor: null }
  }
  return { kind: 'lease', leasedAt: series.lease.leasedAt }
}

const NOT_ITS_LEASE = text(
  'Cette série n’a jamais été confiée à cet appareil sur cette caisse.',
  'This series was never given to this device on this register.',
)
