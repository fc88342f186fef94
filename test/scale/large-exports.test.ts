// Files of many rows: the processes that make them hold a few at a time, and another program adds them up to the same total.
// At full length (COMPTOIR_LONG=1) a CSV of a million rows and a workbook of two hundred thousand.
import assert from 'node:assert/strict'
import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { after, test } from 'node:test'
import { API_TOKEN, apiProcess } from '../harness/api-process.ts'
import { testApplication } from '../harness/app.ts'
import { temporaryFolder } from '../harness/folder.ts'
import { makeManyLines } from '../harness/many-lines.ts'
import { until } from '../harness/processes.ts'
import { addUp, hasSpreadsheet } from '../harness/spreadsheet.ts'
import { workerProcess } from '../harness/worker-process.ts'

const isLong = process.env.COMPTOIR_LONG === '1'
const CSV_ROWS = isLong ? 1_000_000 : 60_000
/** The API gives a statement half a minute; what takes longer is the worker's. */
const REPORT_ROWS = isLong ? 250_000 : 60_000
const XLSX_ROWS = isLong ? 200_000 : 12_000
const ROWS_PER_DAY = CSV_ROWS / 100
const MEBIBYTE = 1024 * 1024
const MOST_GROWTH = 100 * MEBIBYTE

const application = await testApplication({ after })
const { sql, config, as } = application
const owner = as('owner')
const folder = temporaryFolder({ after })
await makeManyLines(sql, CSV_ROWS, ROWS_PER_DAY)
const api = await apiProcess({ after }, config.databaseUrl ?? '')
await api.start()

/** The days that hold so many rows. */
const daysOf = (rows: number) => {
  const last = new Date(Date.UTC(2025, 0, rows / ROWS_PER_DAY)).toISOString().slice(0, 10)
  return { date_from: '2025-01-01', date_to: last }
}

const sumOf = async (rows: number): Promise<string> => {
  const [row] = await sql<{ sum: string }[]>`
    select round(sum(net_minor) / 100.0, 2)::text as sum from sale_lines where variant_id <= ${rows}`
  return row?.sum ?? ''
}

/** The most memory that a process ever held (Linux). */
function peakOf(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
}

const ask = (query: string, signal?: AbortSignal) =>
  fetch(`${api.address}/api/v1/reports/sales?${query}`, {
    headers: { authorization: `Bearer ${API_TOKEN}` },
    ...(signal && { signal }),
  })

async function download(format: string, rows: number): Promise<string> {
  const response = await ask(new URLSearchParams({ ...daysOf(rows), group_by: 'variant', format }).toString())
  assert.equal(response.status, 200)
  const path = join(folder, `${rows}.${format}`)
  await pipeline(Readable.fromWeb(response.body as never), createWriteStream(path))
  return path
}

async function checkTotal(
  t: { diagnostic(message: string): void },
  path: string,
  expected: { rows: number; closing: number; heading: string },
) {
  if (!hasSpreadsheet()) {
    t.diagnostic('SKIPPED: LibreOffice (soffice) is not installed; the file was not opened by another program.')
    return
  }
  const { rows, heading, closing } = expected
  const separator = path.endsWith('.csv') ? ({ separator: ';' } as const) : {}
  const found = await addUp(temporaryFolder({ after }), { path, heading, closing, ...separator })
  assert.deepEqual(found, { rows, sum: await sumOf(rows) })
}

const isLinux = process.platform === 'linux'

test('a report of as many rows as there are articles, by the API itself', { skip: !isLinux }, async (t) => {
  await download('csv', ROWS_PER_DAY)
  await download('xlsx', ROWS_PER_DAY)
  const before = peakOf(api.pid())
  const files = { csv: await download('csv', REPORT_ROWS), xlsx: await download('xlsx', XLSX_ROWS) }
  const growth = peakOf(api.pid()) - before
  t.diagnostic(`the API grew by ${(growth / MEBIBYTE).toFixed(1)} MiB over ${(before / MEBIBYTE).toFixed(0)}`)
  assert.ok(growth < MOST_GROWTH, `${growth} bytes`)
  const heading = 'Chiffre d’affaires net'
  await checkTotal(t, files.csv, { rows: REPORT_ROWS, closing: 0, heading })
  await checkTotal(t, files.xlsx, { rows: XLSX_ROWS, closing: 1, heading })
})

test('the lines of a period, by the worker', { skip: !isLinux }, async (t) => {
  const worker = workerProcess(t, { url: config.databaseUrl ?? '', dataFolder: config.dataFolder })
  worker.start()
  const make = async (format: string, rows: number): Promise<string> => {
    const { status, body } = await owner.post('/api/v1/exports', {
      kind: 'ticket_lines',
      format,
      parameters: daysOf(rows),
    })
    assert.equal(status, 202, JSON.stringify(body))
    const made = await until(async () => {
      const { data } = (await owner.get(body.data.links.self)).body
      return ['done', 'failed'].includes(data.state) && data
    })
    assert.deepEqual([made.state, made.progress.rows], ['done', rows])
    const [row] = await sql<{ stored_as: string }[]>`select stored_as from exports where id = ${made.id}`
    return join(config.dataFolder, 'files', 'exports', row?.stored_as ?? '')
  }
  await make('csv', ROWS_PER_DAY)
  await make('xlsx', ROWS_PER_DAY)
  const before = worker.peakBytes() ?? 0
  const files = { csv: await make('csv', CSV_ROWS), xlsx: await make('xlsx', XLSX_ROWS) }
  const growth = (worker.peakBytes() ?? 0) - before
  t.diagnostic(`the worker grew by ${(growth / MEBIBYTE).toFixed(1)} MiB over ${(before / MEBIBYTE).toFixed(0)}`)
  assert.ok(growth < MOST_GROWTH, `${growth} bytes`)
  const heading = 'Net hors taxes'
  await checkTotal(t, files.csv, { rows: CSV_ROWS, closing: 0, heading })
  await checkTotal(t, files.xlsx, { rows: XLSX_ROWS, closing: 0, heading })
})

test('a reader who leaves ends the statement', async () => {
  const leaving = new AbortController()
  const query = new URLSearchParams({ ...daysOf(REPORT_ROWS), group_by: 'variant', format: 'csv' })
  const response = await ask(query.toString(), leaving.signal)
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  await reader.read()
  const open = async () => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%' and query like 'fetch%'`
    return row?.count ?? 0
  }
  await until(async () => (await open()) === 1)
  leaving.abort()
  await until(async () => (await open()) === 0)
})
