/**
 * `no_register`: none is chosen. `no_copy`: nothing of the store is here yet. `lease_lost`: another series is needed.
 * `no_drawer`, `drawer_open`: open it, close it. `records_wait`: deliver first. `storage_full`: there may be no room for
 * another record. `storage_failed`: the browser could not write. `other_recorded`: another ticket stands under this id.
 * `elsewhere`: another tab sells on this till.
 */
export const TILL_ERROR_CODES = [
  'no_register',
  'no_copy',
  'lease_lost',
  'no_drawer',
  'drawer_open',
  'records_wait',
  'storage_full',
  'storage_failed',
  'other_recorded',
  'elsewhere',
] as const
export type TillErrorCode = (typeof TILL_ERROR_CODES)[number]

export class TillError extends Error {
  override readonly name = 'TillError'
  readonly code: TillErrorCode

  constructor(code: TillErrorCode, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause })
    this.code = code
  }
}
