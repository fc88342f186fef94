import { barsOf } from '../../platform/pdf/barcode-bars.ts'

/** The reference of a ticket as Code 128, so that a return finds it by scanning: a bar, a space, a bar … in modules. */
export const receiptBars = (reference: string): number[] => barsOf('code128', reference)

/** Modules that stay white on either side (ISO/IEC 15417, 4.3). */
export const QUIET_MODULES = 10
