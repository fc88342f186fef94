import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, describe, it } from 'node:test'
import { type Caller, testApplication } from '../../test/harness/app.ts'
import type { Client } from '../../test/harness/client.ts'
import { makeRole, makeStore, makeToken, makeUser } from '../../test/harness/factories.ts'
import { makeGoldenTickets } from './test-golden.ts'
import { insertTickets } from './test-tickets.ts'

const application = await testApplication({ after })
const { sql, as, guest, service, withToken, log } = application
const { montreal, vancouver, paris } = await makeGoldenTickets(sql)

const REPORTS = ['/api/v1/reports/sales', '/api/v1/reports/kpis'] as const
/** What each report may be asked, beside its stores and its currency. */
const PERIODS = ['date_from', 'date_to']
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  '/api/v1/reports/sales': [...PERIODS, 'group_by', 'week_start'],
  '/api/v1/reports/kpis': PERIODS,
  '/api/v1/reports/dashboard': ['date'],
  '/api/v1/reports/inventory': [...PERIODS, 'group_by', 'dead_days', 'limit', 'sort'],
  '/api/v1/reports/stores': PERIODS,
  '/api/v1/reports/top-products': [...PERIODS, 'by', 'limit'],
  '/api/v1/reports/trends': [...PERIODS, 'measure'],
}
const PERIOD = 'date_from=2026-03-01&date_to=2026-04-30'
const [SALES, KPIS] = REPORTS

/** Someone who sees reports in these stores, but no margin. */
async function viewer(storeIds: readonly number[]): Promise<Client> {
  const role = await makeRole(sql, ['reports.view'])
  const { id } = await makeUser(sql, { roles: [role], storeIds })
  return withToken((await makeToken(sql, id)).secret)
}

describe('who may read reports', () => {
  const callers: [name: string, caller: Client, status: number][] = [
    ['guest', guest, 401],
    ['cashier', as('cashier', { storeIds: [montreal] }), 403],
    ['stock clerk', as('stock_clerk', { storeIds: [montreal] }), 403],
    ['analyst', as('analyst', { storeIds: [montreal] }), 200],
    ['manager', as('manager', { storeIds: [montreal] }), 200],
    ['owner', as('owner'), 200],
    ['program', service, 200],
  ]
  for (const [name, caller, status] of callers) {
    it(`${name}: ${status}`, async () => {
      for (const path of REPORTS) assert.equal((await caller.get(`${path}?${PERIOD}`)).status, status, path)
    })
  }
})

describe('another store', () => {
  const manager: Caller = as('manager', { storeIds: [montreal] })

  it('is in no total, no row and no key figure of a manager', async () => {
    for (const groupBy of ['store', 'city', 'day', 'product', 'customer', 'country', 'payment_method']) {
      const { body, raw } = await manager.get(`${SALES}?${PERIOD}&group_by=${groupBy}`)
      assert.equal(body.data.currency, 'CAD')
      assert.equal(body.data.totals.net, '29.00', groupBy)
      for (const foreign of ['Vancouver', 'Paris', 'EUR', 'FR', 'cheque', 'Thé vert bio', '2026-04-02']) {
        assert.ok(!raw.includes(`"${foreign}"`), `${foreign} by ${groupBy}`)
      }
    }
    const { body } = await manager.get(`${KPIS}?${PERIOD}`)
    assert.equal(body.data.revenue.value, '29.00')
  })

  it('does not exist for a manager, alone or among others, nor does a store that never was', async () => {
    for (const path of REPORTS) {
      for (const ids of [
        vancouver,
        `${montreal},${vancouver}`,
        `${paris},${montreal}`,
        0,
        999_999,
        '999999999999999',
      ]) {
        const { status, body } = await manager.get(`${path}?${PERIOD}&store_id=${ids}`)
        assert.equal(status, 404, `${path} ${ids}`)
        assert.equal(body.code, 'not_found')
      }
      assert.equal((await as('owner').get(`${path}?store_id=999999`)).status, 404)
      assert.equal((await manager.get(`${path}?${PERIOD}&store_id=${montreal},${montreal}`)).status, 200)
    }
  })

  it('is all there is for someone attached to none: nothing', async () => {
    const { body } = await as('manager').get(`${SALES}?${PERIOD}`)
    assert.deepEqual([body.data.currency, body.data.totals.tickets, body.data.rows], [null, 0, []])
  })

  it('keeps its history once deleted', async () => {
    const closed = await makeStore(sql, { name: 'Fermé' })
    const ticket = { storeId: closed.id, day: '2025-06-01', currency: 'CAD', lines: [{ quantity: '1', gross: 500 }] }
    await insertTickets(sql, [{ ...ticket, payments: [] }])
    await sql`update stores set deleted_at = now() where id = ${closed.id}`
    const period = 'date_from=2025-06-01&date_to=2025-06-01'
    for (const query of [`${period}&group_by=store`, `${period}&group_by=store&store_id=${closed.id}`]) {
      const { body } = await as('owner').get(`${SALES}?${query}`)
      assert.deepEqual([body.data.rows[0].key, body.data.rows[0].label], [closed.id, 'Fermé'])
    }
  })
})

