// The till's memory in a real browser, before the real API: keys, locks, workers and databases are the browser's own.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { buildTillPage, TILL_PAGE } from '../../bench/till-page/build-till-page.ts'
import { startRoughProxy } from '../../bench/till-page/rough-proxy.ts'
import { testApplication } from '../harness/app.ts'
import { startBrowser } from '../harness/browser.ts'
import { eventually } from '../harness/eventually.ts'
import { temporaryFolder } from '../harness/folder.ts'
import { makeShop } from '../harness/sales.ts'
import { scan } from '../harness/till-hands.ts'
import { openTillPage, saleRecord, type TillPage } from '../harness/till-page.ts'

const cleaner = { after }
const application = await testApplication(cleaner)
const { sql, app } = application
const folder = temporaryFolder(cleaner)
await buildTillPage(folder)
const upstream = await app.listen({ port: 0, host: '127.0.0.1' })
const proxy = await startRoughProxy({ upstream, pages: { prefix: TILL_PAGE, folder } })
after(() => proxy.close())
const browser = await startBrowser(cleaner)
const isSkipped = browser === null && 'no browser'

const shop = await makeShop(sql, {
  tills: 3,
  articles: [
    { name: 'Crème fraîche', price: '5.00', taxClass: 'exempt', sku: 'CREME', barcode: '036000291452' },
    { name: 'Pain de campagne', price: '4.00', taxClass: 'exempt' },
  ],
})
const [register = 0, otherRegister = 0] = shop.tillIds
const [cream] = shop.articles
const manager = application.as('manager', { storeIds: [shop.store.id] })

const open = () => openTillPage(application, { browser, address: proxy.address, storeId: shop.store.id })
const sale = (cashier: number) =>
  saleRecord({ variantId: cream?.variantId ?? 0, name: 'Crème fraîche', price: '5.00', cashier })
const OPENING = (cashier: number) => ({
  kind: 'session_open',
  content: { opening_float: '100.00', cashier_id: cashier },
})

/** A device that holds a register, with its drawer open. */
async function openDrawer(registerId: number): Promise<TillPage> {
  const till = await open()
  await till.enrol()
  await till.ask(`till.device.chooseRegister(${registerId}, { takeOver: true })`)
  await till.until(({ copy }) => copy.state === 'complete')
  await till.append(OPENING(till.cashier))
  return till
}

const recordsOf = (registerId: number) =>
  sql<{ number: number; kind: string; series: number }[]>`
    select number, kind, series from till_records where register_id = ${registerId} order by series, number`

test('a device enrols, copies its store, sells, and what it has sold arrives', { skip: isSkipped }, async () => {
  const till = await openDrawer(register)
  assert.deepEqual(
    (await till.ask<{ name: string }[]>(`till.copy.search('creme')`)).map(({ name }) => name),
    ['Crème fraîche'],
  )
  assert.deepEqual(
    (await till.ask<{ by: string }[]>(`till.copy.lookUp('0036000291452')`)).map(({ by }) => by),
    ['barcode'],
  )
  const appended = await till.append(sale(till.cashier))
  assert.equal(appended.number, 2)
  const { drawer } = await till.until(({ outbox }) => outbox.waiting === 0)
  assert.deepEqual([drawer?.expectedCash, drawer?.sums.tickets], ['105.00', 1])
  assert.deepEqual(
    (await recordsOf(register)).map(({ number, kind }) => [number, kind]),
    [
      [1, 'session_open'],
      [2, 'sale'],
    ],
  )
  const [recorded] = await sql`select flags, total_minor from sales where id = ${appended.id}`
  assert.deepEqual([recorded?.flags, recorded?.total_minor], [[], 500])
  const closed = await till.append({
    kind: 'session_close',
    content: { counted: { cash: '104.00' }, note: 'Il manque un dollar', cashier_id: till.cashier },
  })
  assert.equal(closed.closed?.difference, '-1.00')
  await till.until(({ outbox }) => outbox.waiting === 0)
  const [session] = await sql`select z_number, last_number from register_sessions where register_id = ${register}`
  assert.deepEqual({ ...session }, { z_number: 1, last_number: 3 })
  assert.deepEqual(till.complaints, [])
  await till.close()
})

