import assert from 'node:assert/strict'
import type { TestApplication } from '../harness/app.ts'
import { makeArticle, makeCustomer, makeShop, makeTill, stockUp } from '../harness/sales.ts'
import { makeTillOn } from '../harness/tills.ts'
import { ARTICLES, FIRST_STOCK, type Model, money, newStore } from './model.ts'
import type { Scene } from './step.ts'
import { TillBook } from './till-book.ts'

/** Two stores of Québec with two tills and a device each, and a model of them. */
export async function makeScene(application: TestApplication): Promise<{ model: Model; real: Scene }> {
  const { sql, as } = application
  const articles = []
  for (const { price, fee, isTaxed } of ARTICLES) {
    const fees = fee === 0 ? [] : [{ label: 'Consigne', amount: money(fee) }]
    articles.push(await makeArticle(sql, { price: money(price), taxClass: isTaxed ? 'standard' : 'exempt', fees }))
  }
  const variantIds = articles.map(({ variantId }) => variantId)
  const stores = []
  const deviceRegisters = []
  for (let count = 0; count < 2; count += 1) {
    const shop = await makeShop(sql, { tills: 2, articles: [], stock: 0 })
    await stockUp(sql, shop.store.id, variantIds, FIRST_STOCK)
    const registerId = await makeTill(sql, shop.store.id)
    stores.push(newStore(shop.store.id, [shop.virtualRegisterId, ...shop.tillIds, registerId]))
    deviceRegisters.push(registerId)
  }
  const storeIds = stores.map(({ id }) => id)
  const manager = as('manager', { storeIds })
  const cashier = as('cashier', { storeIds })
  const { id: cashierId } = await cashier.person
  const tills: TillBook[] = []
  for (const [index, store] of stores.entries()) {
    const till = await makeTillOn(application, manager, { storeId: store.id, registerId: deviceRegisters[index] ?? 0 })
    const register = store.registers.at(-1) ?? assert.fail()
    tills.push(new TillBook({ till, store, register, cashierId, variantIds }))
  }
  const customers = [await makeCustomer(sql), await makeCustomer(sql)]
  return {
    model: {
      stores,
      credit: customers.map(() => 0),
      sold: [],
      recorded: [],
      reservations: [],
      parked: [],
      stocktakes: [],
      transfers: [],
    },
    real: { manager, cashier, articles, customers, tills },
  }
}
