import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { testDatabase } from '../../test/harness/database.ts'
import { makeStore } from '../../test/harness/factories.ts'
import { makeArticle } from '../../test/harness/inventory.ts'
import { DatabaseError, withTransaction } from '../platform/database/connect.ts'
import { ensureTaxRules } from '../stores/index.ts'
import { findStockFaults, lockLevels, type Movement, postMovements } from './index.ts'

const { sql } = await testDatabase({ after })
await withTransaction(sql, {}, ensureTaxRules)
const store = await makeStore(sql)
const other = await makeStore(sql)

const movement = (input: Partial<Movement> & Pick<Movement, 'variantId' | 'quantity'>): Movement => ({
  storeId: store.id,
  kind: 'adjustment',
  valueMinor: 0n,
  reason: null,
  referenceType: null,
  referenceId: null,
  referenceLine: null,
  actorId: null,
  actorName: 'Élise d’Anjou "la patronne" \\ {1,2}',
  occurredAt: '2026-11-20T14:03:11.000Z',
  lastCount: null,
  ...input,
})
const post = (movements: readonly Movement[]) => withTransaction(sql, {}, (tx) => postMovements(tx, movements))
const lock = (keys: Parameters<typeof lockLevels>[1]) => withTransaction(sql, {}, (tx) => lockLevels(tx, keys))
const hasCode = (code: string) => (error: unknown) => error instanceof DatabaseError && error.code === code

describe('locking levels', () => {
  test('makes what is missing, and answers each key once, in order', async () => {
    const first = await makeArticle(sql)
    const second = await makeArticle(sql)
    const keys = [
      { storeId: other.id, variantId: first.variantId },
      { storeId: store.id, variantId: second.variantId },
      { storeId: store.id, variantId: first.variantId },
      { storeId: store.id, variantId: second.variantId },
    ]
    const nothing = { onHand: 0n, valueMinor: 0n, belowZero: 'warn', held: 0n, lastCount: null } as const
    assert.deepEqual(await lock(keys), [
      { storeId: store.id, variantId: first.variantId, ...nothing },
      { storeId: store.id, variantId: second.variantId, ...nothing },
      { storeId: other.id, variantId: first.variantId, ...nothing },
    ])
    await post([movement({ variantId: second.variantId, quantity: -1234n, valueMinor: -9_007_199_254_740_993n })])
    const [, level] = await lock(keys)
    assert.equal(level?.onHand, -1234n)
    assert.equal(level?.valueMinor, -9_007_199_254_740_993n)
  })

  test('writes nothing when every level is there', async () => {
    const { variantId } = await makeArticle(sql)
    const keys = [{ storeId: store.id, variantId }]
    await lock(keys)
    const place = () => sql`select ctid::text, xmin::text from stock_levels where variant_id = ${variantId}`
    const before = await place()
    await lock(keys)
    assert.deepEqual(await place(), before)
  })

  test('holds them until the end of the transaction', async () => {
    const { variantId } = await makeArticle(sql)
    const keys = [{ storeId: store.id, variantId }]
    await withTransaction(sql, {}, async (tx) => {
      await lockLevels(tx, keys)
      const meanwhile = withTransaction(sql, { lockTimeoutMs: 20 }, (second) => lockLevels(second, keys))
      await assert.rejects(meanwhile, hasCode('55P03'))
    })
    assert.equal((await lock(keys)).length, 1)
  })

  test('asks nothing for no keys, and leaves out an article that does not exist', async () => {
    assert.deepEqual(await lock([]), [])
    assert.deepEqual(await lock([{ storeId: store.id, variantId: 999_999 }]), [])
  })
})

