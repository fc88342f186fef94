// Whatever a device signs, right or wrong: each record is answered by itself, and nothing is a fault of ours.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, newId } from '../../../test/harness/sales.ts'
import { makeTillOn } from '../../../test/harness/tills.ts'
import { findSalesFaults } from '../faults/find-sales-faults.ts'

const SEED = process.env.TILLS_SEED === undefined ? undefined : Number(process.env.TILLS_SEED)
const application = await testApplication({ after })
const { sql, as, log } = application
const shop = await makeShop(sql, { tills: 1, articles: [{ price: '10.00' }] })
const manager = as('manager', { storeIds: [shop.store.id] })
const till = await makeTillOn(application, manager, { storeId: shop.store.id, registerId: shop.tillIds[0] ?? 0 })
const session_id = newId()
const line = { variant_id: shop.articles[0]?.variantId, quantity: '1', unit_price: '10.00' }
const payments = [{ method: 'card', amount: '11.50' }]
const taxes = [{ code: 'TPS', amount: '0.50' }]

const CONTENTS: readonly [string, Record<string, unknown>][] = [
  ['sale', { lines: [line], payments, total: '11.50', taxes, note: 'Note', customer_id: null }],
  ['return', { sale_id: newId(), lines: [{ sale_line: 1, quantity: '1' }], refunds: payments, total: '-11.50' }],
  ['session_open', { session_id, opening_float: '100.00', opened_at: '2026-11-20T14:03:11Z' }],
  [
    'session_close',
    { session_id, counted: [{ denomination: '20', count: 2 }], totals: { total: '1' }, last_number: 9 },
  ],
  ['cash_movement', { session_id, type: 'in', amount: '5.00', reason: 'Monnaie' }],
  ['drawer_open', { session_id, reason: 'Monnaie' }],
]

const ODD = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('\0', '\ud800', '', '1e400', '-0', 'NaN', '9'.repeat(70), null, -1, 0, 1e308, 2 ** 53, [], {}, true),
  fc.constantFrom('2026-02-31T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', newId(), '0.001', '-0.01'),
)

type Change = { kind: number; place: number; inner: number; value: unknown; isRemoved: boolean }
const arbitraryChange = fc.record<Change>({
  kind: fc.nat(CONTENTS.length - 1),
  place: fc.nat(30),
  inner: fc.nat(10),
  value: ODD,
  isRemoved: fc.boolean(),
})

/** The record with one thing in it put in the place of another, or left out; now and then inside a list. */
function changed(record: Record<string, unknown>, { place, inner, value, isRemoved }: Change): Record<string, unknown> {
  const names = Object.keys(record)
  const name = names[place % names.length] ?? ''
  const held = record[name]
  if (Array.isArray(held) && inner > 4 && typeof held[0] === 'object' && held[0] !== null) {
    return { ...record, [name]: [changed(held[0], { place: inner, inner: 0, value, isRemoved, kind: 0 })] }
  }
  return isRemoved ? { ...record, [name]: undefined } : { ...record, [name]: value }
}

test('a record that is wrong in one place is refused, held or recorded, and harms no other', async () => {
  const seen = new Set<number>()
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryChange, { minLength: 1, maxLength: 12 }), async (changes) => {
      const records = changes.map((change) => {
        const [kind, content] = CONTENTS[change.kind] as (typeof CONTENTS)[number]
        return changed(till.record(kind, content), change)
      })
      const { status, body } = await till.deliver(records)
      assert.equal(status, 200, JSON.stringify(body))
      assert.equal(body.data.length, records.length)
      for (const [index, answer] of body.data.entries()) {
        seen.add(answer.status)
        assert.ok(answer.status < 500, JSON.stringify([records[index], answer]))
        if (answer.status >= 400) assert.equal(typeof answer.error, 'string')
      }
    }),
    { numRuns: 60, ...(SEED !== undefined && { seed: SEED }), endOnFailure: true },
  )
  assert.deepEqual(
    [...seen].filter((status) => ![200, 201, 202, 404, 422].includes(status)),
    [],
  )
  assert.ok(seen.has(201) && seen.has(422))
  assert.deepEqual(log.faults, [])
  assert.deepEqual(
    (await findSalesFaults(sql)).list().filter(({ faults }) => faults > 0),
    [],
  )
})
