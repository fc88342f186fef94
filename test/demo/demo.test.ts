import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { checkBarcode } from '../../rules/index.ts'
import { type Demo, type DemoOptions, makeDemo } from '../../server/demo/index.ts'
import { DEFAULT_ROLE_NAMES } from '../../server/identity/index.ts'
import type { Sql } from '../../server/platform/database/connect.ts'
import { prepareInstallation } from '../../server/prepare-installation.ts'
import { verifyInstallation } from '../../server/verification.ts'
import { testApplication } from '../harness/app.ts'
import { testDatabase } from '../harness/database.ts'
import { makeUser } from '../harness/factories.ts'
import { TEST_SECRET_KEY } from '../harness/secret-key.ts'

const DAYS = 24
/** A Saturday evening in Montréal, when every store has closed. */
const NOW = new Date('2026-11-14T23:30:00-05:00')
const KEPT_NOWHERE: DemoOptions = { days: DAYS, now: NOW, secretKey: TEST_SECRET_KEY, keepSignIns: () => {} }

const { sql, url, as, guest } = await demoApplication()
let demo: Demo
const kept: string[] = []

async function demoApplication() {
  const application = await testApplication({ after })
  return { ...application, url: application.config.databaseUrl ?? '' }
}

const countOf = async (query: PromiseLike<{ count: number }[]>) => (await query)[0]?.count

before(async () => {
  const keepSignIns: DemoOptions['keepSignIns'] = (people) => kept.push(...people.map((person) => person.password))
  const made = await makeDemo(sql, { ...KEPT_NOWHERE, keepSignIns })
  assert.ok(made !== null)
  demo = made
})