describe('posting movements', () => {
  test('adds a set to its levels and keeps its order', async () => {
    const first = await makeArticle(sql)
    const second = await makeArticle(sql)
    await post([
      movement({ variantId: second.variantId, quantity: 5000n, valueMinor: 1250n, kind: 'receipt', reason: 'a,"b"' }),
      movement({ variantId: first.variantId, quantity: 2500n, valueMinor: 625n, kind: 'receipt' }),
      movement({
        variantId: second.variantId,
        quantity: -345n,
        valueMinor: -86n,
        kind: 'sale',
        referenceType: 'ticket',
      }),
      movement({ variantId: second.variantId, quantity: 0n, valueMinor: 7n, kind: 'cost_variance', referenceLine: 3 }),
    ])
    const levels = await lock([first, second].map(({ variantId }) => ({ storeId: store.id, variantId })))
    assert.deepEqual(
      levels.map(({ onHand, valueMinor }) => ({ onHand, valueMinor })),
      [
        { onHand: 2500n, valueMinor: 625n },
        { onHand: 4655n, valueMinor: 1171n },
      ],
    )
    const rows = await sql`
      select kind, quantity, balance_after, value_minor, reason, reference_type, reference_line, actor_name, occurred_at
      from stock_movements where variant_id = ${second.variantId} order by id`
    assert.deepEqual(
      rows.map((row) => [
        row.kind,
        row.quantity,
        row.balance_after,
        row.value_minor,
        row.reason,
        row.reference_type,
        row.reference_line,
      ]),
      [
        ['receipt', '5.000', '5.000', 1250, 'a,"b"', null, null],
        ['sale', '-0.345', '4.655', -86, null, 'ticket', null],
        ['cost_variance', '0.000', '4.655', 7, null, null, 3],
      ],
    )
    assert.equal(rows[0]?.actor_name, 'Élise d’Anjou "la patronne" \\ {1,2}')
    assert.equal(rows[0]?.occurred_at, '2026-11-20T14:03:11.000Z')
  })

  test('sets of hundreds are one statement', async () => {
    const articles = await Promise.all(Array.from({ length: 10 }, () => makeArticle(sql)))
    const movements = Array.from({ length: 700 }, (_, index) =>
      movement({ variantId: articles[index % 10]?.variantId ?? 0, quantity: 1000n, valueMinor: 250n }),
    )
    await post(movements)
    const levels = await lock(articles.map(({ variantId }) => ({ storeId: store.id, variantId })))
    assert.ok(levels.every((level) => level.onHand === 70_000n && level.valueMinor === 17_500n))
    await post([])
  })

  test('all or nothing', async () => {
    const { variantId } = await makeArticle(sql)
    const good = movement({ variantId, quantity: 1000n })
    await assert.rejects(post([good, movement({ variantId: 999_999, quantity: 1000n })]), hasCode('23503'))
    await assert.rejects(post([good, movement({ variantId, quantity: 999_999_999_999n })]), hasCode('22003'))
    const nothing = await sql`select 1 from stock_movements where variant_id = ${variantId}`
    assert.equal(nothing.length, 0)
  })

  test('what was written stays as it was written', async () => {
    const { variantId } = await makeArticle(sql)
    await post([movement({ variantId, quantity: 1000n })])
    const change = sql`update stock_movements set quantity = 2 where variant_id = ${variantId}`
    await assert.rejects(change, hasCode('23000'))
    await assert.rejects(sql`delete from stock_movements where variant_id = ${variantId}`, hasCode('23000'))
  })

  test('counters that meet in every order add up', async () => {
    const articles = await Promise.all(Array.from({ length: 5 }, () => makeArticle(sql)))
    const workers = Array.from({ length: 8 }, async (_, worker) => {
      for (let round = 0; round < 20; round += 1) {
        const turn = (worker * 3 + round * 7) % 5
        const chosen = [...articles.slice(turn), ...articles.slice(0, turn)]
        await post(chosen.map(({ variantId }) => movement({ variantId, quantity: 1000n, valueMinor: 1n })))
      }
    })
    await Promise.all(workers)
    const levels = await lock(articles.map(({ variantId }) => ({ storeId: store.id, variantId })))
    assert.deepEqual(new Set(levels.map((level) => level.onHand)), new Set([160_000n]))
  })
})

describe('verification', () => {
  test('finds nothing in an honest ledger, and every kind of fault in a forged one', async () => {
    assert.equal((await findStockFaults(sql)).length, 0)
    const [drifted, revalued, orphaned, haunted, misled, underpriced] = await Promise.all(
      Array.from({ length: 6 }, () => makeArticle(sql).then(({ variantId }) => variantId)),
    )
    for (const variantId of [drifted, revalued, orphaned, haunted, misled, underpriced]) {
      await post([movement({ variantId: variantId as number, quantity: 3000n, valueMinor: 750n })])
    }
    await sql`update stock_levels set on_hand = on_hand - 1 where variant_id = ${drifted as number}`
    await sql`update stock_levels set value_minor = 751 where variant_id = ${revalued as number}`
    await sql`delete from stock_levels where variant_id = ${orphaned as number}`
    await sql`
      insert into stock_movements (store_id, variant_id, kind, quantity, balance_after, value_minor, actor_name, occurred_at)
      values (${store.id}, ${misled as number}, 'cost_variance', 0, 4, 0, 'x', now())`
    await post([movement({ variantId: haunted as number, quantity: -3000n, valueMinor: -749n })])
    await post([movement({ variantId: underpriced as number, kind: 'sale', quantity: -1000n, valueMinor: -200n })])
    const faults = (await findStockFaults(sql)).map(({ store_id, ...fault }) => fault)
    assert.deepEqual(
      faults.toSorted((left, right) => left.variant_id - right.variant_id),
      [
        { invariant: 'stock_quantity_is_sum_of_movements', variant_id: drifted, expected: '3.000', found: '2.000' },
        { invariant: 'stock_value_is_sum_of_movements', variant_id: revalued, expected: '750', found: '751' },
        { invariant: 'stock_movement_has_level', variant_id: orphaned, expected: '3.000', found: null },
        { invariant: 'stock_of_nothing_has_no_value', variant_id: haunted, expected: '0', found: '1' },
        { invariant: 'stock_value_has_sign_of_quantity', variant_id: haunted, expected: '0.000', found: '1' },
        { invariant: 'stock_sale_costs_its_share', variant_id: underpriced, expected: '-250', found: '-200' },
        { invariant: 'stock_balance_is_running_sum', variant_id: misled, expected: '3.000', found: '4.000' },
      ].toSorted((left, right) => (left.variant_id ?? 0) - (right.variant_id ?? 0)),
    )
    assert.equal((await findStockFaults(sql, 2)).length, 2)
  })
})