describe('cost and margin', () => {
  it('are absent without their permission, from rows, totals and key figures', async () => {
    const caller = await viewer([montreal])
    const { body, raw } = await caller.get(`${SALES}?${PERIOD}&group_by=product`)
    assert.equal(body.data.totals.net, '29.00')
    assert.ok(!/cost|margin/.test(raw.toString()))
    const kpis = await caller.get(`${KPIS}?${PERIOD}`)
    assert.equal(kpis.body.data.revenue.value, '29.00')
    assert.ok(!/cost|margin/.test(kpis.raw.toString()))
  })

  it('are there for an analyst, in MessagePack too', async () => {
    const analyst = as('analyst', { storeIds: [montreal] })
    assert.equal((await analyst.get(`${SALES}?${PERIOD}`)).body.data.totals.margin, '14.00')
    const packed = await analyst.get(`${SALES}?${PERIOD}`, { accept: 'application/msgpack' })
    assert.equal(packed.headers['content-type'], 'application/msgpack')
    assert.ok(packed.raw.includes('margin_rate'))
  })
})

/** Each value is refused in each parameter where it means nothing: never taken for something else, never a fault. */
const NAUGHTY = [
  '',
  ' ',
  '0x10',
  '1e3',
  '-1',
  '1.5',
  'NaN',
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '1;select 1',
  "' or 1=1 --",
  '1,',
  ',1',
  '1,,2',
  '٣',
  '１',
  '999999999999999999999999',
  '\u0000',
  'é',
  '💩',
  '\u202e',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '%s%s%n',
  '2026-02-30',
  '2026-13-01',
  '2026-1-1',
  '20260101',
  '0000-00-00',
  '2026-01-01T00:00:00Z',
  'infinity',
  'today',
  '+002026-01-01',
  'constructor',
  '__proto__',
  'toString',
  'CA',
  'cad',
  'CADD',
  'x'.repeat(5000),
]