describe('the demo chain', () => {
  it('has a ledger that was recorded day by day, in its order, and that nobody changes any more', async () => {
    const [ledger] = await sql`
      select count(distinct day)::int as days, count(*) filter (where recorded_at < before)::int as backwards from (
        select (recorded_at at time zone 'America/Toronto')::date as day, recorded_at,
          lag(recorded_at) over (partition by store_id order by id) as before
        -- The delivery under way left when the demo was made, whatever day the test says it is.
        from stock_movements where reference_type is distinct from 'transfer') movement`
    assert.deepEqual(ledger, { days: DAYS, backwards: 0 })
    await assert.rejects(sql`update stock_movements set reason = 'autre'`, { code: '23000' })
  })

  it('has five stores with their tills and a warehouse, of Québec', async () => {
    const stores = await sql`select kind, tax_zone, currency, time_zone from stores order by id`
    assert.deepEqual(
      stores.map((store) => store.kind),
      ['store', 'store', 'store', 'store', 'store', 'warehouse'],
    )
    for (const store of stores) {
      assert.deepEqual([store.tax_zone, store.currency, store.time_zone], ['QC', 'CAD', 'America/Toronto'])
    }
    const printed = await sql`
      select count(*)::int as addresses from addresses a join stores s on s.id = a.store_id
      where a.is_primary and a.region = 'QC' and s.legal_name is not null
        and s.registrations @> '[{"kind": "TPS"}, {"kind": "TVQ"}]'`
    assert.equal(printed[0]?.addresses, 6)
    const tills =
      await sql`select store_id, count(*) from registers where kind = 'till' group by store_id order by store_id`
    assert.deepEqual(
      tills.map((row) => row.count),
      [3, 2, 2, 2, 2],
    )
  })

  it('gives the id 1 to the first store, category and product, which the documents ask for', async () => {
    const owner = as('owner')
    const [store, category, product] = await Promise.all([
      owner.get('/api/v1/stores/1'),
      owner.get('/api/v1/product-categories/1'),
      owner.get('/api/v1/products/1'),
    ])
    assert.equal(store.body.data.name, 'Marché du Plateau')
    assert.equal(category.body.data.name, 'Épicerie')
    assert.equal(product.body.data.name, "Huile d'olive vierge extra")
    assert.equal(product.body.data.variants.length, 2)
  })

  it('sells some 300 articles whose codes are real and whose check digits are right', async () => {
    const codes = await sql<{ code: string; type: 'gtin' }[]>`select code, type from variant_barcodes`
    assert.ok(codes.length >= 340, String(codes.length))
    for (const { code, type } of codes) assert.ok('kind' in checkBarcode(code, type), code)
    const isFrench = ({ code }: { code: string }) => /^3[0-7]\d{11}$/.test(code)
    assert.equal(codes.filter(isFrench).length, 310)
    const [odd] = await sql`
      select v.sku from product_variants v where price <= cost or cost < price * 0.5 or v.sku is null
        or not exists (select from variant_barcodes b where b.variant_id = v.id)`
    assert.equal(odd, undefined)
    const classes = await sql`select tax_class from products group by tax_class order by tax_class`
    assert.deepEqual(
      classes.map((row) => row.tax_class),
      ['basic_groceries', 'books', 'standard'],
    )
    const [bag] = await sql`
      select count(distinct o.id)::int as options, count(distinct v.id)::int as variants
      from products p join product_options o on o.product_id = p.id join product_variants v on v.product_id = p.id
      where p.name = 'Sac réutilisable en coton'`
    assert.deepEqual({ ...bag }, { options: 2, variants: 6 })
  })

  it('employs people of every role, who sign in with passwords that only this start knows', async () => {
    const roles = await sql`
      select roles.name from user_roles join roles on roles.id = role_id group by roles.name order by roles.name`
    assert.deepEqual(
      roles.map((row) => row.name),
      DEFAULT_ROLE_NAMES.toSorted(),
    )
    assert.equal(new Set(kept).size, demo.people.length)
    assert.deepEqual(
      kept,
      demo.people.map((person) => person.password),
    )
    const manager = demo.people.find((person) => person.role === 'manager')
    assert.ok(manager !== undefined)
    const answer = await guest.post('/api/v1/login', { email: manager.email, password: manager.password })
    assert.equal(answer.status, 200)
    const withPin = await sql`select name from users where pin_hash is not null order by id`
    const atTills = demo.people.filter(({ role }) => ['owner', 'manager', 'cashier'].includes(role))
    assert.deepEqual(
      withPin.map(({ name }) => name),
      atTills.map(({ name }) => name),
    )
    assert.deepEqual(
      demo.people.filter(({ pin }) => pin !== null),
      atTills,
    )
    const { id: storeId } = (await sql<{ id: number }[]>`select id from stores where code = 'PLATEAU'`)[0] ?? { id: 0 }
    const { id: approverId } = (await sql<{ id: number }[]>`select id from users where name = ${manager.name}`)[0] ?? {
      id: 0,
    }
    const approved = await as('owner').post('/api/v1/approvals', {
      store_id: storeId,
      approver_id: approverId,
      pin: manager.pin,
      action: 'return_without_receipt',
      reason: 'Essai',
      details: { amount: '5.00' },
    })
    assert.equal(approved.status, 201, JSON.stringify(approved.body))
    for (const password of ['password', 'demo', 'comptoir', 'admin', manager.email]) {
      const refused = await guest.post('/api/v1/login', { email: manager.email, password })
      assert.notEqual(refused.status, 200)
    }
    const [unattached] = await sql`
      select name from users where id <= ${demo.people.length}
        and not exists (select from store_users where user_id = users.id)`
    assert.equal(unattached, undefined)
  })

  it('has somebody at head office, and somebody in the warehouse who approves what stores ask for', async () => {
    const powers = (name: string) => sql<{ permission: string; stores: number }[]>`
      select permission, (select count(*)::int from store_users where user_id = users.id) as stores
      from users join user_roles on user_id = users.id join role_permissions using (role_id) where users.name = ${name}`
    const office = (await powers('Catherine Lapointe')).map(({ permission }) => permission)
    for (const wanted of ['products.create', 'users.create', 'roles.update', 'settings.manage']) {
      assert.ok(office.includes(wanted), wanted)
    }
    const approvals = (await powers('Nadia Bélisle')).filter(({ permission }) => permission === 'transfers.approve')
    assert.deepEqual([...approvals], [{ permission: 'transfers.approve', stores: 1 }])
  })

  it('knows some customers, and has a delivery on its way to the first store', async () => {
    const [known] = await sql`
      select (select count(*)::int from customers) as customers, count(distinct customer_id)::int as buyers,
        count(customer_id)::float / count(*) as share from sales where kind = 'sale'`
    assert.ok(known !== undefined)
    assert.deepEqual([known.customers, known.buyers], [21, 21])
    assert.ok(known.share > 0.04 && known.share < 0.1, String(known.share))
    const [transfer] = await sql`
      select status, store_id, (select count(*)::int from stock_transfer_lines where transfer_id = t.id and in_transit > 0) as lines
      from stock_transfers t`
    assert.deepEqual({ ...transfer }, { status: 'shipped', store_id: 1, lines: 9 })
  })

  it('sold every day that a store was open, within its hours, up to now', async () => {
    const [period] = await sql`
      select count(*) filter (where kind = 'sale')::int as sales, count(*) filter (where kind = 'return')::int as returns,
        min(business_day) as first, max(business_day) as last from sales`
    const { sales, returns } = demo
    assert.deepEqual({ ...period }, { sales, returns, first: '2026-10-22', last: '2026-11-14' })
    assert.ok(sales > DAYS * 5 * 25 && returns > 10)
    const early = await sql`
      select sales.id from sales join stores on stores.id = store_id, jsonb_array_elements(
        opening_hours -> trim(lower(to_char(business_day, 'day')))) span
      where (occurred_at at time zone time_zone)::time
        not between (span ->> 'opens')::time and (span ->> 'closes')::time`
    assert.deepEqual([...early], [])
    assert.equal(await countOf(sql`select count(*) from sales where occurred_at > ${NOW}`), 0)
    assert.equal(await countOf(sql`select count(*) from sales where flags <> '{}'`), 0)
    assert.equal(await countOf(sql`select count(distinct (store_id, business_day)) from sales`), DAYS * 5 - 3)
  })

  it('keeps more on its shelves than it sells, but for a few articles', async () => {
    const [levels] = await sql`
      select count(*) filter (where on_hand < 0)::int as negative, count(*) filter (where on_hand = 0)::int as out,
        count(*)::int as total from stock_levels`
    assert.equal(levels?.negative, 0)
    assert.ok(levels.out > 0 && levels.out < levels.total / 20, JSON.stringify(levels))
  })

  it('agrees with itself in every way that can be verified', async () => {
    const findings = await verifyInstallation(sql)
    assert.deepEqual(
      findings.filter((finding) => finding.faults > 0),
      [],
    )
    const answer = await as('owner').get('/api/v1/reports/sales?date_from=2026-10-22&date_to=2026-11-14&group_by=store')
    const { totals, rows } = answer.body.data
    assert.equal(totals.tickets, demo.sales)
    assert.equal(rows.length, 5)
    assert.ok(Number(totals.margin_rate) > 0.25 && Number(totals.margin_rate) < 0.45)
    assert.ok(Number(totals.average_ticket) > 12 && Number(totals.average_ticket) < 35)
  })
})

