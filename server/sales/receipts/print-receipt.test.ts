import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeToken, makeUser } from '../../../test/harness/factories.ts'
import { columnsOf, escposText, readEscpos } from '../../../test/harness/read-escpos.ts'
import { makeShop, newId, saleOf } from '../../../test/harness/sales.ts'

const { app, sql, as, service, withToken, log } = await testApplication({ after })
const shop = await makeShop(sql)
const cashier = as('cashier', { storeIds: [shop.store.id] })
const manager = as('manager', { storeIds: [shop.store.id] })
const analyst = as('analyst', { storeIds: [shop.store.id] })

const sell = async (by = cashier): Promise<string> => {
  const sale = saleOf(shop)
  assert.equal((await by.post('/api/v1/sales', sale)).status, 201)
  return sale.id
}
type Asking = { get: typeof cashier.get }
const print = (by: Asking, id: string, query = 'format=text') => by.get(`/api/v1/sales/${id}/receipt?${query}`)
/** What a printed receipt says of itself: null where it bears no mark, else the number of the copy. */
const markOf = (body: string): number | null => {
  const marks = [...body.matchAll(/\*\*\* COPIE n°\u00a0(\d+) \*\*\*/g)]
  if (marks.length === 0) return null
  assert.equal(marks.length, 2, 'a copy is marked above and below')
  return Number(marks[0]?.[1])
}

test('the first printing by the ticket’s cashier is the original, every other one a numbered copy', async () => {
  const id = await sell()
  assert.equal(markOf((await print(cashier, id)).body), null)
  const refused = await print(cashier, id)
  assert.equal(refused.status, 403)
  assert.match(refused.body.errors.id[0], /sales\.reprint/)
  assert.equal(markOf((await print(manager, id)).body), 1)
  assert.equal(markOf((await print(manager, id, 'format=html')).body), 2)
  assert.equal((await print(manager, id, 'format=json')).body.data.prints, 3)
  const [row] = await sql<[{ actor_name: string; formats: string[] }]>`
    select min(actor_name) filter (where copy_number = 0) as actor_name, array_agg(format order by copy_number) as formats
    from receipt_prints where sale_id = ${id}`
  assert.equal(row.actor_name, (await cashier.person).name)
  assert.deepEqual(row.formats, ['text', 'text', 'html'])
})

test('somebody else’s ticket, and one of yesterday, give copies only', async () => {
  const id = await sell()
  const other = await makeUser(sql, { roles: ['cashier'], storeIds: [shop.store.id] })
  const token = await makeToken(sql, other.id)
  assert.equal((await print(withToken(token.secret), id)).status, 403)
  assert.equal((await print(analyst, id)).status, 403)
  assert.equal(markOf((await print(manager, id)).body), 1)
  const old = await sell(manager)
  await sql`update sales set recorded_at = now() - interval '25 hours' where id = ${old}`
  assert.equal(markOf((await print(manager, old)).body), 1)
  const own = saleOf(shop)
  assert.equal((await service.post('/api/v1/sales', own)).status, 201)
  assert.equal(markOf((await print(service, own.id)).body), null)
})

test('asking for the head of a receipt prints nothing', async () => {
  const id = await sell()
  const authorization = `Bearer ${(await cashier.token).secret}`
  const url = `/api/v1/sales/${id}/receipt?format=text`
  const { statusCode, headers } = await app.inject({ method: 'HEAD', url, headers: { authorization } })
  assert.deepEqual([statusCode, headers.allow], [405, 'GET'])
  assert.equal(markOf((await print(cashier, id)).body), null)
})

test('reading the data is no printing, unless a print_id says so', async () => {
  const id = await sell()
  for (const by of [analyst, manager]) {
    const { body } = await print(by, id, 'format=json')
    assert.equal(body.data.copy_number, null)
    assert.equal(body.data.prints, 0)
  }
  const printId = newId()
  const first = (await print(cashier, id, `print_id=${printId}`)).body.data
  assert.deepEqual([first.copy_number, first.prints], [0, 1])
  assert.deepEqual(first.barcode.code, first.reference)
  const again = (await print(cashier, id, `print_id=${printId.toUpperCase()}`)).body.data
  assert.deepEqual(again, first)
})

