import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { testApplication } from '../../../test/harness/app.ts'
import { testExporter } from '../../../test/harness/exporter.ts'
import { makeToken } from '../../../test/harness/factories.ts'
import { filesBelow } from '../../../test/harness/folder.ts'
import { readPdf } from '../../../test/harness/read-pdf.ts'
import { readXlsx } from '../../../test/harness/read-xlsx.ts'
import { makeGoldenTickets } from '../test-golden.ts'
import { collectExportFiles } from './collect-export-files.ts'
import { MOST_UNFINISHED } from './create-export.ts'
import { removeExportFile } from './export-files.ts'
import { runExport } from './run-export.ts'

const application = await testApplication({ after })
const { sql, as, log, service, withToken, config } = application
const { montreal, vancouver, paris } = await makeGoldenTickets(sql)
const { ask, finish, file, workshop } = testExporter({ after }, application)
const owner = as('owner')
const PERIOD = { date_from: '2026-03-01', date_to: '2026-04-30' }
const english = { 'accept-language': 'en' }

const recordsOf = (raw: Buffer, delimiter = ';') =>
  parse(raw.toString().slice(1), { delimiter, columns: true }) as Record<string, string>[]
const storedFiles = () => filesBelow(config.dataFolder).filter((path) => path.includes('/files/exports/'))

test('the file of a report is what its address answers, and says when it was made and until when it is kept', async () => {
  const request = {
    kind: 'sales',
    format: 'csv',
    parameters: { ...PERIOD, group_by: 'store', store_id: `${montreal},${paris}` },
  }
  const asked = await ask(owner, request)
  assert.deepEqual(
    [asked.state, asked.progress, asked.file, asked.links],
    ['queued', { rows: 0, total: null, percent: null }, null, { self: `/api/v1/exports/${asked.id}`, file: null }],
  )
  assert.equal((await owner.get(`/api/v1/exports/${asked.id}/file`)).body.code, 'export_not_ready')
  const made = await finish(owner, asked.id)
  const { raw, headers } = await owner.get(made.links.file)
  const direct = await owner.get(
    `/api/v1/reports/sales?date_from=2026-03-01&date_to=2026-04-30&group_by=store&store_id=${montreal},${paris}&format=csv`,
  )
  assert.equal(raw.toString(), direct.raw.toString())
  assert.deepEqual([made.state, made.progress], ['done', { rows: 2, total: 2, percent: 100 }])
  assert.deepEqual(made.file, {
    name: 'ventes-2026-03-01-2026-04-30.csv',
    bytes: raw.length,
    sha256: createHash('sha256').update(raw).digest('hex'),
  })
  assert.equal(headers['content-disposition'], 'attachment; filename="ventes-2026-03-01-2026-04-30.csv"')
  assert.equal(headers['content-type'], 'text/csv; charset=utf-8')
  assert.equal(Number(headers['content-length']), raw.length)
  assert.equal(Date.parse(made.expires_at) - Date.parse(made.finished_at), 7 * 86_400_000)
  assert.ok(made.as_of <= made.finished_at && made.as_of >= made.created_at)
  const unchanged = await owner.get(made.links.file, { 'if-none-match': String(headers.etag) })
  assert.deepEqual([unchanged.status, unchanged.raw.length], [304, 0])
  const list = await owner.get('/api/v1/exports?state=done&kind=sales')
  assert.deepEqual(
    list.body.data.map(({ id }: { id: number }) => id),
    [made.id],
  )
})

