import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { testApplication } from '../../../test/harness/app.ts'
import type { Client } from '../../../test/harness/client.ts'
import { readPdf } from '../../../test/harness/read-pdf.ts'
import { readXlsx } from '../../../test/harness/read-xlsx.ts'
import { GROUP_BY } from '../dimensions.ts'
import { SALES_MEASURE_NAMES } from '../measures.ts'
import { EXPORTABLES } from '../reports.ts'
import { makeGoldenTickets } from '../test-golden.ts'
import { insertTickets } from '../test-tickets.ts'
import { PDF_ROWS_MAX } from './write-pdf.ts'

const { app, sql, as, log } = await testApplication({ after })
const { montreal, vancouver, paris } = await makeGoldenTickets(sql)
const owner = as('owner')
const PERIOD = 'date_from=2026-03-01&date_to=2026-04-30'

async function file(query: string, { client = owner as Client, language = 'fr' } = {}) {
  const { status, headers, raw } = await client.get(`/api/v1/reports/${query}`, { 'accept-language': language })
  assert.equal(status, 200, raw.toString())
  return { headers, raw, text: raw.toString() }
}

test('a CSV is what the reader’s spreadsheet expects: semicolons and decimal commas, or commas and points', async () => {
  const french = await file(`sales?${PERIOD}&group_by=store&format=csv&currency=CAD`)
  assert.equal(french.headers['content-type'], 'text/csv; charset=utf-8')
  assert.equal(french.headers['content-disposition'], 'attachment; filename="ventes-2026-03-01-2026-04-30.csv"')
  assert.deepEqual(french.text.split('\r\n'), [
    '\ufeffMagasin;Identifiant;Devise;Tickets;Unités;Brut;Remises;Retours;Chiffre d’affaires net;Taxes;Total;Arrondi;Encaissé;Coût;Marge;Taux de marge;Panier moyen',
    `Montréal;${montreal};CAD;3;4;50,00;2,00;-19,00;29,00;4,36;33,36;-0,01;33,35;15,00;14,00;0,4828;9,67`,
    `Vancouver;${vancouver};CAD;2;2,5;11,00;0,00;0,00;11,00;1,13;12,13;0,00;12,13;1,00;10,00;0,9091;5,50`,
    '',
  ])
  const english = await file(`sales?${PERIOD}&group_by=day&format=csv&store_id=${vancouver}`, { language: 'en' })
  assert.match(String(english.headers['content-disposition']), /"sales-2026-03-01-2026-04-30\.csv"/)
  assert.match(english.text, /^\ufeffDay,Currency,Tickets,Units,/)
  assert.match(english.text, /\r\n2026-03-03,CAD,1,1\.5,7\.00,/)
  const chosen = await file(`sales?${PERIOD}&group_by=day&format=csv&store_id=${vancouver}&separator=comma`)
  assert.match(chosen.text, /\r\n2026-03-03,CAD,1,1\.5,7\.00,/)
  const tabs = await file(`sales?${PERIOD}&group_by=day&format=csv&store_id=${vancouver}&separator=tab`)
  assert.match(tabs.text, /\r\n2026-03-03\tCAD\t1\t1,5\t7,00\t/)
})

test('every grouping: the rows of the file are those of the report, in their order', async () => {
  for (const groupBy of GROUP_BY) {
    for (const weekStart of ['monday', 'sunday']) {
      const query = `sales?${PERIOD}&group_by=${groupBy}&week_start=${weekStart}`
      const { data } = JSON.parse((await file(query)).text)
      const { text } = await file(`${query}&format=csv`, { language: 'en' })
      const [heads = [], ...records] = parse(text.slice(1)) as string[][]
      const measuresFrom = heads.indexOf('Tickets')
      const written = records.map((record) => record.slice(measuresFrom - 1))
      const shown = data.currencies.flatMap((block: { currency: string; rows: Record<string, unknown>[] }) =>
        block.rows.map((row) => [block.currency, ...SALES_MEASURE_NAMES.map((name) => String(row[name] ?? ''))]),
      )
      assert.ok(shown.length > 0)
      assert.deepEqual(written, shown, `${groupBy} ${weekStart}`)
    }
  }
})

