import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { testDatabase } from '../../../test/harness/database.ts'
import { makeStore } from '../../../test/harness/factories.ts'
import { importFixture, importPath, temporaryFile } from '../../../test/harness/imports.ts'
import { TEST_SECRET_KEY } from '../../../test/harness/secret-key.ts'
import { importProducts, PRODUCT_FIELDS } from '../../catalog/index.ts'
import type { ImportSettings } from '../../platform/csv/index.ts'
import { type Sql, withTransaction } from '../../platform/database/connect.ts'
import { ensureTaxRules } from '../../stores/index.ts'
import { JournalSigner } from '../journal/journal-signer.ts'
import { importSales, type SaleImport } from './import-sales.ts'
import { SALE_FIELDS } from './sale-fields.ts'

const MAP = {
  ticket: 'Facture',
  date: 'Date',
  store: 'Magasin',
  sku: 'Code',
  description: 'Libelle',
  quantity: 'Qte',
  unit_price: 'Prix',
  customer: 'Client',
  country: 'Pays',
}

type Options = Partial<SaleImport> & {
  map?: Record<string, string>
  set?: Record<string, string>
  settings?: Partial<ImportSettings>
}

const importFile = (sql: Sql, path: string, { map = MAP, set = {}, settings = {}, ...options }: Options = {}) =>
  importPath(sql, path, {
    fields: SALE_FIELDS,
    map,
    set,
    settings,
    prepare: (file, mapping) =>
      importSales(
        sql,
        file,
        mapping,
        {
          decimalMark: 'auto',
          dateOrder: 'iso',
          source: '',
          timeZone: null,
          movesStock: false,
          grouping: 'auto',
          createsProducts: false,
          ...options,
        },
        set,
        new JournalSigner(sql, TEST_SECRET_KEY),
      ),
  })

async function chain(t: Parameters<typeof testDatabase>[0]): Promise<Sql> {
  const { sql } = await testDatabase(t)
  await withTransaction(sql, {}, ensureTaxRules)
  await makeStore(sql, { external_id: '1', tax_zone: 'NONE' })
  await importPath(sql, importFixture('comptoir-products.csv'), {
    fields: PRODUCT_FIELDS,
    prepare: (file, mapping) =>
      importProducts(file, mapping, { format: 'comptoir', source: '', decimalMark: 'auto', onStock: null }, null),
  })
  return sql
}

const readTickets = async (sql: Sql) => [
  ...(await sql`
    select s.external_id, s.kind, s.occurred_at, s.business_day, s.country, c.external_id as customer, s.total_minor
    from sales s left join customers c on c.id = s.customer_id order by s.number`),
]
const readLines = async (sql: Sql, ticket: string) => [
  ...(await sql`
    select l.kind, l.variant_id is not null as is_known, l.sku, l.name, l.quantity, l.unit_price, l.net_minor, l.cost_minor
    from sale_lines l join sales s on s.id = l.sale_id where s.external_id = ${ticket} order by l.line_no`),
]
const BY_CODE = {
  ticket: 'ticket',
  date: 'date',
  store: 'store',
  sku: 'sku',
  description: 'description',
  quantity: 'quantity',
  unit_price: 'unit_price',
}
const HEADER = 'ticket,date,store,sku,description,quantity,unit_price\n'

