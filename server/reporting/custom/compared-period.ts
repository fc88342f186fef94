import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import type { Shift } from '../query/fact-question.ts'
import { addDays, countDays, type Period, periodBefore } from '../resolve-scope.ts'
import { lastOfMonth } from '../rollups/calendar.ts'
import type { CustomDefinition } from './custom-definition.ts'

export type Compared = { readonly period: Period; readonly shift: Shift }

const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2199-12-31'

/**
 * The period beside which another is put, and by how much its tickets are moved so that its months, weeks and days fall on
 * those of the other.
 *
 * @throws validation_failed naming `compare`
 */
export function comparedPeriod(compare: CustomDefinition['compare'], period: Period): Compared | null {
  if (compare === undefined) return null
  if (compare === 'previous_year') {
    const isMonthEnd = period.date_to === lastOfMonth(period.date_to)
    const last = yearBefore(period.date_to)
    // To the end of February is to the end of February, however long it was.
    const before = { date_from: yearBefore(period.date_from), date_to: isMonthEnd ? lastOfMonth(last) : last }
    return { period: before, shift: { years: 1 } }
  }
  const before = compare === 'previous_period' ? periodBefore(period) : checkDates(compare)
  return { period: before, shift: { days: countDays({ date_from: before.date_from, date_to: period.date_from }) - 1 } }
}

/** The same date a year earlier; of the 29th of February the 28th. */
function yearBefore(day: string): string {
  const moved = `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`
  return moved.endsWith('-02-29') ? addDays(`${moved.slice(0, 4)}-03-01`, -1) : moved
}

function checkDates(period: Period): Period {
  const isFar = [period.date_from, period.date_to].some((day) => day < FIRST_DAY || day > LAST_DAY)
  if (isFar) {
    throw invalid({
      compare: text(
        `Ces dates doivent être entre ${FIRST_DAY} et ${LAST_DAY}.`,
        `These dates must be between ${FIRST_DAY} and ${LAST_DAY}.`,
      ),
    })
  }
  if (period.date_to >= period.date_from) return period
  throw invalid({
    compare: text('La date de fin précède la date de début.', 'The end date is before the start date.'),
  })
}
