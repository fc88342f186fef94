import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { formatDecimal, parseDecimal } from '../../rules/index.ts'
import { testApplication } from '../../test/harness/app.ts'
import { makeStore } from '../../test/harness/factories.ts'
import { makeArticle } from '../../test/harness/inventory.ts'
import { systemActor } from '../platform/actor.ts'
import { withTransaction } from '../platform/database/connect.ts'
import { findStockFaults, type LevelChange, setLevels } from './index.ts'

const CLIENTS = 32
const REQUESTS_PER_CLIENT = 60
const SETS = 15

type Answer = { on_hand: string; movement: { id: number; quantity: string; balance_after: string } | null }

/** The same numbers in every run: a linear congruential generator. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function shuffle<Item>(items: readonly Item[], random: (below: number) => number): Item[] {
  const shuffled = [...items]
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const chosen = random(last + 1)
    ;[shuffled[last], shuffled[chosen]] = [shuffled[chosen] as Item, shuffled[last] as Item]
  }
  return shuffled
}

test('32 clients who adjust the same ten articles in every order lose nothing', async () => {
  const { app, sql, log, serviceToken } = await testApplication({ after }, { max: 16 })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const store = await makeStore(sql)
  const articles = await Promise.all(Array.from({ length: 10 }, () => makeArticle(sql)))
  const variantIds = articles.map((article) => article.variantId)
  /** These are only added to, so that their end is known; the others are set and removed too. */
  const addedTo = new Set(variantIds.slice(0, 5))
  const sums = new Map(variantIds.map((variantId) => [variantId, 0n]))
  const add = (variantId: number, delta: bigint) => sums.set(variantId, (sums.get(variantId) ?? 0n) + delta)
  const answered: NonNullable<Answer['movement']>[] = []

  async function send(method: 'PUT' | 'DELETE', variantId: number, body?: object): Promise<void> {
    const path = `/api/v1/product-variants/${variantId}/stock${body === undefined ? `/${store.id}` : ''}`
    const response = await fetch(address + path, {
      method,
      headers: {
        authorization: `Bearer ${serviceToken}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify({ store_id: store.id, reason: 'Comptage', ...body }) }),
    })
    const answer = await response.text()
    assert.equal(response.status, 200, answer)
    const { data } = JSON.parse(answer) as { data: Answer }
    if (data.movement === null) return
    assert.equal(data.movement.balance_after, data.on_hand)
    answered.push(data.movement)
  }

  async function runClient(seed: number): Promise<void> {
    const random = createRandom(seed)
    for (let round = 0; round < REQUESTS_PER_CLIENT / 10; round += 1) {
      for (const variantId of shuffle(variantIds, random)) {
        const choice = addedTo.has(variantId) ? 0 : random(3)
        const delta = BigInt(random(9001) - 3000)
        if (choice === 1) await send('PUT', variantId, { on_hand: random(50) })
        else if (choice === 2) await send('DELETE', variantId)
        else {
          add(variantId, delta)
          await send('PUT', variantId, { delta: formatDecimal(delta, 3) })
        }
      }
    }
  }

  async function runSets(seed: number): Promise<void> {
    const random = createRandom(seed)
    for (let set = 0; set < SETS; set += 1) {
      const changes = shuffle(variantIds, random).map((variantId): LevelChange => {
        const delta = BigInt(random(9001) - 5000)
        add(variantId, delta)
        return { storeId: store.id, variantId, reason: null, delta }
      })
      // A deadlock would be retried here, and counted by the database.
      await withTransaction(sql, {}, (tx) => setLevels(tx, systemActor, changes))
    }
  }

  await withTransaction(sql, {}, (tx) =>
    setLevels(
      tx,
      systemActor,
      variantIds.map((variantId) => ({ storeId: store.id, variantId, reason: null, onHand: 0n })),
    ),
  )
  const clients = Array.from({ length: CLIENTS }, (_, index) => runClient(index + 1))
  await Promise.all([...clients, runSets(1001), runSets(1002)])

  assert.deepEqual(log.faults, [])
  const [activity] = await sql<{ deadlocks: number }[]>`
    select deadlocks from pg_stat_database where datname = current_database()`
  assert.equal(activity?.deadlocks, 0)
  assert.equal((await findStockFaults(sql)).length, 0)
  const levels = await sql<{ variant_id: number; on_hand: string }[]>`select variant_id, on_hand from stock_levels`
  for (const { variant_id, on_hand } of levels) {
    if (addedTo.has(variant_id)) assert.equal(parseDecimal(on_hand, 3), sums.get(variant_id))
  }
  const running = await sql<{ id: number; quantity: string; balance_after: string }[]>`
    select id, quantity, sum(quantity) over (partition by variant_id order by id) as balance_after from stock_movements`
  const recorded = new Map(running.map((row) => [row.id, row]))
  for (const { id, quantity, balance_after } of answered) {
    assert.equal(parseDecimal(recorded.get(id)?.quantity ?? '', 3), parseDecimal(quantity, 3))
    assert.equal(parseDecimal(recorded.get(id)?.balance_after ?? '', 3), parseDecimal(balance_after, 3))
  }
})