describe('the import of sales', () => {
  test('records tickets, returns and adjustments as the history has them', async (t) => {
    const sql = await chain(t)
    const outcome = await importFile(sql, importFixture('sales.csv'))
    assert.deepEqual(outcome.listed, ['7 refused date', '8 refused store', '9 refused quantity'])
    assert.deepEqual(outcome.counts, {
      refused: 3,
      customers_created: 1,
      sales_created: 4,
      returns_created: 1,
      lines_without_article: 2,
    })
    assert.deepEqual(await readTickets(sql), [
      {
        external_id: 'F-1',
        kind: 'sale',
        occurred_at: '2025-03-09T06:30:00.000Z',
        business_day: '2025-03-09',
        country: 'France',
        customer: '17850',
        total_minor: 246_925,
      },
      // A bare date counts at the store's noon, and a price that is missing is the article's own.
      {
        external_id: 'F-2',
        kind: 'sale',
        occurred_at: '2025-03-09T16:00:00.000Z',
        business_day: '2025-03-09',
        country: null,
        customer: null,
        total_minor: 4_990,
      },
      {
        external_id: 'R-2',
        kind: 'return',
        occurred_at: '2025-03-10T14:00:00.000Z',
        business_day: '2025-03-10',
        country: 'Belgique',
        customer: '17850',
        total_minor: -4_990,
      },
      {
        external_id: 'A-3',
        kind: 'sale',
        occurred_at: '2025-03-11T14:00:00.000Z',
        business_day: '2025-03-11',
        country: null,
        customer: null,
        total_minor: -1_162,
      },
      {
        external_id: 'F-7',
        kind: 'sale',
        occurred_at: '2025-03-13T16:00:00.000Z',
        business_day: '2025-03-13',
        country: null,
        customer: null,
        total_minor: 1_101,
      },
    ])
    const [known, unknown] = await readLines(sql, 'F-1')
    assert.deepEqual(
      [known?.is_known, known?.name, known?.net_minor, known?.cost_minor],
      [true, 'Chaise pliante', 246_912, 160_000],
    )
    // 1 × 0.125 is 0.13: half a cent goes away from zero.
    assert.deepEqual(unknown, {
      kind: 'sale',
      is_known: false,
      sku: 'ZZZ',
      name: 'Article disparu',
      quantity: '1.000',
      unit_price: '0.1250',
      net_minor: 13,
      cost_minor: 0,
    })
    assert.deepEqual(
      (await readLines(sql, 'A-3')).map(({ kind }) => kind),
      ['adjustment'],
    )
    assert.deepEqual(
      (await readLines(sql, 'F-7')).map(({ net_minor }) => net_minor),
      [101, 1_000],
    )
    assert.equal((await sql`select 1 from stock_levels`).length, 0)
    const payments = await sql`select distinct method from sale_payments`
    assert.deepEqual([...payments], [{ method: 'other' }])
  })

  test('records nothing twice, and lists the same again', async (t) => {
    const sql = await chain(t)
    const first = await importFile(sql, importFixture('sales.csv'))
    // A price that changes later does not make the ticket another one.
    await sql`update product_variants set price = 1`
    const second = await importFile(sql, importFixture('sales.csv'))
    assert.deepEqual(second.counts, { refused: 3, tickets_unchanged: 5, lines_without_article: 2 })
    assert.deepEqual(second.listed, first.listed)
    assert.equal((await readTickets(sql)).length, 5)
  })

  test('keeps the tickets of two sources apart', async (t) => {
    const sql = await chain(t)
    await importFile(sql, importFixture('sales.csv'), { source: 'a' })
    assert.equal((await importFile(sql, importFixture('sales.csv'), { source: 'b' })).counts.sales_created, 4)
  })

  test('refuses a known number with other content', async (t) => {
    const sql = await chain(t)
    await importFile(sql, importFixture('sales.csv'))
    const path = temporaryFile(t, `${HEADER}F-2,2025-03-09,1,CHD-P,,7,\nF-9,2025-03-09,1,CHD-P,,1,\n`)
    const outcome = await importFile(sql, path, { map: BY_CODE })
    assert.deepEqual(outcome.listed, ['2 refused ticket'])
    assert.match(outcome.problems[0]?.reason.en ?? '', /"F-2" is already recorded with other content/)
    assert.equal(outcome.counts.sales_created, 1)
  })

  test('gathers the rows of a ticket that stand far apart', async (t) => {
    const sql = await chain(t)
    const path = temporaryFile(
      t,
      `${HEADER}X,2025-03-09,1,CHD-P,,1,10\nY,2025-03-09,1,CHD-P,,1,20\nX,2025-03-09,1,CHD-M,,1,30\n`,
    )
    assert.equal((await importFile(sql, path, { map: BY_CODE })).counts.sales_created, 2)
    assert.deepEqual(
      (await readTickets(sql)).map(({ external_id, total_minor }) => [external_id, total_minor]),
      [
        ['X', 4_000],
        ['Y', 2_000],
      ],
    )
    assert.deepEqual((await importFile(sql, path, { map: BY_CODE, grouping: 'scattered' })).counts, {
      tickets_unchanged: 2,
    })
  })

  test('a dry run finds all and records nothing', async (t) => {
    const sql = await chain(t)
    const outcome = await importFile(sql, importFixture('sales.csv'), { settings: { dryRun: true } })
    assert.equal(outcome.counts.sales_created, 4)
    assert.equal((await readTickets(sql)).length, 0)
    assert.equal((await sql`select 1 from customers`).length, 0)
  })

  test('that fails in the middle takes up and records each ticket once', async (t) => {
    const sql = await chain(t)
    const rows = Array.from({ length: 1_700 }, (_, index) => `T${index},2025-03-09,1,CHD-P,,1,10\n`).join('')
    const path = temporaryFile(t, HEADER + rows)
    const onProgress = ({ records }: { records: number }) => {
      if (records === 1_000) throw new Error('the power went out')
    }
    await assert.rejects(importFile(sql, path, { map: BY_CODE, settings: { onProgress } }), /the power went out/)
    assert.equal((await readTickets(sql)).length, 1_000)
    const outcome = await importFile(sql, path, { map: BY_CODE })
    assert.deepEqual([outcome.takenUpAt, outcome.counts], [1_000, { sales_created: 1_700 }])
    const [totals] = await sql`
      select count(*)::integer as tickets, sum(total_minor)::integer as total, max(number) as last from sales`
    assert.deepEqual(totals, { tickets: 1_700, total: 1_700_000, last: 1_700 })
  })

  test('moves stock when asked to', async (t) => {
    const sql = await chain(t)
    const path = temporaryFile(t, `${HEADER}S,2025-03-09,1,CHD-P,,3,10\nR,2025-03-10,1,CHD-P,,-1,10\n`)
    await importFile(sql, path, { map: BY_CODE, movesStock: true })
    assert.deepEqual([...(await sql`select on_hand from stock_levels`)], [{ on_hand: '-2.000' }])
    await importFile(sql, path, { map: BY_CODE, movesStock: true })
    assert.deepEqual([...(await sql`select on_hand from stock_levels`)], [{ on_hand: '-2.000' }])
  })
})