describe('what is not understood', () => {
  it('is refused in every parameter, and never a fault of ours', async () => {
    const owner = as('owner')
    for (const [path, own] of Object.entries(PARAMETERS)) {
      const names = [...own, 'store_id', 'currency', 'nothing']
      for (const name of names) {
        for (const value of NAUGHTY) {
          // No order is an order, too.
          if (name === 'sort' && value.trim() === '') continue
          const { status, body } = await owner.get(`${path}?${name}=${encodeURIComponent(value)}`)
          assert.ok(status >= 400 && status < 500, `${path} ${name}=${value}: ${status}`)
          assert.equal(body.success, false)
        }
        const twice = await owner.get(`${path}?${name}=1&${name}=2`)
        assert.ok(twice.status >= 400 && twice.status < 500, name)
      }
      for (const query of [
        'date_from[]=2026-01-01',
        'store_id[a]=1',
        '__proto__=1',
        'page=2',
        'per_page=5',
        '%',
        '%E0%A4%A',
      ])
        assert.ok([400, 422].includes((await owner.get(`${path}?${query}`)).status), query)
    }
    assert.deepEqual(log.faults, [])
  })

  it('names its field, in both languages', async () => {
    const refusals: [query: string, status: number, field: string, french: RegExp, english: RegExp][] = [
      ['date_from=2026-03-02&date_to=2026-03-01', 422, 'date_to', /date de fin .* précède/, /end date .* is before/],
      ['date_from=1899-12-31', 422, 'date_from', /1900-01-01/, /1900-01-01/],
      ['date_to=9999-12-31', 422, 'date_to', /2199-12-31/, /2199-12-31/],
      ['date_from=1900-01-01&date_to=2026-01-01', 422, 'date_to', /cent ans/, /hundred years/],
      [
        'date_from=2026-02-30',
        400,
        'date_from',
        /début.: le jour 2026-02-30 n’existe pas/,
        /there is no day 2026-02-30/,
      ],
      ['date_from=30-02-2026', 400, 'date_from', /bon format \(date.: 2026-11-26/, /wrong format \(date: 2026-11-26/],
      ['group_by=colour', 422, 'group_by', /Le regroupement .*Reçu.: «.colour.»/, /The grouping .*Given: “colour”/],
      ['store_id=abc', 400, 'store_id', /Le magasin/, /The store/],
      ['currency=cad', 400, 'currency', /La devise/, /The currency/],
      ['limit=1000', 400, 'limit', /n’est pas un champ connu/, /not a field known/],
      ['nom=3', 400, 'nom', /n’est pas un champ connu/, /not a field known/],
      ['colour=red', 400, 'colour', /n’est pas un champ connu/, /not a field known/],
    ]
    for (const [query, status, field, french, english] of refusals) {
      for (const [language, words] of [
        ['fr', french],
        ['en', english],
      ] as const) {
        const answer = await as('owner').get(`${SALES}?${query}`, { 'accept-language': language })
        assert.equal(answer.status, status, query)
        assert.match(answer.body.errors[field][0], words)
      }
    }
  })
})

describe('a refusal', () => {
  it('names everything that is wrong at once', async () => {
    const path = '/api/v1/reports/top-products?date_from=2026-03-02&date_to=2026-03-01&limit=1000'
    const { status, body } = await as('owner').get(path, { 'accept-language': 'en' })
    assert.equal(status, 422)
    assert.deepEqual(body.errors.date_to, ['The end date (2026-03-01) is before the start date (2026-03-02).'])
    assert.match(body.errors.limit[0], /at most/)
  })

  it('of several things speaks of several, and quotes what was given', async () => {
    for (const [language, sentence, given] of [
      ['fr', 'Les dimensions sont obligatoires.', /Reçu.: «.colour.»/],
      ['en', 'The dimensions are required.', /Given: “colour”/],
    ] as const) {
      const headers = { 'accept-language': language }
      const { body } = await as('owner').post('/api/v1/reports/custom', { measures: ['colour'] }, headers)
      assert.deepEqual(body.errors.dimensions, [sentence])
      assert.match(body.errors['measures.0'][0], given)
    }
  })
})

describe('a sale made through the API', () => {
  it('is in the report at once, under the French names too', async () => {
    const store = await makeStore(sql)
    const sale = await as('owner').post('/api/v1/sales', {
      id: randomUUID(),
      store_id: store.id,
      lines: [
        {
          description: 'Tuque',
          unit_price: '20.00',
          tax_class: 'standard',
          quantity: '2',
          discount: { type: 'percent', value: '10' },
        },
      ],
      payments: [{ method: 'cash', amount: '50.00' }],
    })
    assert.equal(sale.status, 201, sale.raw.toString())
    const day = sale.body.data.business_day
    const query = `date_debut=${day}&date_fin=${day}&magasin_id=${store.id}`
    const byDefault = await service.get(`${SALES}/?magasin_id=${store.id}`)
    for (const { body } of [await service.get(`${SALES}?${query}`), byDefault]) {
      const { totals, rows } = body.data
      assert.deepEqual([rows.length, rows[0].key], [1, day])
      assert.equal(totals.tickets, 1)
      assert.equal(totals.gross, '40.00')
      assert.equal(totals.discounts, '4.00')
      assert.equal(totals.net, '36.00')
      assert.equal(totals.tax, sale.body.data.tax_total)
      assert.equal(totals.total, sale.body.data.total)
      assert.equal(totals.rounding, sale.body.data.rounding)
      // 41.39 in cash is 41.40.
      assert.equal(totals.collected, '41.40')
    }
  })
})
