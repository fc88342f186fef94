import assert from 'node:assert/strict'
import { test } from 'node:test'
import { suggestTargets } from './suggest-targets.ts'

/** sold and squares: the sum of the days' sales, and of their squares. */
type Case = [
  what: string,
  days: number,
  sold: number,
  squares: number,
  leadTimeDays: number,
  packSize: number,
  levels: [reorderPoint: number, target: number] | null,
]

const CASES: readonly Case[] = [
  ['nothing sold: nothing to conclude', 28, 0, 0, 7, 1, null],
  ['more came back than was sold', 28, -3, 9, 7, 1, null],
  ['one a day, every day: a week of it, then two', 28, 28, 28, 7, 1, [7, 21]],
  ['one a day, by packs of 12: 14 are two packs', 28, 28, 28, 7, 12, [7, 31]],
  ['one a day, delivered the same day', 28, 28, 28, 0, 1, [0, 14]],
  // mean 1, deviation √(4 − 1) = 1.732; 7 + 1.65 × 1.732 × √7 = 14.56
  ['four every fourth day: the reserve covers the wait', 28, 28, 112, 7, 1, [15, 29]],
  // mean 0.25, deviation √(0.25 − 0.0625) = 0.433; 1.75 + 1.65 × 0.433 × 2.6458 = 3.64; 3.5 more in packs of 6
  ['one every fourth day, by packs of six', 28, 7, 7, 7, 6, [4, 10]],
  // mean 0.1, deviation √(0.1 − 0.01) = 0.3; 0.3 + 1.65 × 0.3 × 1.7321 = 1.16
  ['one in ten days: at least a pack', 10, 1, 1, 3, 24, [2, 26]],
  ['2.5 kg a day, by bags of 2.5 kg', 28, 70, 175, 4, 2.5, [10, 45]],
]

for (const [what, days, sold, squares, leadTimeDays, packSize, levels] of CASES) {
  test(what, () => {
    const suggested = suggestTargets({ days, sold, squares }, { leadTimeDays, packSize })
    assert.deepEqual(suggested, levels === null ? null : { reorderPoint: levels[0], target: levels[1] })
  })
}