test('tickets and their lines, row by row: each once, adding up to the report, in every format', async () => {
  const { raw, made } = await file(owner, { kind: 'ticket_lines', format: 'csv', parameters: PERIOD })
  const lines = recordsOf(raw)
  assert.deepEqual(made.progress, { rows: 11, total: 11, percent: 100 })
  assert.equal(made.file.name, 'lignes-de-tickets-2026-03-01-2026-04-30.csv')
  const net = (currency: string, rows: readonly Record<string, string>[]) =>
    rows
      .filter((row) => row.Devise === currency)
      .reduce((sum, row) => sum + Math.round(Number(row['Net hors taxes']?.replace(',', '.')) * 100), 0)
  assert.deepEqual([net('CAD', lines), net('EUR', lines)], [4000, 3000])
  assert.deepEqual(
    lines
      .slice(0, 2)
      .map((row) => [
        row['Jour d’affaires'],
        row.Magasin,
        row['Heure du magasin'],
        row.UGS,
        row.Article,
        row.Quantité,
        row['Net hors taxes'],
        row.Coût,
      ]),
    [
      ['2026-03-02', 'Montréal', '2026-03-02 05:00:00', 'CAF-S', 'Café – petit', '2', '18,00', '9,00'],
      ['2026-03-02', 'Montréal', '2026-03-02 05:00:00', 'THE', 'Thé vert', '1', '5,00', '3,00'],
    ],
  )
  const tickets = recordsOf((await file(owner, { kind: 'tickets', format: 'csv', parameters: PERIOD })).raw)
  assert.deepEqual([net('CAD', tickets), net('EUR', tickets), tickets.length], [4000, 3000, 7])
  assert.equal(new Set(tickets.map((row) => row.Numéro)).size, 7)
  assert.deepEqual(
    tickets.map((row) => row['Modes de paiement']),
    ['card', 'card, cash', 'cheque, card', 'cheque', 'cash', 'cash', ''],
  )
  const [register] = await sql<{ id: number }[]>`
    insert into registers (store_id, name) values (${montreal}, 'Comptoir avant') returning id`
  await sql`update sales set register_id = ${register?.id ?? 0} where store_id = ${montreal} and local_hour = 10`
  for (const kind of ['tickets', 'ticket_lines']) {
    const [first] = recordsOf((await file(owner, { kind, format: 'csv', parameters: PERIOD })).raw)
    assert.deepEqual([first?.Magasin, first?.Caisse], ['Montréal', 'Comptoir avant'])
  }
  const [sheet] = readXlsx(
    (await file(owner, { kind: 'tickets', format: 'xlsx', parameters: { ...PERIOD, store_id: paris } })).raw,
  )
  assert.equal(sheet?.rows.length, 2)
  const cell = (heading: string) => sheet?.rows[1]?.[sheet.rows[0]?.findIndex(({ value }) => value === heading) ?? -1]
  assert.deepEqual([cell('Total')?.value, cell('Total')?.format], ['36.00', '#,##0.00\\\u00a0"€"'])
  assert.deepEqual(
    [cell('Heure du magasin')?.value, cell('Heure du magasin')?.format],
    ['46083.791666666664', 'yyyy-mm-dd hh:mm:ss'],
  )
  const pdf = readPdf((await file(owner, { kind: 'tickets', format: 'pdf', parameters: PERIOD })).raw)
  assert.equal(pdf.title, 'Tickets')
  const kpis = await file(owner, { kind: 'kpis', format: 'csv', parameters: PERIOD })
  assert.match(kpis.raw.toString(), /Chiffre d’affaires net;CAD;40,00;/)
})

test('a custom report by its definition, refused as its own address refuses it', async () => {
  const definition = {
    dimensions: ['store'],
    measures: ['net'],
    currency: 'CAD',
    limit: 5,
    store_id: montreal,
    ...PERIOD,
  }
  const { raw } = await file(owner, { kind: 'custom', format: 'csv', parameters: definition })
  assert.equal(
    raw.toString(),
    `\ufeffMagasin;Identifiant (magasin);Devise;Chiffre d’affaires net\r\nMontréal;${montreal};CAD;29,00\r\n`,
  )
  for (const [parameters, field] of [
    [{ ...definition, limit: '5' }, 'parameters.limit'],
    [{ ...definition, sort: 'margin' }, 'parameters.sort'],
    [{ ...definition, dimensions: ['moon'] }, 'parameters.dimensions.0'],
    [{ ...definition, date_to: '2026-01-01' }, 'parameters.date_to'],
  ] as const) {
    const { status, body } = await owner.post('/api/v1/exports', { kind: 'custom', format: 'csv', parameters })
    assert.deepEqual([status, Object.keys(body.errors)], [422, [field]])
  }
})

test('in the language and with the separator that were asked for', async () => {
  const { body } = await owner.post(
    '/api/v1/exports',
    { kind: 'tickets', format: 'csv', separator: 'tab', parameters: { ...PERIOD, store_id: String(vancouver) } },
    english,
  )
  const made = await finish(owner, body.data.id)
  const { raw } = await owner.get(made.links.file)
  assert.match(raw.toString(), /^\ufeffNumber\tKind\tBusiness day\t/)
  assert.equal(recordsOf(raw, '\t')[0]?.Total, '8.13')
})

