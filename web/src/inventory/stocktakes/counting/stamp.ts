import { newId } from '../../../api/index.ts'
import type { Stamp } from './count-sheet.ts'

/** A new count's own name, and the moment by this device. */
export const makeStamp = (): Stamp => ({ id: newId(), at: new Date().toISOString() })
