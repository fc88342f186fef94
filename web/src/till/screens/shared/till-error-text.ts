import type { Translate } from '../../../i18n/index.ts'
import { TillError, type TillErrorCode } from '../../memory.ts'
import { messages } from './messages.ts'

const TEXTS = {
  no_register: messages.errorNoRegister,
  no_copy: messages.errorNoCopy,
  lease_lost: messages.errorLeaseLost,
  no_drawer: messages.errorNoDrawer,
  drawer_open: messages.errorDrawerOpen,
  records_wait: messages.errorRecordsWait,
  storage_full: messages.errorStorageFull,
  storage_failed: messages.errorStorageFailed,
  other_recorded: messages.errorOtherRecorded,
  elsewhere: messages.errorElsewhere,
} as const satisfies Record<TillErrorCode, (typeof messages)[keyof typeof messages]>

/** What went wrong, as a person reads it: the till's own refusals in our words, the server's in its own. */
export function tillErrorText(error: unknown, t: Translate): string {
  if (error instanceof TillError) return t(TEXTS[error.code])
  return error instanceof Error ? error.message : String(error)
}
