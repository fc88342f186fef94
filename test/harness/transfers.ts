import assert from 'node:assert/strict'
import type { Sql } from '../../server/platform/database/connect.ts'
import type { TestApplication } from './app.ts'
import type { Answer, Client } from './client.ts'
import { makeStore } from './factories.ts'
import { makeArticle } from './inventory.ts'

type Quantities = Readonly<Record<number, string>>
const linesOf = (quantities: Quantities) =>
  Object.entries(quantities).map(([variantId, quantity]) => ({ variant_id: Number(variantId), quantity }))

/** A warehouse, a shop that it supplies, and those who work there. */
export async function makeRound({ sql, as, service }: Pick<TestApplication, 'sql' | 'as' | 'service'>) {
  const warehouse = await makeStore(sql, { kind: 'warehouse', tax_zone: 'NONE' })
  const shop = await makeStore(sql, { tax_zone: 'NONE' })
  const people = (storeId: number) => ({
    manager: as('manager', { storeIds: [storeId] }),
    clerk: as('stock_clerk', { storeIds: [storeId] }),
  })
  return {
    sql,
    warehouse,
    shop,
    atWarehouse: people(warehouse.id),
    atShop: people(shop.id),
    /** Takes so many of a new article into the warehouse, at 2.50 each unless said otherwise. */
    async stocked(quantity: string, unitCost = '2.5', name?: string): Promise<number> {
      const { variantId } = await makeArticle(sql, name === undefined ? {} : { name })
      if (Number(quantity) > 0) {
        const lines = [{ variant_id: variantId, quantity, unit_cost: unitCost }]
        const answer = await service.post('/api/v1/stock-receipts', { store_id: warehouse.id, lines })
        assert.equal(answer.status, 201, answer.raw.toString())
      }
      return variantId
    },
    /** A transfer from the warehouse to the shop that the shop asks for; answers its id. */
    async request(quantities: Quantities): Promise<number> {
      const body = { source_id: warehouse.id, destination_id: shop.id, lines: linesOf(quantities) }
      const answer = await as('stock_clerk', { storeIds: [shop.id] }).post('/api/v1/transfers', body)
      assert.equal(answer.status, 201, answer.raw.toString())
      return answer.body.data.id
    },
    /** The same, on its way. */
    async sent(quantities: Quantities): Promise<number> {
      const id = await this.request(quantities)
      for (const step of ['approve', 'ship']) {
        const answer = await takeStep(this.atWarehouse.manager, id, step)
        assert.equal(answer.status, 200, answer.raw.toString())
      }
      return id
    },
    levelOf: (storeId: number, variantId: number) => levelOf(sql, storeId, variantId),
  }
}

/** Asks for a step of a transfer; quantities by variant become its lines. */
export function takeStep(
  client: Client,
  id: number,
  step: string,
  quantities?: Quantities,
  more: object = {},
): Promise<Answer> {
  const body = { ...(quantities !== undefined && { lines: linesOf(quantities) }), ...more }
  return client.post(`/api/v1/transfers/${id}/${step}`, body)
}

type Level = { on_hand: string; value: number; reserved: string; in_transit: string; in_transit_value: number }

/** What a store has of an article, and what is on its way there: quantities, and minor units. */
export async function levelOf(sql: Sql, storeId: number, variantId: number) {
  const [level] = await sql<Level[]>`
    select on_hand, value_minor as value, reserved, in_transit, in_transit_value_minor as in_transit_value
    from stock_levels where store_id = ${storeId} and variant_id = ${variantId}`
  const { on_hand = 0, value = 0, reserved = 0, in_transit = 0, in_transit_value = 0 } = level ?? {}
  return {
    onHand: Number(on_hand),
    value,
    reserved: Number(reserved),
    inTransit: Number(in_transit),
    inTransitValue: in_transit_value,
  }
}