describe('a second demo', () => {
  it('is refused, and changes nothing', async () => {
    const countRows = () => sql`select (select count(*) from sales) as sales, (select count(*) from users) as users`
    const before = await countRows()
    const refuse = () => assert.fail('Nothing may begin.')
    assert.equal(await makeDemo(sql, { ...KEPT_NOWHERE, onBegin: refuse, keepSignIns: refuse }), null)
    assert.deepEqual([...(await countRows())], [...before])
  })

  it('is not made where somebody has signed up', async (t) => {
    const other = await emptyInstallation(t)
    await makeUser(other, { roles: ['owner'] })
    assert.equal(await makeDemo(other, KEPT_NOWHERE), null)
    assert.equal(await countOf(other`select count(*) from stores`), 0)
  })

  it('is the same from the same seed on the same day, but for the passwords', async (t) => {
    const other = await emptyInstallation(t)
    const twin = await makeDemo(other, KEPT_NOWHERE)
    const headsOf = (database: Sql) =>
      database`select register_id, last_number, encode(head_hash, 'hex') as head from register_journals order by register_id`
    assert.deepEqual([...(await headsOf(other))], [...(await headsOf(sql))])
    const passwords = new Set(twin?.people.map((person) => person.password))
    assert.deepEqual(
      kept.filter((password) => passwords.has(password)),
      [],
    )
  })
})

describe('an interrupted demo', () => {
  it('leaves nothing when it is killed just before its end, and is made anew', async (t) => {
    const { sql: other, url: otherUrl } = await testDatabase(t)
    await prepareInstallation(other)
    assert.notEqual(otherUrl, url)
    const signal = await killBeforeCommit(otherUrl)
    assert.equal(signal, 'SIGKILL')
    const options = { ...KEPT_NOWHERE, days: 2 }
    const again = await makeDemo(other, options)
    assert.ok(again !== null)
    const [ids] = await other`
      select (select min(id) from stores) as store, (select min(id) from product_categories) as category,
        (select min(id) from products) as product, (select min(id) from users) as person`
    assert.deepEqual({ ...ids }, { store: 1, category: 1, product: 1, person: 1 })
    assert.equal(await countOf(other`select count(*) from sales where kind = 'sale'`), again.sales)
  })
})

async function emptyInstallation(t: Parameters<typeof testDatabase>[0]): Promise<Sql> {
  const { sql: other } = await testDatabase(t)
  await prepareInstallation(other)
  return other
}

/** Runs the demo in a process that kills itself once everything is written and nothing is committed. */
function killBeforeCommit(databaseUrl: string): Promise<string | null> {
  const program = join(import.meta.dirname, 'die-before-commit.ts')
  return new Promise((done) => {
    const child = execFile(process.execPath, [program, databaseUrl])
    child.once('exit', (_code, signal) => done(signal))
  })
}