describe('unknown articles', () => {
  test('are made when asked for, case by case, named by their first description', async (t) => {
    const sql = await chain(t)
    const path = temporaryFile(
      t,
      `${HEADER}1,2025-03-09,1,15056n,,1,0\n2,2025-03-09,1,15056N,PARASOL,1,5.95\n3,2025-03-09,1,15056N,AUTRE NOM,1,4.95\n4,2025-03-09,1,POST,POSTAGE,1,18\n5,2025-03-09,1,NU,,1,2\n`,
    )
    const outcome = await importFile(sql, path, { map: BY_CODE, createsProducts: true, source: 'uci' })
    assert.equal(outcome.counts.products_created, 4)
    // The description comes with another file, after the article was made without one.
    const later = temporaryFile(t, `${HEADER}6,2025-03-10,1,15056n,ombrelle,1,3\n7,2025-03-10,1,15056n,encore,1,3\n`)
    assert.equal(
      (await importFile(sql, later, { map: BY_CODE, createsProducts: true, source: 'uci' })).counts.products_updated,
      1,
    )
    const products = await sql`
      select v.sku, p.name, v.price, p.external_id from products p join product_variants v on v.product_id = p.id
      where p.external_id like 'uci:%' order by p.id`
    assert.deepEqual(
      [...products],
      [
        { sku: '15056n', name: 'ombrelle', price: '0.0000', external_id: 'uci:sku:15056n' },
        { sku: '15056N', name: 'PARASOL', price: '5.9500', external_id: 'uci:sku:15056N' },
        { sku: 'POST', name: 'POSTAGE', price: '18.0000', external_id: 'uci:sku:POST' },
        { sku: 'NU', name: 'NU', price: '2.0000', external_id: 'uci:sku:NU' },
      ],
    )
    assert.deepEqual(
      (await readLines(sql, '2')).map(({ is_known, sku }) => [is_known, sku]),
      [[true, '15056N']],
    )
  })

  test('by external id, barcode or name are made too', async (t) => {
    const sql = await chain(t)
    const path = temporaryFile(
      t,
      'ticket,date,store,product,barcode,product_name,quantity,unit_price\n1,2025-03-09,1,77.0,,,1,2\n2,2025-03-09,1,,3168930010265,,1,3\n3,2025-03-09,1,,,Balai,1,4\n',
    )
    const outcome = await importFile(sql, path, { map: {}, createsProducts: true })
    assert.deepEqual(outcome.counts, { products_created: 3, variants_created: 3, sales_created: 3 })
    const again = await importFile(sql, path, { map: {}, createsProducts: true })
    assert.deepEqual(again.counts, { tickets_unchanged: 3 })
  })
})