test('a printing that is asked for again is the same one, for an hour, by the same person, in the same form', async () => {
  const id = await sell()
  const printId = newId()
  const query = `format=text&print_id=${printId}`
  const first = await print(cashier, id, query)
  assert.equal(markOf(first.body), null)
  assert.equal((await print(cashier, id, query)).body, first.body)
  assert.equal(markOf((await print(cashier, id, `${query}&lang=en&width=32`)).body), null)
  for (const [by, other] of [
    [cashier, `format=pdf&print_id=${printId}`],
    [manager, query],
  ] as const) {
    const { status, body } = await print(by, id, other)
    assert.deepEqual([status, body.code], [409, 'print_id_used'])
  }
  // The ledger only grows; here the clock goes forward.
  await sql`alter table receipt_prints disable trigger receipt_prints_append_only`
  await sql`update receipt_prints set printed_at = now() - interval '61 minutes' where sale_id = ${id}`
  await sql`alter table receipt_prints enable trigger receipt_prints_append_only`
  assert.equal((await print(cashier, id, query)).body.code, 'print_id_used')
  await assert.rejects(Promise.resolve(sql`delete from receipt_prints where sale_id = ${id}`))
})

test('of many who print at once each gets a number of its own, and one request sent many times gets one', async () => {
  const id = await sell()
  const printId = newId()
  const asked = Array.from({ length: 32 }, (_, index) =>
    index % 4 === 0 ? print(manager, id, `format=text&print_id=${printId}`) : print(manager, id),
  )
  const answers = await Promise.all(asked)
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
  const marks = answers.map(({ body }) => markOf(body) ?? 0)
  const repeated = new Set(marks.filter((_, index) => index % 4 === 0))
  assert.equal(repeated.size, 1)
  assert.deepEqual(
    [...new Set(marks)].toSorted((a, b) => a - b),
    Array.from({ length: 25 }, (_, index) => index + 1),
  )
})

test('of two originals that are taken at once one is refused', async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = await sell()
    const answers = await Promise.all(Array.from({ length: 6 }, () => print(cashier, id)))
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 403, 403, 403, 403, 403])
  }
})

test('another store’s manager finds no receipt, and nothing is counted', async () => {
  const id = await sell()
  const elsewhere = as('manager', { storeIds: [(await makeShop(sql)).store.id] })
  for (const format of ['json', 'text', 'html', 'pdf', 'escpos']) {
    assert.equal((await print(elsewhere, id, `format=${format}`)).status, 404)
  }
  assert.equal((await print(manager, id, 'format=json')).body.data.prints, 0)
})

test('what does not exist is refused by its name: a format, a language, a width', async () => {
  const id = await sell()
  for (const [field, query] of [
    ['format', 'format=papyrus'],
    ['lang', 'lang=la'],
    ['width', 'width=40'],
    ['print_id', 'print_id=7'],
  ] as const) {
    const { status, body } = await print(manager, id, query)
    assert.ok(status === 422 || status === 400, query)
    assert.deepEqual(Object.keys(body.errors), [field])
  }
  assert.equal((await print(manager, newId(), 'format=pdf')).status, 404)
  assert.equal((await print(manager, '12')).status, 400)
})

test('whatever an article is called, every paper comes out, in every width', async () => {
  const names = [
    '日本茶 🍵 Ωμέγα Привет — “x”',
    '<script>alert(1)</script> & « fin »',
    '\u001b@\u001dV coupe',
    'mot'.repeat(80),
    '\u202e\u200d e\u0301',
  ]
  const sale = saleOf(shop, {
    lines: names.map((description) => ({ description, quantity: '1', unit_price: '1.00', tax_class: 'standard' })),
  })
  const recorded = await manager.post('/api/v1/sales', sale)
  assert.equal(recorded.status, 201, JSON.stringify(recorded.body))
  for (const form of ['text', 'text&width=32', 'pdf']) {
    assert.equal((await print(manager, sale.id, `format=${form}`)).status, 200, form)
  }
  assert.doesNotMatch((await print(manager, sale.id, 'format=html')).body, /<script>/)
  for (const width of [32, 42, 48]) {
    const { raw } = await print(manager, sale.id, `format=escpos&width=${width}`)
    // The reader knows no command but ours, so that none came from a name.
    const lines = readEscpos(raw)
    assert.ok(lines.every((line) => columnsOf(line) <= width))
    assert.match(escposText(lines), /^@ V coupe {2,}1,00 \$$/m)
    assert.match(escposText(lines), /Ωμέγα Привет —/)
  }
  assert.deepEqual(log.faults, [])
})