test('refuses what it cannot make, naming the parameter, in both languages', async () => {
  for (const [request, fields] of [
    [{ kind: 'moon', format: 'csv' }, ['kind']],
    [{ kind: 'sales', format: 'docx' }, ['format']],
    [
      { kind: 'sales', format: 'csv', parameters: { group_by: 'moon', color: 'red' } },
      ['parameters.color', 'parameters.group_by'],
    ],
    [{ kind: 'sales', format: 'csv', parameters: { date_from: 20 } }, ['parameters.date_from']],
    [{ kind: 'tickets', format: 'csv', parameters: { date_from: '2026-02-30' } }, ['parameters.date_from']],
    [
      { kind: 'tickets', format: 'csv', parameters: { date_from: '2026-03-02', date_to: '2026-03-01' } },
      ['parameters.date_to'],
    ],
    [{ kind: 'sales', format: 'csv', parameters: [] }, ['parameters']],
    [{ kind: 'sales', format: 'csv', priority: 1 }, ['priority']],
  ] as const) {
    const { status, body } = await owner.post('/api/v1/exports', request)
    assert.equal(status, 422, JSON.stringify(request))
    assert.deepEqual(Object.keys(body.errors).sort(), fields)
  }
  const refused = { kind: 'tickets', format: 'csv', parameters: { date_from: '2026-03-02', date_to: '2026-03-01' } }
  const french = await owner.post('/api/v1/exports', refused)
  assert.match(french.body.errors['parameters.date_to'][0], /^La date de fin/)
  assert.match(
    (await owner.post('/api/v1/exports', refused, english)).body.errors['parameters.date_to'][0],
    /^The end date/,
  )
  const manager = as('manager', { storeIds: [vancouver] })
  const foreign = await manager.post('/api/v1/exports', {
    kind: 'tickets',
    format: 'csv',
    parameters: { store_id: `${montreal}` },
  })
  assert.deepEqual([foreign.status, foreign.body.code], [404, 'not_found'])
  const blind = as('owner', { abilities: ['reports.view'] })
  assert.equal((await blind.post('/api/v1/exports', { kind: 'tickets', format: 'csv' })).status, 403)
  assert.equal((await blind.post('/api/v1/exports', { kind: 'sales', format: 'csv' })).status, 202)
})

test('an export exists only for whoever asked for it', async () => {
  const manager = as('manager', { storeIds: [vancouver] })
  const { id } = await ask(manager, { kind: 'tickets', format: 'csv', parameters: PERIOD })
  const made = await finish(manager, id)
  for (const path of [`/api/v1/exports/${id}`, made.links.file]) assert.equal((await owner.get(path)).status, 404)
  assert.equal((await owner.del(`/api/v1/exports/${id}`)).status, 404)
  assert.ok((await owner.get('/api/v1/exports')).body.data.every((row: { id: number }) => row.id !== id))
  const { raw } = await manager.get(made.links.file)
  assert.deepEqual([...new Set(recordsOf(raw).map((row) => row.Magasin))], ['Vancouver'])
  const ofService = await ask(service, { kind: 'sales', format: 'csv', parameters: PERIOD })
  assert.equal((await finish(service, ofService.id)).state, 'done')
})

test('is made of what the person may see when it is made, and never more than when it was asked for', async () => {
  const manager = as('manager', { storeIds: [montreal, vancouver] })
  const { id: personId } = await manager.person
  const parameters = { ...PERIOD, group_by: 'store' }
  const storesOf = (raw: Buffer) => recordsOf(raw).map((row) => row.Magasin)
  const before = await ask(manager, { kind: 'sales', format: 'csv', parameters })
  const whole = await file(manager, { kind: 'sales', format: 'csv', parameters })
  assert.deepEqual(storesOf(whole.raw), ['Montréal', 'Vancouver'])
  await owner.del(`/api/v1/stores/${montreal}/users/${personId}`)
  const made = await finish(manager, before.id)
  assert.deepEqual(storesOf((await manager.get(made.links.file)).raw), ['Vancouver'])
  const beyond = await manager.get(whole.made.links.file)
  assert.deepEqual([beyond.status, beyond.body.code], [403, 'export_beyond_rights'])
  const limited = withToken((await makeToken(sql, personId, { abilities: ['reports.view'] })).secret)
  const withoutCosts = await file(limited, { kind: 'sales', format: 'csv', parameters })
  assert.ok(!('Coût' in (recordsOf(withoutCosts.raw)[0] ?? {})))
  assert.equal((await limited.get(made.links.file)).status, 403)
})