test('a workbook has typed cells: a sheet per currency, the heading in sight, the total below', async () => {
  const { headers, raw } = await file(`sales?${PERIOD}&group_by=day&format=xlsx`)
  assert.equal(headers['content-type'], 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  const [dollars, euros, about] = readXlsx(raw)
  assert.deepEqual(
    [dollars?.name, euros?.name, about?.name],
    ['Rapport des ventes CAD', 'Rapport des ventes EUR', 'À propos'],
  )
  assert.ok(dollars?.isHeadFrozen)
  const cells = (row: number, ...columns: number[]) =>
    columns.map((column) => [dollars?.rows[row]?.[column]?.value, dollars?.rows[row]?.[column]?.format])
  const money = '#,##0.00\\\u00a0"$"'
  assert.deepEqual(cells(1, 0, 2, 3, 4, 10, 14), [
    ['46083', 'yyyy-mm-dd'],
    ['2', '#,##0'],
    ['5', '#,##0'],
    ['45.00', money],
    ['-0.01', money],
    ['0.5116', '0.00%'],
  ])
  const total = dollars?.rows.at(-1) ?? []
  assert.deepEqual([total[0]?.value, total[7]?.value, total[7]?.isBold], ['Total', '40.00', true])
  assert.equal(euros?.rows[1]?.[7]?.format, '#,##0.00\\\u00a0"€"')
  assert.deepEqual(
    about?.rows.slice(0, 3).map((row) => row.map(({ value }) => value)),
    [['Rapport des ventes'], ['Période', '1er mars 2026 – 30 avril 2026'], ['Magasins', 'Tous les magasins']],
  )
})

test('a PDF says what it is about, shows a curve, and has the rows and the total of each currency', async () => {
  const { headers, raw } = await file(`sales?${PERIOD}&group_by=product&format=pdf&store_id=${montreal},${paris}`)
  assert.equal(headers['content-type'], 'application/pdf')
  const { title, pages } = readPdf(raw)
  assert.equal(title, 'Rapport des ventes')
  const texts = pages.flatMap((page) => page.texts.map(({ text }) => text))
  for (const text of [
    'Période\u00a0: 1er mars 2026 – 30 avril 2026',
    'Magasins\u00a0: Montréal, Paris',
    'CAD',
    'EUR',
    'Café',
    'Total',
  ]) {
    assert.ok(texts.includes(text), `${text} in ${texts.join(' | ')}`)
  }
  // A bar is as long as what it stands for: coffee sold for 19.00 net, tea for 10.00.
  const bars = (pages[0]?.rectangles ?? []).filter(({ height }) => height > 3 && height < 4)
  assert.equal(bars.length, 2)
  assert.ok(Math.abs((bars[0]?.width ?? 0) / (bars[1]?.width ?? 1) - 1.9) < 0.01)
})

test('a PDF ends after two thousand rows, and says so; its total is complete, the CSV has them all', async () => {
  const { vancouver: store } = { vancouver }
  const count = PDF_ROWS_MAX + 40
  await insertTickets(sql, [
    {
      storeId: store,
      day: '2025-01-15',
      currency: 'CAD',
      lines: Array.from({ length: count }, (_, index) => ({
        productId: 50_000 + index,
        variantId: 50_000 + index,
        name: `Article ${index}`,
        quantity: '1',
        gross: 100,
      })),
      payments: [],
    },
  ])
  const query = 'sales?date_from=2025-01-15&date_to=2025-01-15&group_by=product'
  const { pages } = readPdf((await file(`${query}&format=pdf`)).raw)
  const texts = pages.flatMap((page) => page.texts.map(({ text }) => text))
  assert.equal(texts.filter((text) => /^Article \d+$/.test(text)).length, PDF_ROWS_MAX + 12)
  assert.ok(texts.some((text) => text.startsWith('Seulement les 2\u00a0000 premières lignes')))
  assert.ok(texts.includes('2\u00a0040,00'), 'the total')
  assert.ok(texts.includes(`Rapport des ventes, page ${pages.length}`))
  assert.equal((await file(`${query}&format=csv`)).text.split('\r\n').length, count + 2)
})

test('what a spreadsheet would run is neutralised, and negative numbers stay numbers', async () => {
  await insertTickets(sql, [
    {
      storeId: vancouver,
      day: '2025-02-01',
      currency: 'CAD',
      lines: [{ productId: 60_000, variantId: 60_000, name: '=cmd|"/c calc"!A1;x', quantity: '-1', gross: -500 }],
      payments: [],
    },
  ])
  const { text } = await file('sales?date_from=2025-02-01&date_to=2025-02-01&group_by=variant&format=csv')
  const [, record = ''] = text.split('\r\n')
  assert.ok(record.startsWith(`"'=cmd|""/c calc""!A1;x";60000;;CAD;1;-1;-5,00;`), record)
})

test('key figures: each in its own unit, in every format', async () => {
  const { text } = await file(`kpis?${PERIOD}&format=csv&currency=CAD`)
  const records = text.split('\r\n')
  assert.equal(records[0], '\ufeffIndicateur;Devise;Valeur;Période précédente;Variation')
  assert.ok(records.includes('Tickets;CAD;5;0;'))
  assert.ok(records.includes('Taux de retour;CAD;0,3220;;'))
  const [sheet] = readXlsx((await file(`kpis?${PERIOD}&format=xlsx&currency=CAD`, { language: 'en' })).raw)
  const formats = Object.fromEntries((sheet?.rows ?? []).map((row) => [row[0]?.value, row[2]?.format]))
  assert.equal(formats['Net revenue'], '"$"#,##0.00')
  assert.equal(formats['Returns rate'], '0.00%')
  assert.equal(formats.Tickets, '#,##0')
  const { pages } = readPdf((await file(`kpis?${PERIOD}&format=pdf`)).raw)
  assert.ok(
    pages[0]?.texts.some(({ text: shown }) => shown === 'Période précédente\u00a0: 1er janvier 2026 – 28 février 2026'),
  )
})

/** The rows of an answer, block by block, as the file of the same report is to have them. */
async function compareWithFile(query: string, measures: readonly string[], listNames = ['rows']) {
  const { data } = JSON.parse((await file(query)).text)
  const { text } = await file(`${query}&format=csv`, { language: 'en' })
  const records = parse(text.slice(1), { columns: true }) as Record<string, string>[]
  const blocks = data.currencies ?? [data]
  const rows = blocks.flatMap((block: Record<string, Record<string, string>[]>) =>
    listNames.flatMap((list) => (block[list] ?? []).map((row) => ({ ...row, currency: block.currency }))),
  )
  assert.ok(rows.length > 0, query)
  const labels = Object.fromEntries(measures.map((name) => [name, LABELS[name]]))
  const shown = rows.map((row: Record<string, unknown>) => measures.map((name) => String(row[name] ?? '')))
  assert.deepEqual(
    records.map((record) => measures.map((name) => record[labels[name] ?? ''])),
    shown,
    query,
  )
}
const LABELS: Readonly<Record<string, string>> = {
  currency: 'Currency',
  rank: 'Rank',
  key: 'Id',
  revenue: 'Net revenue',
  margin: 'Margin',
  units: 'Units',
  change: 'Change',
  articles: 'Articles',
  value_at_price: 'Value at price',
  sold_units: 'Units sold',
}

test('stock, stores and top products: the rows of the file are those of the report', async () => {
  for (const groupBy of ['store', 'variant', 'abc_class', 'category']) {
    await compareWithFile(`inventory?${PERIOD}&group_by=${groupBy}`, [
      'currency',
      'articles',
      'sold_units',
      'value_at_price',
    ])
  }
  await compareWithFile(`stores?${PERIOD}`, ['rank', 'key', 'currency', 'revenue', 'margin'])
  const lists = ['rows', 'rising', 'falling']
  await compareWithFile(`top-products?${PERIOD}&by=units`, ['rank', 'key', 'currency', 'units', 'change'], lists)
  const [stores] = readXlsx((await file(`stores?${PERIOD}&format=xlsx`)).raw)
  assert.equal(stores?.name, 'Performance par magasin CAD')
  assert.deepEqual(
    stores?.rows.map((row) => [row[0]?.value, row[2]?.value, row[7]?.value]),
    [
      ['Rang', 'Magasin', 'Chiffre d’affaires net'],
      ['1', 'Montréal', '29.00'],
      ['2', 'Vancouver', '11.00'],
      ['Total', '', '40.00'],
    ],
  )
  const names = readXlsx((await file(`top-products?${PERIOD}&format=xlsx`)).raw).map(({ name }) => name)
  assert.deepEqual(names.slice(0, 3), ['Meilleurs CAD', 'En hausse CAD', 'En baisse CAD'])
  for (const name of ['inventory', 'stores', 'top-products']) {
    const { pages } = readPdf((await file(`${name}?${PERIOD}&format=pdf`)).raw)
    assert.ok(
      pages[0]?.texts.some(({ text }) => text.startsWith('Période\u00a0: 1er mars 2026')),
      name,
    )
  }
  const refused = await as('owner', { abilities: ['reports.view', 'stores.all'] }).get(
    '/api/v1/reports/top-products?by=margin&format=csv',
  )
  assert.equal(refused.status, 403)
})

test('a day and a trend: the lists of one heading in a CSV, each of them a sheet', async () => {
  const day = 'dashboard?date=2026-03-02&currency=CAD'
  const { text } = await file(`${day}&format=csv`)
  const [heading, ...records] = text.split('\r\n')
  assert.ok(heading?.startsWith('\ufeffListe;Magasin ou heure;Identifiant;Rang;Devise;Chiffre d’affaires net;'))
  assert.deepEqual(
    records
      .filter((record) => record.startsWith('Heures;'))
      .map((record) => record.split(';')[5])
      .at(0),
    '23,00',
  )
  const dashboard = readXlsx((await file(`${day}&format=xlsx`)).raw)
  assert.deepEqual(
    dashboard.map(({ name }) => name),
    ['Magasins CAD', 'Heures CAD', 'Caisses', 'À propos'],
  )
  assert.deepEqual([dashboard[0]?.rows.at(-1)?.[0]?.value, dashboard[0]?.rows.at(-1)?.[5]?.value], ['Total', '43.00'])
  const trend = `trends?${PERIOD}&currency=CAD`
  const days = parse((await file(`${trend}&format=csv`, { language: 'en' })).text.slice(1), {
    columns: true,
  }) as Record<string, string>[]
  const { data } = JSON.parse((await file(trend)).text)
  assert.deepEqual(
    days.map((row) => [row.Day, row['Net revenue'], row['Mean over 7 days']]),
    data.days.map((row: Record<string, string>) => [row.date, row.value, row.average_7]),
  )
  const sheets = readXlsx((await file(`${trend}&format=xlsx`)).raw)
  assert.deepEqual(
    sheets.map(({ name }) => name),
    ['Jours CAD', 'Mois par année CAD', 'Semaine par heure CAD', 'À propos'],
  )
  assert.deepEqual(
    sheets[1]?.rows
      .at(-1)
      ?.slice(0, 2)
      .map(({ value }) => value),
    ['Total', '40.00'],
  )
  for (const query of [day, trend]) assert.ok(readPdf((await file(`${query}&format=pdf`)).raw).pages.length > 0)
})

test('a custom report: a column per dimension, and per measure its two periods', async () => {
  const definition = {
    dimensions: ['store', 'day'],
    measures: ['net', 'tickets'],
    currency: 'CAD',
    sort: 'day,store',
    compare: 'previous_year',
  }
  const ask = async (format: string, more: object = {}) => {
    const answer = await owner.post(`/api/v1/reports/custom?format=${format}`, {
      ...definition,
      date_from: '2026-03-01',
      date_to: '2026-04-30',
      ...more,
    })
    assert.equal(answer.status, 200, answer.raw.toString())
    return answer
  }
  const { data } = (await ask('json')).body
  const csv = await ask('csv')
  assert.match(String(csv.headers['content-disposition']), /"rapport-2026-03-01-2026-04-30\.csv"/)
  const [heading, ...records] = csv.raw.toString().split('\r\n')
  assert.equal(
    heading,
    '\ufeffMagasin;Identifiant (magasin);Jour;Devise;Chiffre d’affaires net;Chiffre d’affaires net (comparé);Chiffre d’affaires net (variation);Tickets;Tickets (comparé);Tickets (variation)',
  )
  assert.deepEqual(
    records.filter((record) => record !== '').map((record) => record.split(';').slice(0, 5)),
    data.rows.map((row: { keys: Record<string, string>; labels: Record<string, string>; net: string }) => [
      row.labels.store,
      String(row.keys.store),
      row.keys.day,
      'CAD',
      row.net.replace('.', ','),
    ]),
  )
  const [sheet] = readXlsx((await ask('xlsx', { dimensions: ['day'], sort: 'day' })).raw)
  assert.deepEqual([sheet?.rows[1]?.[0]?.format, sheet?.rows.at(-1)?.[2]?.value], ['yyyy-mm-dd', data.totals.net])
  assert.ok(readPdf((await ask('pdf', { dimensions: [], sort: '' })).raw).pages.length > 0)
  const refused = await owner.post('/api/v1/reports/custom?format=csv', { ...definition, sort: 'margin' })
  assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [422, ['sort']])
})

