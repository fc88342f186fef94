import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, describe, type TestContext, test } from 'node:test'
import { testDatabase } from '../../test/harness/database.ts'
import { importFixture, readText, temporaryFile, temporaryFolder } from '../../test/harness/imports.ts'
import { until } from '../../test/harness/processes.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { Language } from '../platform/text.ts'
import { importFile } from './import.ts'

const { sql, url } = await testDatabase({ after })
const folder = temporaryFolder({ after })
const environment = {
  DATABASE_URL: url,
  COMPTOIR_DATA: folder,
  SECRET_KEY: 'secret-key-of-the-tests-0123456789abcdef',
  LOG_LEVEL: 'CRITICAL',
}
Object.assign(process.env, environment)

/** Runs the command in this process; answers its exit code and what it printed. */
async function run(t: TestContext, args: string[], language: Language = 'en') {
  const printed: string[] = []
  const log = t.mock.method(console, 'log', (line: string) => void printed.push(line))
  try {
    const code = await importFile({ args, language, say: (text) => printed.push(text[language]) })
    return { code, output: printed.join('\n') }
  } finally {
    log.mock.restore()
  }
}

const refusal = (pattern: RegExp) => (error: unknown) => error instanceof OperatorError && pattern.test(error.text.en)

describe('comptoir import', () => {
  test('says what it can import, and how', async (t) => {
    assert.match((await run(t, [])).output, /products.*\n.*stores.*\n.*stock.*\n.*sales/)
    assert.equal((await run(t, ['--help'])).code, 0)
    const unknown = await run(t, ['clients', 'x.csv'], 'fr')
    assert.equal(unknown.code, 2)
    assert.match(unknown.output, /^Usage\u00a0: comptoir import SORTE FICHIER/)
    for (const kind of ['products', 'stores', 'stock', 'sales']) {
      assert.match((await run(t, [kind, '--help'])).output, /--map FIELD=COLUMN[\s\S]*Fields/)
      assert.match((await run(t, [kind, '--help'], 'fr')).output, /--map CHAMP=COLONNE[\s\S]*Champs/)
    }
  })

  test('imports a chain: stores, products with their stock, stock, sales', async (t) => {
    const stores = temporaryFile(t, 'external_id,name,currency,tax_zone,time_zone\n1,Boutique,CAD,QC,America/Toronto\n')
    assert.match((await run(t, ['stores', stores])).output, /1 record read[\s\S]* 1 {2}store created/)
    const errors = join(folder, 'errors.csv')
    const products = await run(t, [
      'products',
      importFixture('comptoir-products.csv'),
      '--errors',
      errors,
      '--set',
      'stock=3',
      '--stock-store',
      '1',
    ])
    assert.equal(products.code, 0)
    assert.match(products.output, /Line 6 \(name\), refused: The product name is required\./)
    assert.match(products.output, /4 {2}stock levels changed/)
    assert.match(await readText(errors), /6,refused,name,,The product name is required\./)
    const stock = await run(t, ['stock', importFixture('stock.csv')], 'fr')
    assert.match(stock.output, /2 {2}niveaux de stock modifiés/)
    const mapping = join(folder, 'mapping.json')
    writeFileSync(
      mapping,
      JSON.stringify({ ticket: 'Facture', date: 'Date', store: 'Magasin', sku: 'Code', quantity: 'Qte' }),
    )
    const options = [
      '--mapping',
      mapping,
      '--map',
      'description=Libelle',
      '--map',
      'unit_price=Prix',
      '--map',
      'customer=Client',
    ]
    const more = [
      '--time-zone',
      'America/Toronto',
      '--stock',
      'none',
      '--group',
      'auto',
      '--delimiter',
      'comma',
      '--decimal',
      'point',
    ]
    const dry = await run(t, ['sales', importFixture('sales.csv'), ...options, ...more, '--dry-run'], 'fr')
    assert.match(dry.output, /4 {2}ventes enregistrées[\s\S]*Essai à blanc\u00a0: rien n’a été écrit\./)
    const sales = await run(t, ['sales', importFixture('sales.csv'), ...options, ...more])
    assert.match(sales.output, /4 {2}sales recorded[\s\S]*1 {2}return recorded/)
  })

  test('prints a thousand problems, and says where the others are', async (t) => {
    const path = temporaryFile(t, `external_id,name,price\n${'A,Article,cher\n'.repeat(1_200)}`)
    const { output } = await run(t, ['products', path], 'fr')
    assert.match(output, /Ligne 2 \(price\), refusé\u00a0: «\u00a0cher\u00a0» n’est pas un prix\./)
    assert.match(output, /… et 200 de plus, que --errors FILE\.csv donne en entier\./)
  })

  test('a file of column titles only says so', async (t) => {
    const path = temporaryFile(t, 'name,price\n')
    assert.match(
      (await run(t, ['products', path], 'fr')).output,
      /^0 enregistrement lu en .*\nLe fichier n’a que ses titres/,
    )
    assert.match((await run(t, ['products', path])).output, /^0 records read in .*\nThe file has column titles only\./)
  })

  test('refuses what it does not understand before it opens the database', async (t) => {
    const path = temporaryFile(t, 'name,price\n1,2\n')
    const refused = (args: string[], pattern: RegExp) => assert.rejects(run(t, args), refusal(pattern))
    await refused(['products'], /Give one file/)
    await refused(['products', path, path], /Give one file/)
    await refused(['stores', path], /A column is missing for: time_zone, currency, tax_zone/)
    const text = temporaryFile(t, 'foo,bar\n1,2\n')
    await refused(
      ['products', text],
      /missing for one of: name, external_id, .*columns: foo, bar\. Name it with --map name=/,
    )
    await refused(['products', temporaryFile(t, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]))], /not a CSV/)
    await refused(['products', path, '--map', 'name'], /--map wants FIELD=COLUMN/)
    await refused(['products', path, '--set', '=x'], /--set wants FIELD=VALUE/)
    await refused(['products', path, '--delimiter', '::'], /--delimiter wants one character/)
    await refused(['products', path, '--decimal', 'virgule'], /--decimal wants one of: auto, comma, point/)
    await refused(['products', path, '--format', 'excel'], /--format wants one of: shopify, comptoir/)
    await refused(['products', path, '--stock-store', 'nowhere'], /There is no store "nowhere"/)
    const sales = temporaryFile(t, 'ticket,date,store,quantity\n1,2,3,4\n')
    await refused(['sales', sales, '--time-zone', 'Lune/Mer'], /There is no time zone/)
    await assert.rejects(run(t, ['products', path, '--unknown']), /Unknown option/)
  })
})

