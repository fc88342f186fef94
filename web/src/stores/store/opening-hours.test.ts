import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addSpan, copyToWorkdays, hoursOf, weekOf, withSpans } from './opening-hours.ts'

const NINE_TO_SIX = [{ opens: '09:00', closes: '18:00' }]

test('a week is what the API says, closed days without spans', () => {
  const week = weekOf({ monday: NINE_TO_SIX })
  assert.deepEqual(week.monday, NINE_TO_SIX)
  assert.deepEqual(week.sunday, [])
  assert.deepEqual(hoursOf(week), { monday: NINE_TO_SIX })
  assert.equal(hoursOf(weekOf(null)), null)
})

test('a day gets another span after its last', () => {
  assert.deepEqual(addSpan([]), NINE_TO_SIX)
  assert.deepEqual(addSpan(NINE_TO_SIX).at(-1), { opens: '18:00', closes: '21:00' })
  assert.deepEqual(addSpan([{ opens: '12:00', closes: '22:00' }]).at(-1), { opens: '22:00', closes: '24:00' })
})

test('the hours of a day go to the five working days', () => {
  const week = copyToWorkdays(withSpans(weekOf(null), 'monday', NINE_TO_SIX), 'monday')
  assert.deepEqual(Object.keys(hoursOf(week) ?? {}), ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'])
})
