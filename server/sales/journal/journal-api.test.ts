import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { ageJournal, testSigner } from '../../../test/harness/journal.ts'
import { makeShop, newId, type Shop, saleOf } from '../../../test/harness/sales.ts'
import { findSalesFaults } from '../faults/find-sales-faults.ts'
import { closeDaySessions } from '../sessions/close-day-sessions.ts'
import { closeJournalPeriods } from './close-journal-periods.ts'
import { JournalSigner } from './journal-signer.ts'

const { sql, as, log, config } = await testApplication({ after })
const owner = as('owner')
const signer = testSigner(sql)
const DAY_MS = 86_400_000

async function ask(path: string, body: object, status = 201) {
  const answer = await owner.post(path, body)
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  return answer.body.data
}
const sell = (shop: Shop, overrides: Record<string, unknown> = {}) => ask('/api/v1/sales', saleOf(shop, overrides))
const read = async (path: string) => {
  const { status, body } = await owner.get(`/api/v1/journal${path}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}
const closingsOf = async (shop: Shop, filter = '') =>
  (await read(`/closings?store_id=${shop.store.id}&sort=position&per_page=100${filter}`)).data
const assertSound = async () =>
  assert.deepEqual(
    (await findSalesFaults(sql)).list().filter(({ faults }) => faults > 0),
    [],
  )
const today = () => Temporal.Now.zonedDateTimeISO('America/Toronto').toPlainDate()

describe('the journal of a register', () => {
  test('holds tickets and closings in one chain, each signed', async () => {
    const shop = await makeShop(sql, { tills: 1 })
    const [till] = shop.tillIds
    const session = await ask(`/api/v1/registers/${till}/sessions`, { id: newId(), opening_float: '10.00' })
    const sale = await sell(shop, { register_id: till, session_id: session.id })
    const z = await ask(`/api/v1/register-sessions/${session.id}/close`, { counted: { cash: '44.50' } }, 200)
    const late = await sell(shop, { register_id: till, session_id: session.id })
    const { data } = await read(`?register_id=${till}`)
    assert.deepEqual(
      data.map((entry: { position: number; kind: string; record_id: string; reference: string }) => [
        entry.position,
        entry.kind,
        entry.record_id,
        entry.reference,
      ]),
      [
        [1, 'ticket', sale.id, sale.reference],
        [2, 'session_close', session.id, `${shop.store.id}-${till}-Z-000001`],
        [3, 'ticket', late.id, late.reference],
      ],
    )
    assert.ok(data.every((entry: { signature: string }) => /^[0-9a-f]{128}$/.test(entry.signature)))
    assert.equal(data[1].previous_hash, data[0].hash)
    assert.equal(data[2].previous_hash, data[1].hash)
    assert.deepEqual(z.anchor, { position: 2, hash: data[1].hash })
    const again = (await owner.get(`/api/v1/register-sessions/${session.id}/z-report`)).body.data
    assert.deepEqual(again.anchor, z.anchor)
    assert.equal((await owner.get(`/api/v1/register-sessions/${session.id}/x-report`)).body.data.kind, 'x')
    const walked = await read(`?register_id=${till}&per_page=2&cursor=`)
    const rest = await read(`?register_id=${till}&per_page=2&cursor=${walked.meta.next_cursor}`)
    assert.deepEqual([...walked.data, ...rest.data], data)
    assert.deepEqual((await read(`?register_id=${till}&kind=session_close&fields=hash`)).data, [{ hash: data[1].hash }])
    assert.deepEqual((await read(`?register_id=${till}&record_id=${data[0].record_id}&fields=hash`)).data, [
      { hash: data[0].hash },
    ])
  })

  test('of another store, or of none, is not there', async () => {
    const [shop, other] = [await makeShop(sql), await makeShop(sql)]
    const manager = as('manager', { storeIds: [shop.store.id] })
    const ofOther = [
      `?register_id=${other.virtualRegisterId}`,
      `/closings?store_id=${other.store.id}`,
      `/export?store_id=${other.store.id}`,
      `/export?register_id=${other.virtualRegisterId}`,
      '/export?store_id=999999',
    ]
    for (const path of ofOther) assert.equal((await manager.get(`/api/v1/journal${path}`)).status, 404, path)
    for (const [path, field] of [
      ['', 'register_id'],
      ['/export', 'store_id'],
      [`/export?store_id=${shop.store.id}&register_id=${shop.virtualRegisterId}`, 'store_id'],
      [`/export?store_id=${shop.store.id}&from=2026-01-02&to=2026-01-01`, 'to'],
      [`/export?store_id=${shop.store.id}&from=0001-01-01`, 'from'],
    ] as const) {
      const { status, body } = await manager.get(`/api/v1/journal${path}`)
      assert.deepEqual([status, Object.keys(body.errors)], [422, [field]], path)
    }
    const cashier = as('cashier', { storeIds: [shop.store.id] })
    assert.equal((await cashier.get(`/api/v1/journal?register_id=${shop.virtualRegisterId}`)).status, 403)
    const own = (await manager.get('/api/v1/journal/closings')).body.data
    assert.ok(own.every((closing: { store_id: number }) => closing.store_id === shop.store.id))
  })
})

describe('closings', () => {
  test('cover each day’s acceptance; a late ticket is in one, under its own business day', async () => {
    const shop = await makeShop(sql, { articles: [{ price: '10.00', taxClass: 'exempt' }] })
    const paid = { payments: [{ method: 'card', amount: '10.00' }] }
    await sell(shop, { ...paid, occurred_at: new Date(Date.now() - 2 * DAY_MS).toISOString() })
    await ageJournal(sql, shop.store.id, 2)
    assert.equal(await closingsOf(shop).then(({ length }) => length), 0)
    await closeJournalPeriods(sql, signer)
    const before = await closingsOf(shop, '&kind=day')
    assert.equal(before.length, 2)
    assert.deepEqual(
      before.map((closing: { totals: { tickets: number } }) => closing.totals.tickets),
      [1, 0],
    )
    // It happened on the day that is closed, and comes today.
    await sell(shop, { ...paid, occurred_at: new Date(Date.now() - 2 * DAY_MS).toISOString() })
    await sell(shop, paid)
    assert.equal(await closeJournalPeriods(sql, signer), 0)
    await closeJournalPeriods(sql, signer, new Date(Date.now() + DAY_MS))
    const closings = await closingsOf(shop, '&kind=day')
    assert.deepEqual(
      closings.slice(0, 2).map(({ hash }: { hash: string }) => hash),
      before.map(({ hash }: { hash: string }) => hash),
    )
    const last = closings.at(-1)
    assert.deepEqual(
      last.days.map((day: { business_day: string; totals: { net: string } }) => [day.business_day, day.totals.net]),
      [
        [today().subtract({ days: 2 }).toString(), '10.00'],
        [today().toString(), '10.00'],
      ],
    )
    assert.deepEqual([last.totals.net, last.perpetual.net, last.perpetual.tickets], ['20.00', '30.00', 3])
    assert.deepEqual(last.payments, [{ method: 'card', count: 2, amount: '20.00' }])
    assert.equal(last.covers[0].to, 3)
    await assertSound()
  })

  test('of months and years are the sums of their days and months; every day has one', async () => {
    const shop = await makeShop(sql, { articles: [{ price: '10.00' }] })
    await sell(shop, { payments: [{ method: 'card', amount: '11.50' }] })
    await ageJournal(sql, shop.store.id, 400)
    await closeJournalPeriods(sql, signer)
    const first = today().subtract({ days: 400 })
    const days = (await read(`/closings?store_id=${shop.store.id}&kind=day`)).meta.total
    assert.equal(days, 400)
    const months = await closingsOf(shop, '&kind=month')
    assert.equal(months[0].period, first.toPlainYearMonth().toString())
    assert.deepEqual(
      [months[0].totals.total, months[1].totals.total, months[1].perpetual.total],
      ['11.50', '0.00', '11.50'],
    )
    assert.deepEqual(
      months.map(({ number }: { number: number }) => number),
      months.map((_: unknown, index: number) => index + 1),
    )
    const years = await closingsOf(shop, '&kind=year')
    assert.equal(years[0].period, String(first.year))
    assert.deepEqual(
      [
        years[0].totals.total,
        years[0].taxes.map(({ code, rate, amount }: Record<string, string>) => [code, rate, amount]),
      ],
      [
        '11.50',
        [
          ['TPS', '5', '0.50'],
          ['TVQ', '9.975', '1.00'],
        ],
      ],
    )
    const range = `&from=${months[1].first_day}&to=${months[1].last_day}`
    assert.equal((await closingsOf(shop, `${range}&kind=month`)).length, 1)
    await assertSound()
  })

  test('cut a day where it ends in the store’s time zone', async () => {
    const now = Date.now()
    const zones = ['Pacific/Kiritimati', 'Etc/GMT+12']
    for (const time_zone of zones) {
      const shop = await makeShop(sql, { store: { time_zone } })
      await sell(shop)
      await ageJournal(sql, shop.store.id, 1)
      await closeJournalPeriods(sql, signer)
      const [closing] = await closingsOf(shop, '&kind=day')
      const yesterday = Temporal.Instant.fromEpochMilliseconds(now - DAY_MS)
        .toZonedDateTimeISO(time_zone)
        .toPlainDate()
      assert.equal(closing.period, yesterday.toString())
    }
  })

  test('are made once by two workers at once, beside the closing of day sessions', async () => {
    const shop = await makeShop(sql, { tills: 2 })
    for (const register_id of [...shop.tillIds, undefined]) {
      await sell(shop, { register_id, occurred_at: new Date(Date.now() - 30 * DAY_MS).toISOString() })
    }
    await ageJournal(sql, shop.store.id, 30)
    const made = await Promise.all([
      ...[1, 2, 3, 4].map(() => closeJournalPeriods(sql, testSigner(sql))),
      closeDaySessions(sql, signer),
      closeDaySessions(sql, signer),
    ])
    const days = await read(`/closings?store_id=${shop.store.id}&kind=day`)
    assert.equal(days.meta.total, 30)
    assert.ok(made.some((count) => count > 0))
    await assertSound()
  })

  test('are made for a deleted store only while something comes', async () => {
    const shop = await makeShop(sql)
    await sell(shop)
    await ageJournal(sql, shop.store.id, 3)
    await sql`update stores set deleted_at = now() where id = ${shop.store.id}`
    await closeJournalPeriods(sql, signer)
    assert.equal((await closingsOf(shop, '&kind=day')).length, 1)
  })
})

describe('keys', () => {
  test('are made once, however many processes begin at once', async () => {
    const signers = Array.from({ length: 16 }, () => testSigner(sql))
    const ids = new Set((await Promise.all(signers.map((one) => one.key()))).map(({ id }) => id))
    assert.equal(ids.size, 1)
    assert.equal((await read('/keys')).data.length, 1)
  })

  test('another SECRET_KEY makes another, and what the first has signed stays good', async () => {
    const shop = await makeShop(sql)
    await sell(shop)
    await ageJournal(sql, shop.store.id, 1)
    const other = new JournalSigner(sql, 'another-secret-key-of-the-tests-0123456789')
    const first = await signer.key()
    const second = await other.key()
    assert.notEqual(first.id, second.id)
    assert.ok((await closeJournalPeriods(sql, other)) > 0)
    await sell(shop)
    // Changed back, the first is found again.
    assert.equal((await new JournalSigner(sql, config.secretKey).key()).id, first.id)
    const keys = (await read('/keys')).data
    assert.deepEqual(
      keys.map(({ id }: { id: number }) => id),
      [first.id, second.id],
    )
    const [closing] = await closingsOf(shop)
    assert.equal(closing.key_id, second.id)
    await assertSound()
  })

  test('stay: neither keys, nor entries, nor closings can be changed or removed', async () => {
    for (const table of ['journal_keys', 'journal_entries', 'journal_closings']) {
      await assert.rejects(sql`delete from ${sql(table)}`, table)
    }
    await assert.rejects(sql`update journal_keys set created_at = now()`)
    await assert.rejects(sql`update journal_closings set number = 9`)
  })

  test('nothing of all this was a fault of the server', () => {
    assert.deepEqual(log.faults, [])
  })
})
