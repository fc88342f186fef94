import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Sql } from '../../server/platform/database/connect.ts'
import { makeCategory } from './catalog.ts'
import { makeArticle, makeShop, type Shop } from './sales.ts'
import * as cashier from './till-cashier.ts'
import { says, scan, typeByHand } from './till-hands.ts'

/** The shop of a day of tickets, and the ways in which they are rung up there. */

export const CREAM = '036000291452'
const BREAD = '3017620422003'
const TEA = '4006381333931'
/** As a scale prints it: 0.485 kg of PLU 4131. */
const LABEL = '2004131004850'
/** Articles that nobody buys today: they stand on the screen all the same. */
const OTHERS = 150

export async function makeDayShop(sql: Sql): Promise<Shop> {
  const shop = await makeShop(sql, {
    tills: 1,
    stock: 5_000,
    articles: [
      { name: 'Crème fraîche', price: '5.00', taxClass: 'exempt', barcode: CREAM },
      { name: 'Pain de campagne', price: '4.02', taxClass: 'exempt', barcode: BREAD },
      { name: 'Thé des bois', price: '9.99', taxClass: 'standard', barcode: TEA },
      { name: 'Limonade', price: '3.00', taxClass: 'exempt', fees: [{ label: 'Consigne', amount: '0.10' }] },
      { name: 'Pommes', price: '4.39', taxClass: 'exempt' },
    ],
  })
  const apples = shop.articles.at(-1) ?? assert.fail()
  const { id: fruit } = await makeCategory(sql, { name: 'Fruits' })
  await sql`update products set category_id = ${fruit} where id = ${apples.productId}`
  await sql`update product_variants set sold_by = 'weight', plu = '4131' where id = ${apples.variantId}`
  await sql`
    insert into barcode_layouts (name, pattern, measure, decimals) values ('Balances', '20PPPPPVVVVVC', 'weight', 3)`
  for (let index = 0; index < OTHERS; index += 1) await makeArticle(sql, { name: `Confiture ${index + 1}` })
  return shop
}

type Shown = cashier.ShownTicket
type Way = (page: Page, index: number, shown: readonly Shown[]) => Promise<Shown>

/** How tickets come about, in turn. */
const WAYS: readonly Way[] = [
  async (page) => {
    await scan(page, CREAM)
    await says(page, '5,00')
    return cashier.payCash(page)
  },
  async (page) => {
    await scan(page, BREAD)
    await scan(page, TEA)
    await scan(page, BREAD)
    await says(page, '19,53')
    return cashier.payByNote(page)
  },
  async (page) => {
    await scan(page, TEA)
    await says(page, '11,49')
    return cashier.payByCard(page)
  },
  async (page) => {
    await cashier.nextCustomer(page)
    await typeByHand(page, 'limo')
    await page.keyboard.press('Enter')
    await says(page, '3,10')
    await page.keyboard.press('+')
    await says(page, '6,20')
    return cashier.payCash(page)
  },
  async (page) => {
    await scan(page, TEA)
    await says(page, '11,49')
    await page.keyboard.press('F4')
    await page.getByRole('dialog').getByRole('button', { name: '10 %' }).click()
    await says(page, '10,34')
    return cashier.payByNote(page)
  },
  async (page) => {
    await cashier.nextCustomer(page)
    await page.getByRole('button', { name: /Pommes/ }).click()
    await page.getByLabel('Poids').fill('1,25')
    await page.keyboard.press('Enter')
    await says(page, '5,49')
    return cashier.payCash(page)
  },
  async (page) => {
    await scan(page, LABEL)
    await scan(page, CREAM)
    await says(page, '7,13')
    return cashier.payByBoth(page, '2')
  },
  async (page, index) => {
    await scan(page, CREAM)
    await scan(page, CREAM)
    await says(page, '10,00')
    await cashier.park(page, `Mme Roy ${index}`)
    await scan(page, BREAD)
    await says(page, '4,02')
    return cashier.payCash(page)
  },
  async (page, index) => {
    await cashier.nextCustomer(page)
    await cashier.resume(page, `Mme Roy ${index - 1}`)
    await says(page, '10,00')
    return cashier.payCash(page)
  },
  async (page, index, shown) => {
    const { reference } = shown[index - 9] ?? assert.fail()
    await cashier.takeAllBack(page, reference)
    await says(page, '5,00')
    if (index % 20 === 9) return cashier.payCash(page)
    await scan(page, TEA)
    await says(page, '6,49')
    return cashier.payByNote(page)
  },
]

/** Rings up the ticket of this place in the day, after those that were shown: each tenth is made in the same way. */
export const ringUp: Way = (page, index, shown) => (WAYS[index % WAYS.length] ?? assert.fail())(page, index, shown)
