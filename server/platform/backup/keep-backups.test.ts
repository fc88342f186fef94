import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findSpent, nameBackup, timeOfBackup } from './keep-backups.ts'

const KEEP = { daily: 7, weekly: 5, monthly: 12 }
const at = (day: string, hour = 2) => nameBackup(new Date(`${day}T${String(hour).padStart(2, '0')}:17:00Z`), false)

test('a name tells its time, and only ours do', () => {
  const name = nameBackup(new Date('2026-11-27T02:17:05.999Z'), true)
  assert.equal(name, 'comptoir-20261127t021705z.tar.age')
  assert.equal(timeOfBackup(name)?.toISOString(), '2026-11-27T02:17:05.000Z')
  for (const other of ['comptoir-20261127t021705z.tar.partial', 'photos.tar', 'before-update.tar', `x-${name}`]) {
    assert.equal(timeOfBackup(other), null, other)
  }
})

test('of two years of nightly backups a week of days, five weeks and a year of months stay', () => {
  const first = Date.UTC(2025, 0, 1, 2, 17)
  const names = Array.from({ length: 730 }, (_, day) => nameBackup(new Date(first + day * 86_400_000), false))
  const spent = new Set(findSpent(names, KEEP))
  const kept = names.filter((name) => !spent.has(name)).map((name) => timeOfBackup(name)?.toISOString().slice(0, 10))
  assert.deepEqual(kept, [
    // The last of each month before.
    ...['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30', '2026-07-31'],
    ...['2026-08-31', '2026-09-30', '2026-10-31', '2026-11-30'],
    // Sundays, and the last seven days.
    ...['2026-12-06', '2026-12-13', '2026-12-20'],
    ...['2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31'],
  ])
})

test('of several in a day the newest stays, and what is named otherwise is nobody’s to remove', () => {
  const names = [at('2026-11-27', 2), at('2026-11-27', 9), 'before-update.tar', at('2026-11-26', 2)]
  assert.deepEqual(findSpent(names, { daily: 1, weekly: 0, monthly: 0 }), [at('2026-11-27', 2), at('2026-11-26', 2)])
})

test('the newest is never spent, and what is spent now would be spent among more', () => {
  const times = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 60 })
  const most = fc.integer({ min: 0, max: 5 })
  fc.assert(
    fc.property(times, most, most, most, (hours, daily, weekly, monthly) => {
      const names = [...new Set(hours)].map((hour) => nameBackup(new Date(hour * 3_600_000), false))
      const spent = findSpent(names, { daily, weekly, monthly })
      assert.ok(!spent.includes([...names].sort().at(-1) ?? ''))
      assert.ok(names.length - spent.length <= Math.max(1, daily + weekly + monthly))
      // Removing them one day after the other leaves the same.
      const rest = names.filter((name) => !spent.includes(name))
      assert.deepEqual(findSpent(rest, { daily, weekly, monthly }), [])
    }),
  )
})