test('the file of a filtered report says every filter, only its stores, and bears its own title', async () => {
  const [{ id: tea } = { id: 0 }] = await sql<{ id: number }[]>`select id from product_categories where name = 'Thés'`
  const ask = (format: string, language: string) =>
    owner.post(
      `/api/v1/reports/custom?format=${format}`,
      {
        title: 'Thés d’après-midi',
        dimensions: ['day'],
        measures: ['net'],
        date_from: '2026-03-01',
        date_to: '2026-04-30',
        currency: 'CAD',
        limit: 500,
        filters: [
          { dimension: 'city', values: ['Montréal'] },
          { dimension: 'category', values: [tea, 987_654, null] },
          { dimension: 'hour', values: ['10'] },
          { dimension: 'payment_method', values: ['card'] },
        ],
      },
      { 'accept-language': language },
    )
  const workbook = await ask('xlsx', 'fr')
  assert.match(
    String(workbook.headers['content-disposition']),
    /filename="thes-d-apres-midi-2026-03-01-2026-04-30\.xlsx"/,
  )
  const about = readXlsx(workbook.raw).at(-1)
  assert.deepEqual(
    about?.rows.slice(0, 9).map((row) => row.map(({ value }) => value)),
    [
      ['Thés d’après-midi'],
      ['Période', '1er mars 2026 – 30 avril 2026'],
      ['Magasins', 'Montréal'],
      ['Devise', 'CAD'],
      ['Filtre, ville', 'Montréal'],
      ['Filtre, catégorie', 'Thés, #987654, Sans catégorie'],
      ['Filtre, heure', '10\u00a0h'],
      ['Filtre, mode de paiement', 'Carte'],
      ['Lignes par devise, au plus', '500'],
    ],
  )
  const { title, pages } = readPdf((await ask('pdf', 'en')).raw)
  const texts = pages.flatMap((page) => page.texts.map(({ text }) => text))
  assert.equal(title, 'Thés d’après-midi')
  for (const text of [
    'Stores: Montréal',
    'Filter, category: Thés, #987654, No category',
    'Filter, payment method: Card',
  ]) {
    assert.ok(texts.includes(text), `${text} in ${texts.join(' | ')}`)
  }
})