const program = resolve(import.meta.dirname, '..', 'main.ts')

function start(args: string[]) {
  const child = spawn(process.execPath, [program, 'import', ...args], {
    env: { ...process.env, ...environment, LANG: 'en_CA.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, output })) }
}

const recordsDone = async (path: string) =>
  (await sql<{ done: number }[]>`select records_done as done from import_runs where source_name = ${path}`)[0]?.done ??
  0

describe('a history that is interrupted', () => {
  const count = 12_000
  const history = `ticket,date,store,sku,quantity,unit_price\n${Array.from(
    { length: count },
    (_, index) => `H${index},2025-03-${String(1 + (index % 28)).padStart(2, '0')},HIST,SKU-${index % 9},1,10\n`,
  ).join('')}`
  const args = (path: string) => ['sales', path, '--create-products', '--source', path]
  const totals = async (path: string) => {
    const [row] = await sql`
      select count(*)::integer as tickets, sum(total_minor)::integer as total, count(distinct number)::integer as numbers
      from sales where id in (select record_id from journal_entries) and external_id like 'H%'
        and register_id in (select id from registers where kind = 'import') and store_id = (select id from stores where code = ${path})`
    return row
  }
  const prepare = async (t: TestContext, code: string) => {
    const stores = temporaryFile(t, `code,name,currency,tax_zone,time_zone\n${code},${code},CAD,NONE,America/Toronto\n`)
    await run(t, ['stores', stores])
    return temporaryFile(t, history.replaceAll(',HIST,', `,${code},`))
  }
  const complete = { tickets: count, total: count * 1_000, numbers: count }

  test('by kill -9 is taken up, and has the same totals', async (t) => {
    const path = await prepare(t, 'KILLED')
    const first = start(args(path))
    await until(async () => (await recordsDone(path)) >= 1_500)
    first.child.kill('SIGKILL')
    assert.equal((await first.ended).code, null)
    assert.ok((await recordsDone(path)) < count)
    const { code, output } = await start(args(path)).ended
    assert.equal(code, 0)
    assert.match(output, /An interrupted import was taken up/)
    assert.deepEqual(await totals('KILLED'), complete)
    assert.match((await run(t, args(path))).output, /12,000 {2}tickets already recorded/)
  })

  test('by Ctrl-C ends in order, says so, and is taken up', async (t) => {
    const path = await prepare(t, 'STOPPED')
    const first = start(args(path))
    await until(async () => (await recordsDone(path)) >= 500)
    first.child.kill('SIGINT')
    const { code, output } = await first.ended
    assert.equal(code, 130)
    assert.match(output, /Interrupted\. Run the same command again/)
    assert.equal((await start(args(path)).ended).code, 0)
    assert.deepEqual(await totals('STOPPED'), complete)
  })
})