test('the stock that is shown is the store’s, less what was sold here, counted once', { skip: isSkipped }, async () => {
  const till = await openDrawer(register)
  const onHand = () =>
    till.ask<string>(
      `till.copy.stockOf([${cream?.variantId}]).then((levels) => levels.get(${cream?.variantId}).on_hand)`,
    )
  const before = Number(await onHand())
  proxy.network = 'cut'
  await till.append(sale(till.cashier))
  assert.equal(Number(await onHand()), before - 1)
  proxy.network = 'through'
  await till.ask('till.outbox.deliver()')
  await till.ask('till.copy.refresh()')
  assert.equal(Number(await onHand()), before - 1)
  await till.close()
})

test('a second page of the same browser does not sell, until it takes the till', { skip: isSkipped }, async () => {
  const till = await openDrawer(register)
  const second = await till.openAnother()
  await second.until(({ phase }) => phase === 'elsewhere')
  assert.equal(await second.refusal(sale(till.cashier)), 'elsewhere')
  await second.ask('till.device.takeHere()')
  await second.until(({ phase }) => phase === 'ready')
  await till.until(({ phase }) => phase === 'elsewhere')
  assert.equal(await till.refusal(sale(till.cashier)), 'elsewhere')
  assert.equal((await second.append(sale(till.cashier))).number, 2)
  await second.closePage()
  await till.until(({ phase }) => phase === 'ready')
  assert.equal((await till.append(sale(till.cashier))).number, 3)
  await till.close()
})

test('what was sold without a network survives the page, and arrives once', { skip: isSkipped }, async () => {
  const till = await openDrawer(otherRegister)
  await till.until(({ outbox }) => outbox.waiting === 0)
  proxy.network = 'cut'
  for (let count = 0; count < 3; count += 1) await till.append(sale(till.cashier))
  await till.reload()
  const { outbox, drawer } = await till.until(({ phase }) => phase === 'ready')
  assert.deepEqual([outbox.waiting, drawer?.expectedCash, drawer?.lastNumber], [3, '115.00', 4])
  assert.equal((await till.append(sale(till.cashier))).number, 5)
  proxy.network = 'rough'
  for (let tries = 0; tries < 20; tries += 1) await till.ask('till.outbox.deliver()')
  proxy.network = 'through'
  await till.ask('till.outbox.deliver()')
  await till.until(({ outbox: now }) => now.waiting === 0)
  const numbers = (await recordsOf(otherRegister)).map(({ number }) => number)
  assert.deepEqual(numbers, [1, 2, 3, 4, 5])
  await till.close()
})

test('a browser whose database was put back gives no number twice: it asks for another series', {
  skip: isSkipped,
}, async () => {
  const till = await openDrawer(register)
  await till.append(sale(till.cashier))
  await till.until(({ outbox }) => outbox.waiting === 0)
  const { series } = (await till.snapshot()).device
  // As an older state of the disk would have it.
  await till.ask(`new Promise((done) => {
    const opening = indexedDB.open('comptoir-till')
    opening.onsuccess = () => {
      const change = opening.result.transaction('place', 'readwrite')
      const places = change.objectStore('place')
      places.get('place').onsuccess = ({ target }) => places.put({ ...target.result, lastNumber: 1 })
      change.oncomplete = () => { opening.result.close(); done() }
    }
  })`)
  await till.reload()
  await till.until(({ phase, device }) => phase === 'ready' && device.leaseLost === 'cleared')
  assert.equal(await till.refusal(sale(till.cashier)), 'lease_lost')
  await till.ask(`till.device.chooseRegister(${register})`)
  const after = (await till.snapshot()).device
  assert.deepEqual([after.leaseLost, after.series], [null, (series ?? 0) + 1])
  assert.equal((await till.append(OPENING(till.cashier))).number, 1)
  await till.close()
})