test('is read by whoever may still see what it is about, and not by whoever may no longer see tickets', async () => {
  const manager = as('manager', { storeIds: [vancouver, paris] })
  const { id: personId } = await manager.person
  const parameters = { ...PERIOD, store_id: String(vancouver) }
  const ofVancouver = await file(manager, { kind: 'ticket_lines', format: 'csv', parameters })
  await owner.del(`/api/v1/stores/${paris}/users/${personId}`)
  assert.equal((await manager.get(ofVancouver.made.links.file)).status, 200)
  const limited = withToken((await makeToken(sql, personId, { abilities: ['reports.view', 'reports.margin'] })).secret)
  const refused = await limited.get(ofVancouver.made.links.file)
  assert.deepEqual([refused.status, refused.body.code], [403, 'export_beyond_rights'])
})

test('whoever was dismissed gets nothing', async () => {
  const analyst = as('analyst', { storeIds: [montreal] })
  const { id } = await ask(analyst, { kind: 'tickets', format: 'csv', parameters: PERIOD })
  const other = await ask(analyst, { kind: 'tickets', format: 'csv', parameters: PERIOD })
  const { id: personId } = await analyst.person
  await sql`delete from user_roles where user_id = ${personId}`
  await runExport(workshop, id)
  await owner.del(`/api/v1/users/${personId}`)
  await runExport(workshop, other.id)
  const rows = await sql<
    { state: string; failure: { en: string } }[]
  >`select state, failure from exports where id in (${id}, ${other.id})`
  for (const { state, failure } of rows) {
    assert.deepEqual([state, failure.en], ['failed', 'Whoever asked for it no longer has access to what it holds.'])
  }
})

test('what cannot be made says why to whoever asked', async () => {
  const asked = await ask(owner, { kind: 'sales', format: 'csv', parameters: { store_id: String(paris) } })
  await sql`update exports set parameters = jsonb_set(parameters, '{store_id}', '"999999"') where id = ${asked.id}`
  const made = await finish(owner, asked.id)
  assert.deepEqual([made.state, made.failure, made.file], ['failed', 'Ressource non trouvée', null])
})

test('taken away: while it waits, while it is made, and with its file', async () => {
  const waiting = await ask(owner, { kind: 'tickets', format: 'csv', parameters: PERIOD })
  assert.equal((await owner.del(`/api/v1/exports/${waiting.id}`)).status, 200)
  await runExport(workshop, waiting.id)
  const { made } = await file(owner, { kind: 'tickets', format: 'csv', parameters: PERIOD })
  const files = storedFiles().length
  assert.equal((await owner.del(made.links.self)).status, 200)
  assert.equal((await owner.get(made.links.file)).status, 404)
  const [job] = await sql<{ data: { stored_as: string } }[]>`
    select data from pgboss.job where name = 'remove-export-file' order by created_on desc limit 1`
  await removeExportFile(workshop.files, job?.data.stored_as ?? '')
  assert.equal(storedFiles().length, files - 1)
  const under = await ask(owner, { kind: 'tickets', format: 'csv', parameters: PERIOD })
  const put = workshop.files.storage.put
  const storage = {
    ...workshop.files.storage,
    put: async (...given: Parameters<typeof put>) => {
      await owner.del(`/api/v1/exports/${under.id}`)
      return put(...given)
    },
  }
  await runExport({ ...workshop, files: { ...workshop.files, storage } }, under.id)
  assert.equal(storedFiles().length, files - 1)
  assert.equal((await owner.del(`/api/v1/exports/${under.id}`)).status, 404)
})

test('two workers at one export: one file stays, and the export is done once', async () => {
  const before = storedFiles().length
  const { id } = await ask(owner, { kind: 'tickets', format: 'csv', parameters: PERIOD })
  await Promise.all([1, 2, 3].map(() => runExport(workshop, id)))
  assert.equal((await owner.get(`/api/v1/exports/${id}`)).body.data.state, 'done')
  assert.equal(storedFiles().length, before + 1)
})

