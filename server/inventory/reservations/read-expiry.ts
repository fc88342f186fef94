import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const MOST_DAYS = 366

/** When a reservation ends, tomorrow at this hour where nothing is said. @throws validation_failed */
export function readExpiry(given: string | undefined): string {
  const now = Date.now()
  const moment = given === undefined ? now + DAY_MS : Date.parse(given)
  if (moment > now && moment <= now + MOST_DAYS * DAY_MS) return new Date(moment).toISOString()
  throw invalid({
    expires_at: text(
      'L’échéance doit être à venir, et dans un an au plus.',
      'The expiry must be still to come, and within a year.',
    ),
  })
}