test('each fault of a row is named, and amounts that are given hold', async (t) => {
  const sql = await chain(t)
  const path = temporaryFile(
    t,
    'ticket,date,time,store,sku,product_name,description,quantity,unit_price,amount,payment_method\n' +
      ',2025-03-09,,1,CHD-P,,,1,1,,\n' +
      'A,2025-03-09,,,CHD-P,,,1,1,,\n' +
      'B,2025-03-09,tantôt,1,CHD-P,,,1,1,,\n' +
      'C,2025-03-09,,1,CHD-P,,,un,1,,\n' +
      'D,2025-03-09,,1,CHD-P,,,1,cher,,\n' +
      'E,2025-03-09,,1,CHD-P,,,1,,beaucoup,\n' +
      'F,2025-03-09,,1,,,,1,1,,\n' +
      'G,2025-03-09,,1,,,Rien,1,,,\n' +
      'H,2025-03-09,,1,ABSENT,,,1,,,\n' +
      'J,2025-03-09,8:15,1,,Chandail,,3,,"10,00 $",Carte\n' +
      'K,2025-03-09,,1,CHD-P,,,-1,-5,,chèque\n',
  )
  const outcome = await importFile(sql, path, { map: {}, timeZone: 'Europe/Paris' })
  assert.deepEqual(outcome.listed, [
    '2 refused ticket',
    '3 refused store',
    '4 refused time',
    '5 refused quantity',
    '6 refused unit_price',
    '7 refused amount',
    '8 refused sku',
    '9 refused unit_price',
    '10 refused sku',
    '11 warning product_name',
  ])
  const [tickets] = [await readTickets(sql)]
  assert.deepEqual(
    tickets.map(({ external_id, occurred_at, total_minor }) => [external_id, occurred_at, total_minor]),
    [
      ['J', '2025-03-09T07:15:00.000Z', 1_000],
      ['K', '2025-03-09T11:00:00.000Z', 500],
    ],
  )
  assert.deepEqual(
    (await readLines(sql, 'J')).map(({ unit_price, name }) => [unit_price, name]),
    [['3.3333', 'Chandail']],
  )
  assert.deepEqual(
    (await readLines(sql, 'K')).map(({ kind }) => kind),
    ['adjustment'],
  )
  const payments = await sql`select method from sale_payments p join sales s on s.id = p.sale_id order by s.number`
  assert.deepEqual(
    payments.map(({ method }) => method),
    ['card', 'cheque'],
  )
})

test('numbers with too many decimals are rounded and listed, and amounts computed before that', async (t) => {
  const sql = await chain(t)
  const path = temporaryFile(
    t,
    'ticket,date,store,sku,quantity,unit_price,amount\n' +
      'A,2025-03-09,1,CHD-P,1000,2.54999,\n' +
      'B,2025-03-09,1,CHD-P,0.3333333,30,\n' +
      'C,2025-03-09,1,CHD-P,2,,957.5775\n' +
      'D,2025-03-09,1,CHD-P,0.0001,30,\n' +
      'E,2025-03-09,1,CHD-P,1,2.5500000000000000,\n',
  )
  const outcome = await importFile(sql, path, { map: {} })
  assert.deepEqual(outcome.listed, ['2 warning unit_price', '3 warning quantity', '5 refused quantity'])
  const lines = await sql`
    select l.quantity, l.unit_price, l.net_minor from sale_lines l join sales s on s.id = l.sale_id order by s.number`
  assert.deepEqual(
    [...lines],
    [
      { quantity: '1000.000', unit_price: '2.5500', net_minor: 254_999 },
      { quantity: '0.333', unit_price: '30.0000', net_minor: 1_000 },
      { quantity: '2.000', unit_price: '478.7900', net_minor: 95_758 },
      { quantity: '1.000', unit_price: '2.5500', net_minor: 255 },
    ],
  )
})
