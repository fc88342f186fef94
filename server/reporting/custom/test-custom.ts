import assert from 'node:assert/strict'
import fc from 'fast-check'
import { systemActor } from '../../platform/actor.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { GROUP_BY, type GroupBy, WEEK_STARTS } from '../dimensions.ts'
import { DAYS, type Known } from '../test-arbitraries.ts'
import { readLedger } from '../test-recompute.ts'
import { crossFigures, recomputeCross } from '../test-recompute-cross.ts'
import { type CustomDefinition, FILTERED_BY } from './custom-definition.ts'
import { CUSTOM_MEASURE_NAMES } from './custom-measures.ts'
import type { CustomBlock, CustomRow } from './present-custom.ts'
import { reportCustom } from './report-custom.ts'

export const analyst = { ...systemActor, permissions: new Set(['reports.view', 'reports.margin']) }

const valuesOf = ({
  storeIds,
  people,
  customers,
}: Known): Partial<Record<GroupBy, readonly (string | number | null)[]>> => ({
  hour: [0, 9, 12, 23],
  weekday: [1, 3, 5, 7],
  store: storeIds,
  store_group: ['Est', null],
  city: ['Montréal', null, 'Laval'],
  category: [5, 6, null],
  product: [1, 2, null],
  variant: [11, 12, 21, null],
  customer: [...customers, null],
  country: ['CA', 'FR', null],
  cashier: [...people, null],
  payment_method: ['cash', 'card', null],
})

const anyFilter = (known: Known) =>
  fc.constantFrom(...FILTERED_BY).chain((dimension) =>
    fc.record({
      dimension: fc.constant(dimension),
      values: fc.uniqueArray(fc.constantFrom(...(valuesOf(known)[dimension] ?? [])), { minLength: 1, maxLength: 3 }),
    }),
  )
/** Any report that can be asked for, over days that tests sell on. */
export const anyDefinition = (known: Known): fc.Arbitrary<CustomDefinition> =>
  fc.record(
    {
      dimensions: fc.uniqueArray(fc.constantFrom(...GROUP_BY), { maxLength: 3 }),
      measures: fc.constant(CUSTOM_MEASURE_NAMES),
      filters: fc.uniqueArray(anyFilter(known), { maxLength: 2, selector: ({ dimension }) => dimension }),
      date_from: fc.constantFrom('2024-01-01', ...DAYS.slice(0, 4)),
      date_to: fc.constantFrom(...DAYS.slice(4), '2025-12-31'),
      store_id: fc.constantFrom<string | number>(known.storeIds[0] ?? 0, known.storeIds.slice(1).join(',')),
      week_start: fc.constantFrom(...WEEK_STARTS),
      limit: fc.constant(10_000),
    },
    { requiredKeys: ['dimensions', 'measures', 'date_from', 'date_to', 'limit'] },
  )

const scopeOf = ({ date_from, date_to, store_id }: CustomDefinition) => ({
  from: date_from ?? '',
  to: date_to ?? '',
  storeIds: store_id === undefined ? null : String(store_id).split(',').map(Number),
  currency: null,
})

export const figuresOf = (row: CustomRow | CustomBlock['totals']) =>
  Object.fromEntries(CUSTOM_MEASURE_NAMES.map((name) => [name, row[name]]))

/** Compares what is answered with a recomputation from the rows. */
export async function checkCustom(sql: Sql, asked: CustomDefinition): Promise<void> {
  const about = JSON.stringify(asked)
  const answer = await reportCustom(sql, analyst, asked, 'fr')
  const blocks = 'currencies' in answer ? answer.currencies : [answer]
  const naive = {
    dimensions: asked.dimensions,
    filters: asked.filters ?? [],
    weekStart: asked.week_start ?? 'monday',
  } as const
  const expected = recomputeCross(await readLedger(sql), naive, scopeOf(asked))
  if (expected.size === 0) return assert.deepEqual(blocks[0]?.rows, [], about)
  assert.deepEqual(
    blocks.map(({ currency }) => currency),
    [...expected.keys()].sort(),
    about,
  )
  for (const block of blocks) {
    const currency = String(block.currency)
    const { totals, rows } = expected.get(currency) ?? assert.fail(about)
    assert.deepEqual(figuresOf(block.totals), crossFigures(totals, currency, naive, false), about)
    if (asked.dimensions.length === 0) continue
    const found = new Map(block.rows.map((row) => [nameOf(row, asked.dimensions), figuresOf(row)]))
    const wanted = new Map([...rows].map(([name, sums]) => [name, crossFigures(sums, currency, naive, true)]))
    assert.deepEqual(found, wanted, about)
  }
}

export const nameOf = ({ keys }: CustomRow, dimensions: readonly GroupBy[]) =>
  JSON.stringify(dimensions.map((name) => keys[name]))
