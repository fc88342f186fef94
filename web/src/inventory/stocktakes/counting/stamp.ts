import type { Stamp } from './count-sheet.ts'

/** A new count's own name, and the moment by this device. */
export const makeStamp = (): Stamp => ({ id: crypto.randomUUID(), at: new Date().toISOString() })