test('a fault is tried again, and in the end given up in words', async () => {
  const { id } = await ask(owner, { kind: 'tickets', format: 'csv', parameters: PERIOD })
  const storage = {
    ...workshop.files.storage,
    put: async () => {
      throw new Error('The disk is full.')
    },
  }
  const broken = { ...workshop, files: { ...workshop.files, storage } }
  for (let turn = 1; turn <= 5; turn += 1) await assert.rejects(runExport(broken, id), /disk is full/)
  await runExport(broken, id)
  const { state, failure } = (await owner.get(`/api/v1/exports/${id}`, english)).body.data
  assert.deepEqual([state, failure], ['failed', 'It broke off several times in a row; the server’s log says why.'])
})

test('no more than ten wait for one person, however many ask at once; the same key asks once', async () => {
  const manager = as('manager', { storeIds: [paris] })
  const request = { kind: 'kpis', format: 'csv', parameters: PERIOD }
  const once = { 'idempotency-key': 'once' }
  const [first, again] = [
    await manager.post('/api/v1/exports', request, once),
    await manager.post('/api/v1/exports', request, once),
  ]
  assert.equal(first.body.data.id, again.body.data.id)
  const answers = await Promise.all(
    Array.from({ length: MOST_UNFINISHED + 4 }, () => manager.post('/api/v1/exports', request)),
  )
  const refused = answers.filter(({ status }) => status === 409)
  assert.equal(refused.length, 5)
  assert.ok(refused.every(({ body }) => body.code === 'too_many_exports'))
})

test('of one person a hundred files are kept, the oldest go first', async () => {
  const analyst = as('analyst', { storeIds: [paris] })
  const { made } = await file(analyst, { kind: 'kpis', format: 'csv', parameters: PERIOD })
  await sql`
    insert into exports (kind, format, parameters, language, created_by, actor_key, actor_name, permissions, store_ids, state,
      stored_as, file_name, file_bytes, file_digest, rows_written, made_with, as_of, started_at, finished_at, expires_at)
    select kind, format, parameters, language, created_by, actor_key, actor_name, permissions, store_ids, state,
      'copy-' || copy, file_name, file_bytes, file_digest, rows_written, made_with, as_of, started_at, finished_at, expires_at
    from exports cross join generate_series(1, 99) copy where id = ${made.id}`
  assert.equal((await analyst.get(made.links.file)).status, 200)
  await ask(analyst, { kind: 'kpis', format: 'csv', parameters: PERIOD })
  assert.ok((await collectExportFiles(sql, workshop.files)) >= 1)
  assert.equal((await analyst.get(made.links.file)).status, 410)
  const [left] = await sql`select count(*) as files from exports where actor_key = (
    select actor_key from exports where id = ${made.id}) and state = 'done'`
  assert.equal(left?.files, 99)
  await sql`delete from exports where stored_as like 'copy-%'`
})

test('files go after seven days, exports after three months; those of nobody too', async () => {
  const { made } = await file(owner, { kind: 'kpis', format: 'pdf', parameters: PERIOD })
  assert.equal(await collectExportFiles(sql, workshop.files), 0)
  await sql`update exports set expires_at = now() - interval '1 minute' where id = ${made.id}`
  assert.equal(await collectExportFiles(sql, workshop.files), 1)
  const gone = await owner.get(made.links.file)
  assert.deepEqual([gone.status, gone.body.code], [410, 'export_expired'])
  const { state, links } = (await owner.get(made.links.self)).body.data
  assert.deepEqual([state, links.file], ['expired', null])
  const lost = await ask(owner, { kind: 'kpis', format: 'pdf', parameters: PERIOD })
  await sql`update exports set created_at = now() - interval '3 days' where id = ${lost.id}`
  await sql`update exports set finished_at = now() - interval '91 days' where id = ${made.id}`
  await collectExportFiles(sql, workshop.files)
  assert.equal((await owner.get(made.links.self)).status, 404)
  assert.equal((await owner.get(lost.links.self)).body.data.state, 'failed')
  assert.deepEqual(log.faults, [])
})
