import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { until } from '../../../test/harness/processes.ts'
import { makeShop, newId, type Shop, saleOf } from '../../../test/harness/sales.ts'
import type { AccountingRow } from './accounting-schema.ts'

const { sql, as, log } = await testApplication({ after }, { max: 8 })
const owner = as('owner')

async function ask(path: string, body: object, status = 201) {
  const answer = await owner.post(path, body)
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  return answer.body.data
}

async function rowsOf(query: string): Promise<AccountingRow[]> {
  const { status, body } = await owner.get(`/api/v1/exports/accounting?format=json&${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body.data.rows
}

/** As an accountant writes them: account, what it is, debit or credit. */
const asWritten = (rows: readonly AccountingRow[]) =>
  rows.map(({ account, label, debit, credit }) =>
    [account, label.replaceAll('\u00a0', ' '), debit === '0.00' ? `C ${credit}` : `D ${debit}`].join(' | '),
  )

const line = (shop: Shop, article: number, quantity = '1') => ({
  variant_id: shop.articles[article]?.variantId,
  quantity,
})

/**
 * Québec, by hand. 20.00 of the standard class (TPS 1.00, TVQ 1.995 → 2.00) in cash; a book of 19.95 (TPS 0.9975 → 1.00) by
 * card; 9.99 (TPS 0.4995 → 0.50, TVQ 0.9965 → 1.00) in cash, whose 11.49 become 11.50; half of the first comes back for
 * 11.50. The drawer begins with 100.00, takes 20.00 in, gives 5.00 out and drops 30.00: 108.00 are expected, 107.00 found.
 */
const QUEBEC = [
  '4000 | Ventes : Livres (TPS 5 %) | C 19.95',
  '4000 | Ventes : Taux normal (TPS 5 %, TVQ 9,975 %) | C 29.99',
  '4050 | Retours : Taux normal (TPS 5 %, TVQ 9,975 %) | D 10.00',
  '2310 | Taxe : TPS | C 2.00',
  '2320 | Taxe : TVQ | C 2.00',
  '1060 | Paiements : carte | D 20.95',
  '1010 | Paiements : espèces | D 23.00',
  '5690 | Arrondi des espèces | C 0.01',
  '1010 | Écart de caisse : espèces | C 1.00',
  '5695 | Écart de caisse : espèces | D 1.00',
  '1010 | Dépôt au coffre | C 30.00',
  '1020 | Dépôt au coffre | D 30.00',
  '1010 | Entrée d’espèces | D 20.00',
  '1020 | Entrée d’espèces | C 20.00',
  '1010 | Sortie d’espèces | C 5.00',
  '5600 | Sortie d’espèces | D 5.00',
]

async function playDay(shop: Shop): Promise<void> {
  const [till] = shop.tillIds
  const session = await ask(`/api/v1/registers/${till}/sessions`, { id: newId(), opening_float: '100.00' })
  const at = { register_id: till, session_id: session.id }
  const cash = (amount: string) => [{ method: 'cash', amount }]
  const sell = (article: number, quantity: string, payments: object[]) =>
    ask('/api/v1/sales', saleOf(shop, { ...at, lines: [line(shop, article, quantity)], payments }))
  const first = await sell(0, '2', cash('25.00'))
  await sell(1, '1', [{ method: 'card', amount: '20.95' }])
  await sell(2, '1', cash('20.00'))
  const taken = { ...at, id: newId(), lines: [{ sale_line: 1, quantity: '1' }], refunds: cash('11.50') }
  await ask(`/api/v1/sales/${first.id}/returns`, taken)
  for (const [type, amount] of Object.entries({ in: '20.00', out: '5.00', drop: '30.00' })) {
    await ask(`/api/v1/register-sessions/${session.id}/cash-movements`, { type, amount, reason: 'Motif' })
  }
  await ask(`/api/v1/register-sessions/${session.id}/close`, { counted: { cash: '107.00' } }, 200)
}

const quebecShop = (name = 'Boutique') =>
  makeShop(sql, {
    store: { name },
    tills: 1,
    articles: [{ price: '10.00' }, { price: '19.95', taxClass: 'books' }, { price: '9.99' }],
  })

test('a day of Québec, computed by hand, and it balances', async () => {
  const shop = await quebecShop()
  await playDay(shop)
  const rows = await rowsOf(`store_id=${shop.store.id}`)
  assert.deepEqual(asWritten(rows).toSorted(), QUEBEC.toSorted())
  const total = (side: 'debit' | 'credit') => rows.reduce((sum, row) => sum + Math.round(Number(row[side]) * 100), 0)
  assert.equal(total('debit'), total('credit'))
})

test('a day of France: sales by rate without their tax, in the accounts of the plan comptable', async () => {
  const shop = await makeShop(sql, {
    store: { time_zone: 'Europe/Paris', currency: 'EUR', tax_zone: 'FR' },
    articles: [{ price: '12.00' }, { price: '10.55', taxClass: 'books' }],
  })
  const payments = [
    { method: 'card', amount: '20.00' },
    { method: 'cheque', amount: '2.55' },
  ]
  await ask('/api/v1/sales', saleOf(shop, { lines: [line(shop, 0), line(shop, 1)], payments }))
  assert.deepEqual(asWritten(await rowsOf(`store_id=${shop.store.id}`)).toSorted(), [
    '445711 | Taxe : TVA20 | C 2.00',
    '445713 | Taxe : TVA5.5 | C 0.55',
    '511200 | Paiements : chèque | D 2.55',
    '511500 | Paiements : carte | D 20.00',
    '707000 | Ventes : Livres (TVA5.5 5,5 %) | C 10.00',
    '707000 | Ventes : Taux normal (TVA20 20 %) | C 10.00',
  ])
})

test('an exchange across a change of rate posts what comes back at the old rate, what is bought at the new one', async () => {
  const code = 'NB'
  const taxes = [{ code: 'HST', name_fr: 'TVH', name_en: 'HST', rate: '13' }]
  await ask('/api/v1/tax-zones', { code, name_fr: 'NB', name_en: 'NB', prices_include_tax: false, taxes })
  const shop = await makeShop(sql, { store: { tax_zone: code }, articles: [{ price: '100.00' }, { price: '200.00' }] })
  const sale = await ask('/api/v1/sales', saleOf(shop, { payments: [{ method: 'card', amount: '113.00' }] }))
  assert.equal((await owner.patch(`/api/v1/tax-zones/${code}`, { taxes: [{ ...taxes[0], rate: '15' }] })).status, 200)
  await ask(`/api/v1/sales/${sale.id}/returns`, {
    id: newId(),
    lines: [{ sale_line: 1, quantity: '1' }],
    exchange_lines: [line(shop, 1)],
    payments: [{ method: 'card', amount: '117.00' }],
  })
  const rows = await rowsOf(`store_id=${shop.store.id}`)
  assert.deepEqual(
    asWritten(rows.filter(({ kind }) => kind === 'sales' || kind === 'returns'))
      .map((row) => row.slice(7))
      .toSorted(),
    [
      'Retours : Taux normal (HST 13 %) | D 100.00',
      'Ventes : Taux normal (HST 13 %) | C 100.00',
      'Ventes : Taux normal (HST 15 %) | C 200.00',
    ],
  )
})

test('the accounts are those that the chain has set', async () => {
  const shop = await quebecShop()
  await ask('/api/v1/sales', saleOf(shop, { lines: [line(shop, 1)], payments: [{ method: 'card', amount: '20.95' }] }))
  const { accounting } = (await owner.get('/api/v1/settings')).body.data
  const quebec = {
    ...accounting.quebec,
    card: '1065-TPV',
    sales_by_tax_class: [{ tax_class: 'books', account: '4010' }],
    taxes_by_code: [],
  }
  const set = (value: object) => owner.put('/api/v1/settings', { accounting: value })
  assert.equal((await set({ ...accounting, quebec })).status, 200)
  const rows = await rowsOf(`store_id=${shop.store.id}`)
  assert.deepEqual(rows.map(({ account }) => account).toSorted(), ['1065-TPV', '2300', '4010'])
  assert.equal((await set(accounting)).status, 200)
  const formula = await set({ ...accounting, quebec: { ...quebec, cash: '=1+1' } })
  assert.deepEqual([formula.status, Object.keys(formula.body.errors)], [422, ['accounting.quebec.cash']])
})

test('as CSV: headings in the reader’s language, cells that no spreadsheet runs, several stores and days', async () => {
  const shop = await quebecShop('=cmd|"/c calc"!A1;x')
  await ask('/api/v1/sales', saleOf(shop, { lines: [line(shop, 1)], payments: [{ method: 'card', amount: '20.95' }] }))
  const read = async (language: string) => {
    const { raw, headers } = await owner.get(`/api/v1/exports/accounting?store_id=${shop.store.id}`, {
      'accept-language': language,
    })
    assert.match(String(headers['content-type']), /^text\/csv/)
    return { text: raw.toString(), name: String(headers['content-disposition']) }
  }
  const french = await read('fr')
  const records = french.text.split('\r\n')
  assert.equal(records[0], '\ufeffMagasin,Nom du magasin,Jour,Compte,Écriture,Libellé,Débit,Crédit,Devise')
  assert.match(french.name, /comptabilite-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv/)
  assert.equal(records.length, 5)
  assert.ok(records[1]?.includes(`"'=cmd|""/c calc""!A1;x"`), french.text)
  const english = await read('en')
  assert.match(english.text, /^\ufeffStore,Store name,Day,Account,Entry,Description,Debit,Credit,Currency\r\n/)
  assert.match(english.text, /Sales: Books \(TPS 5%\),0\.00,19\.95,CAD\r\n/)
})

test('every day of every store balances, and agrees with the report', async () => {
  const rows = await rowsOf('')
  const days = Map.groupBy(rows, (row) => `${row.store_id} ${row.business_day}`)
  assert.ok(days.size >= 4)
  for (const [day, ofDay] of days) {
    const balance = ofDay.reduce((sum, row) => sum + Math.round(100 * (Number(row.debit) - Number(row.credit))), 0)
    assert.equal(balance, 0, day)
  }
  const { body } = await owner.get('/api/v1/reports/sales?currency=CAD')
  const net = rows
    .filter(({ kind, currency }) => currency === 'CAD' && (kind === 'sales' || kind === 'returns'))
    .reduce((sum, row) => sum + Math.round(100 * (Number(row.credit) - Number(row.debit))), 0)
  assert.equal((net / 100).toFixed(2), body.data.totals.net)
})

test('as JSON it waits its turn as CSV does: two at once, fifty wait, and one more is asked to come back', async () => {
  const shop = await quebecShop()
  const ask = async (format: string) => {
    const { status, headers } = await owner.get(`/api/v1/exports/accounting?format=${format}&store_id=${shop.store.id}`)
    return { status, retryAfter: headers['retry-after'] }
  }
  const answered: Awaited<ReturnType<typeof ask>>[] = []
  const asked: Promise<unknown>[] = []
  await sql.begin(async (tx) => {
    await tx`lock table sale_taxes in access exclusive mode`
    for (let count = 0; count < 54; count += 1) {
      asked.push(ask(count % 2 === 0 ? 'json' : 'csv').then((answer) => answered.push(answer)))
    }
    await until(() => answered.length >= 2)
  })
  const refused = { status: 503, retryAfter: '1' }
  assert.deepEqual(answered.slice(0, 2), [refused, refused])
  await Promise.all(asked)
  const statuses = answered.map(({ status }) => status).sort()
  assert.deepEqual(statuses, [...Array(52).fill(200), 503, 503])
})

test('a drawer closed at either end of its store’s day is of that day', async () => {
  for (const time_zone of ['Pacific/Kiritimati', 'America/Toronto']) {
    const shop = await makeShop(sql, { store: { time_zone }, tills: 1 })
    const [till] = shop.tillIds
    const moments = ['2026-05-10 00:00', '2026-05-10 23:59:59', '2026-05-11 00:00', '2026-05-09 23:59:59']
    for (const [index, moment] of moments.entries()) {
      await sql`
        insert into register_sessions (store_id, id, register_id, business_day, currency, opened_at, closed_at, z_number,
          counted)
        values (${shop.store.id}, gen_random_uuid(), ${till ?? 0}, '2026-05-09', 'CAD', '2026-05-08',
          ${moment}::timestamp at time zone ${time_zone}, ${index + 1}, '{"cash": "250"}')`
    }
    const rows = await rowsOf(`store_id=${shop.store.id}&date_from=2026-05-10&date_to=2026-05-10`)
    assert.deepEqual(asWritten(rows).toSorted(), [
      '1010 | Écart de caisse : espèces | D 5.00',
      '4900 | Écart de caisse : espèces | C 5.00',
    ])
  }
})

test('is for who may see reports, of their stores, and for periods that can be read', async () => {
  const [shop, other] = [await quebecShop(), await quebecShop()]
  const analyst = as('analyst', { storeIds: [shop.store.id] })
  const statusOf = async (query: string) => (await analyst.get(`/api/v1/exports/accounting?${query}`)).status
  assert.equal(await statusOf(`store_id=${shop.store.id}`), 200)
  assert.equal(await statusOf(`store_id=${other.store.id}`), 404)
  assert.equal((await as('cashier', { storeIds: [shop.store.id] }).get('/api/v1/exports/accounting')).status, 403)
  for (const [query, status] of [
    ['date_from=2025-01-01&date_to=2026-01-01', 200],
    ['date_from=2025-01-01&date_to=2026-01-02', 422],
    ['date_from=2025-10-01&date_to=2026-01-01&format=json', 422],
    ['date_from=2026-01-02&date_to=2026-01-01', 422],
    ['format=xlsx', 422],
  ] as const) {
    assert.equal(await statusOf(query), status, query)
  }
  assert.deepEqual(log.faults, [])
})
