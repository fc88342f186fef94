import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { computeNeed, shareGoods } from './compute-need.ts'
import type { Figures } from './figures.ts'

const thousandths = (units: number): bigint => BigInt(Math.round(units * 1000))
const optional = (units: number | null): bigint | null => (units === null ? null : thousandths(units))
const units = (quantity: bigint): number => Number(quantity) / 1000

type Stock = { onHand?: number; reserved?: number; inTransit?: number; requested?: number }
type Levels = { reorder?: number | null; target?: number | null; pack?: number | null; lead?: number | null }
/** Of 28 days; one a day, every day, unless said otherwise. */
type Sales = { sold: number; squares: number }
const NONE: Sales = { sold: 0, squares: 0 }
const ONE_A_DAY: Sales = { sold: 28, squares: 28 }

function figuresOf(stock: Stock, levels: Levels, sales: Sales): Figures {
  return {
    onHand: thousandths(stock.onHand ?? 0),
    reserved: thousandths(stock.reserved ?? 0),
    inTransit: thousandths(stock.inTransit ?? 0),
    requested: thousandths(stock.requested ?? 0),
    reorderPoint: optional(levels.reorder ?? null),
    target: optional(levels.target ?? null),
    packSize: optional(levels.pack ?? null),
    leadTimeDays: levels.lead ?? null,
    velocity: { days: 28, ...sales },
    sourceAvailable: 0n,
    sourceClaimed: 0n,
  }
}

/** What is expected: the reorder point, the target, and what is wanted; null where nothing is. */
const NEEDS: readonly [string, Stock, Levels, Sales, [number, number, number] | null][] = [
  ['above the reorder point', { onHand: 7 }, { reorder: 6, target: 24 }, NONE, null],
  ['at the reorder point', { onHand: 6 }, { reorder: 6, target: 24 }, NONE, [6, 24, 18]],
  ['in whole packs, a little above the target', { onHand: 6 }, { reorder: 6, target: 24, pack: 12 }, NONE, [6, 24, 24]],
  ['what is promised is not there', { onHand: 8, reserved: 3 }, { reorder: 6, target: 24 }, NONE, [6, 24, 19]],
  ['what is on its way is', { onHand: 2, inTransit: 5 }, { reorder: 6, target: 24 }, NONE, null],
  ['what is asked for too', { onHand: 2, requested: 5 }, { reorder: 6, target: 24 }, NONE, null],
  ['and all of it together', { onHand: 2, inTransit: 1, requested: 2 }, { reorder: 6, target: 24 }, NONE, [6, 24, 19]],
  ['less than nothing', { onHand: -4 }, { reorder: 0, target: 6 }, NONE, [0, 6, 10]],
  ['nothing wanted, nothing there', { onHand: 0 }, { reorder: 0, target: 0 }, NONE, null],
  ['only a reorder point, nothing sold', { onHand: 2 }, { reorder: 6 }, NONE, [6, 6, 4]],
  ['only a target, nothing sold', { onHand: 5 }, { target: 6 }, NONE, [6, 6, 1]],
  // One a day for seven days is 7; two weeks more is 21.
  ['by sales alone', { onHand: 7 }, {}, ONE_A_DAY, [7, 21, 14]],
  ['by sales alone, enough', { onHand: 8 }, {}, ONE_A_DAY, null],
  ['by sales and packs of 12: 14 are two packs', { onHand: 7 }, { pack: 12 }, ONE_A_DAY, [7, 31, 24]],
  ['by sales, delivered in two days', { onHand: 2 }, { lead: 2 }, ONE_A_DAY, [2, 16, 14]],
  ['a reorder point and sales', { onHand: 3 }, { reorder: 3 }, ONE_A_DAY, [3, 21, 18]],
  ['a target below what sales suggest', { onHand: 5 }, { target: 5 }, ONE_A_DAY, null],
  ['a target and sales', { onHand: 7 }, { target: 10 }, ONE_A_DAY, [7, 10, 3]],
  ['nothing to conclude from', { onHand: 0 }, {}, NONE, null],
  ['weights, by bags of 2.5 kg', { onHand: 1.2 }, { reorder: 2, target: 10, pack: 2.5 }, NONE, [2, 10, 10]],
]

describe('a store needs', () => {
  for (const [what, stock, levels, sales, expected] of NEEDS) {
    test(what, () => {
      const need = computeNeed(figuresOf(stock, levels, sales))
      const found = need === null ? null : [units(need.reorderPoint), units(need.target), units(need.wanted)]
      assert.deepEqual(found, expected)
    })
  }
})

/** What the supplier has, what this store wants and its pack, what the others want; what it gets, and why not more. */
const SHARES: readonly [string, number, number, number, number, number, 'source' | 'sharing' | null][] = [
  ['enough for all', 100, 24, 12, 60, 24, null],
  ['just enough for all', 84, 24, 12, 60, 24, null],
  ['a third of what is wanted, for everybody', 30, 30, 1, 60, 10, 'sharing'],
  ['in whole packs', 40, 48, 12, 48, 12, 'sharing'],
  ['whole units where the part is less than a pack', 10, 24, 12, 24, 5, 'sharing'],
  ['nobody else wants it', 30, 48, 12, 0, 24, 'source'],
  ['less than a pack is left', 7, 48, 12, 0, 7, 'source'],
  ['nothing is left', 0, 48, 12, 0, 0, 'source'],
  ['less than nothing is left', -5, 48, 12, 12, 0, 'sharing'],
]

describe('scarce goods are shared', () => {
  for (const [what, available, wanted, pack, others, quantity, limitedBy] of SHARES) {
    test(what, () => {
      const own = { wanted: thousandths(wanted), packSize: thousandths(pack) }
      const share = shareGoods(thousandths(available), own, thousandths(others))
      assert.deepEqual([units(share.quantity), share.limitedBy], [quantity, limitedBy])
    })
  }

  test('and never given twice, whoever asks', () => {
    for (let available = 0; available < 60; available += 7) {
      const wants = [12, 36, 5, 24]
      const shares = wants.map((wanted) => {
        const others = wants.reduce((sum, other) => sum + other, 0) - wanted
        return shareGoods(thousandths(available), { wanted: thousandths(wanted), packSize: 1000n }, thousandths(others))
      })
      assert.ok(shares.reduce((sum, share) => sum + units(share.quantity), 0) <= available)
    }
  })
})