test('every report that has an address has its files, and can be exported', () => {
  // What reports are made of is told to programs and screens: it is no report.
  const reports = app.routeTable.filter(
    ({ path }) => path.startsWith('/api/v1/reports/') && path !== '/api/v1/reports/fields',
  )
  assert.ok(reports.length >= 8)
  for (const { path, query } of reports) {
    const asked = (query ?? {}) as { properties?: Record<string, unknown> }
    assert.ok('format' in (asked.properties ?? {}), path)
    assert.ok(
      EXPORTABLES.some(({ name }) => path === `/api/v1/reports/${name}`),
      path,
    )
  }
})

test('without tickets: the heading, and a total of zero', async () => {
  const { text } = await file('sales?date_from=2020-01-01&date_to=2020-01-02&format=csv')
  assert.equal(text.split('\r\n').length, 2)
  const [sheet] = readXlsx((await file('sales?date_from=2020-01-01&date_to=2020-01-02&format=xlsx')).raw)
  assert.deepEqual(
    sheet?.rows.map((row) => row[7]?.value),
    ['Chiffre d’affaires net', '0.00'],
  )
})

test('a manager has the files of their own stores; costs are for whoever may see them', async () => {
  const manager = as('manager', { storeIds: [vancouver] })
  const { text } = await file(`sales?${PERIOD}&group_by=store&format=csv`, { client: manager })
  assert.match(text, /\r\nVancouver;/)
  assert.doesNotMatch(text, /Montréal|Paris/)
  for (const format of ['csv', 'xlsx', 'pdf']) {
    const { status, body } = await manager.get(`/api/v1/reports/sales?store_id=${montreal}&format=${format}`)
    assert.deepEqual([status, body.code], [404, 'not_found'])
  }
  const limited = as('owner', { abilities: ['reports.view', 'stores.all'] })
  const heading = (await file(`sales?${PERIOD}&format=csv`, { client: limited })).text.split('\r\n')[0]
  assert.doesNotMatch(heading ?? '', /Coût|Marge|marge/)
  const [sheet] = readXlsx((await file(`kpis?${PERIOD}&format=xlsx`, { client: limited })).raw)
  assert.ok(!sheet?.rows.some((row) => row[0]?.value.includes('arge')))
})

test('what is refused is refused before the first byte, in the reader’s language', async () => {
  for (const [query, field] of [
    ['format=docx', 'format'],
    ['format=csv&separator=dot', 'separator'],
    ['format=xlsx&date_from=2026-03-02&date_to=2026-03-01', 'date_to'],
    ['format=pdf&group_by=moon', 'group_by'],
  ] as const) {
    const { status, body, headers } = await owner.get(`/api/v1/reports/sales?${query}`)
    assert.equal(status, 422, query)
    assert.deepEqual(Object.keys(body.errors), [field])
    assert.match(String(headers['content-type']), /application\/json/)
  }
  assert.deepEqual(log.faults, [])
})