test('a device learns that its register was taken over, and that it was revoked', { skip: isSkipped }, async () => {
  const first = await openDrawer(register)
  await first.append(sale(first.cashier))
  const second = await openDrawer(register)
  await first.ask('till.device.checkLease()')
  assert.equal((await first.snapshot()).device.leaseLost, 'taken_over')
  await first.ask('till.outbox.deliver()')
  await first.until(({ outbox }) => outbox.waiting === 0)
  const { id } = (await second.snapshot()).device
  assert.equal((await manager.post(`/api/v1/devices/${id}/revoke`)).status, 200)
  await second.append(sale(second.cashier))
  const { outbox } = await second.until(({ device }) => device.state === 'revoked')
  assert.deepEqual([outbox.waiting, outbox.held], [0, 1])
  await first.close()
  await second.close()
})

test('a refused record is kept and shown, and blocks no other', { skip: isSkipped }, async () => {
  const till = await openDrawer(register)
  const bad = sale(till.cashier)
  const appended = await till.append({
    ...bad,
    content: { ...bad.content, payments: [{ method: 'shells', amount: '5.00' }] },
  })
  await till.append(sale(till.cashier))
  const { outbox } = await till.until(({ outbox: now }) => now.waiting === 0)
  assert.equal(outbox.refused, 1)
  const [refused] = await till.ask<{ id: string; code: string; message: string }[]>(
    `till.outbox.list({ state: 'refused' })`,
  )
  assert.deepEqual([refused?.id, refused?.code], [appended.id, 'validation_failed'])
  assert.match(refused?.message ?? '', /payments/)
  await till.close()
})

test('a scanner is heard wherever the focus is, and types into no field', { skip: isSkipped }, async () => {
  const till = await open()
  const { page } = till
  await till.ask(`addEventListener('keydown', () => window.onKey?.(), true)`)
  await till.ask('(window.codes = [], listenToScanner((code) => codes.push(code)), 0)')
  await page.focus('#field')
  await page.keyboard.type('abc', { delay: 150 })
  await scan(page, '3009001319682')
  assert.equal(await page.inputValue('#field'), 'abc')
  await till.ask(`document.querySelector('#button').addEventListener('click', () => codes.push('clicked'))`)
  await page.focus('#button')
  await scan(page, 'CAM-1')
  await till.ask(`addEventListener('keydown', ({ key }) => codes.push('key ' + key))`)
  await page.keyboard.press('d')
  const codes = () => till.ask<string[]>('codes')
  assert.deepEqual(await eventually(codes, ({ length }) => length === 3), ['3009001319682', 'CAM-1', 'key d'])
  await page.keyboard.press('Enter')
  assert.deepEqual((await codes()).slice(3), ['key Enter', 'clicked'])
  // A dialog that closes gives the focus back while the next code comes in.
  await till.ask(`(document.activeElement.blur(), window.onKey = () => document.querySelector('#field').focus(), 0)`)
  await scan(page, '3009001319682')
  assert.deepEqual([await page.inputValue('#field'), (await codes()).at(-1)], ['abc', '3009001319682'])
  // The machine stalls in the midst of a code.
  await till.ask('(window.onKey = null, codes.length = 0, 0)')
  for (const afterKeys of [1, 2, 4]) await scan(page, '3009001319682', { afterKeys, forMs: 600 })
  await till.ask('(document.activeElement.blur(), 0)')
  await scan(page, 'CAM-1', { afterKeys: 2, forMs: 600 })
  assert.equal(await page.inputValue('#field'), 'abc')
  assert.deepEqual(
    (await codes()).filter((code) => !code.startsWith('key')),
    [...Array(3).fill('3009001319682'), 'CAM-1'],
  )
  await till.close()
})
