import { periodBefore } from '../../../rules/periods.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import type { Shift } from '../query/fact-question.ts'
import { countDays, FIRST_DAY, LAST_DAY, type Period, yearBefore } from '../resolve-scope.ts'
import { lastOfMonth } from '../rollups/calendar.ts'
import type { CustomDefinition } from './custom-definition.ts'

/** `monthShift` lays months on months, and `shift` days on days: after whole months these are not the same. */
export type Compared = { readonly period: Period; readonly shift: Shift; readonly monthShift: Shift }

/**
 * The period beside which another is put, and by how much its tickets are moved so that its months, weeks and days fall on
 * those of the other.
 *
 * @throws validation_failed naming `compare`
 */
export function comparedPeriod(compare: CustomDefinition['compare'], period: Period): Compared | null {
  if (compare === undefined) return null
  if (compare === 'previous_year') {
    const same = yearBefore(period)
    const areMonths = period.date_from.endsWith('-01') && period.date_to === lastOfMonth(period.date_to)
    // A whole February goes with the whole one before, however long it was.
    const before = areMonths ? { ...same, date_to: lastOfMonth(same.date_to) } : same
    // From the 29th of February on, days go with those that are as many days after the 28th.
    const shift = period.date_from.endsWith('-02-29') ? daysApart(before, period) : { months: 12 }
    return { period: before, shift, monthShift: shift }
  }
  const { period: before, months } =
    compare === 'previous_period' ? periodBefore(period) : { period: checkDates(compare), months: null }
  const shift = daysApart(before, period)
  return { period: before, shift, monthShift: months === null ? shift : { months } }
}

const daysApart = (before: Period, period: Period) => ({
  days: countDays({ date_from: before.date_from, date_to: period.date_from }) - 1,
})

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
