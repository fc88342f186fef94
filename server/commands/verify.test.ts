import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apiProcess } from '../../test/harness/api-process.ts'
import { testApplication } from '../../test/harness/app.ts'
import { testDatabase } from '../../test/harness/database.ts'
import { makeShop, saleOf } from '../../test/harness/sales.ts'
import { describeFinding } from './verify.ts'

test('a sound installation is told so, a line for each invariant, and the status is 0', async (t) => {
  const { sql, as, config } = await testApplication(t)
  const shop = await makeShop(sql)
  assert.equal((await as('owner').post('/api/v1/sales', saleOf(shop))).status, 201)
  const command = await apiProcess(t, config.databaseUrl ?? '')
  const { status, output } = await command.run('verify', '--lang', 'fr')
  assert.equal(status, 0, output)
  assert.match(output, /✓ Ticket : total = somme des lignes \(vérifiés : 1, écarts : 0\)/)
  assert.match(output, /✓ Stock : quantité = somme des mouvements \(vérifiés : 1, écarts : 0\)/)
  assert.match(output, /✓ Rapports : chaque total = somme des tickets/)
  assert.match(output, /Tout concorde\.\n$/)
  assert.doesNotMatch(output, /✗/)
})

test('what is wrong is told with its tickets, in every room, and the status is 1', async (t) => {
  const { sql, as, config } = await testApplication(t)
  const shop = await makeShop(sql)
  const sale = saleOf(shop)
  assert.equal((await as('owner').post('/api/v1/sales', sale)).status, 201)
  await sql`update sales set subtotal_minor = 1, total_minor = 450 where id = ${sale.id}`
  await sql`update stock_levels set on_hand = 7`
  const command = await apiProcess(t, config.databaseUrl ?? '')
  const { status, output } = await command.run('verify', '--lang', 'en')
  assert.equal(status, 1, output)
  assert.match(output, /✗ Ticket: total = sum of the lines \(checked: 1, faults: 1\)/)
  assert.ok(output.includes(`    1-1-0-000001 (${sale.id}): expected 3448, found 450`), output)
  assert.match(
    output,
    /✗ Stock: quantity = sum of the movements \(checked: 1, faults: 1\)\n {4}1, 1: expected 99\.000, found 7/,
  )
  assert.match(output, /✗ Reports: each total = sum of the tickets/)
  assert.match(output, /Faults found: \d+\.\n$/)
})

test('a database that cannot be read verifies nothing, and the status is 2', async (t) => {
  const { sql, url } = await testDatabase(t)
  const nowhere = await apiProcess(t, 'postgres://nobody@127.0.0.1:1/nothing')
  const unreachable = await nowhere.run('verify', '--lang', 'fr')
  assert.equal(unreachable.status, 2, unreachable.output)
  assert.match(unreachable.output, /La vérification n’a pas pu se faire\./)
  await sql`alter table journal_entries rename to elsewhere`
  const broken = await (await apiProcess(t, url)).run('verify', '--lang', 'en')
  assert.equal(broken.status, 2, broken.output)
  assert.match(broken.output, /The verification could not be made\./)
})

test('numbers are written as each language writes them, and a long list is cut', () => {
  const finding = {
    name: 'example',
    title: { fr: 'Exemple', en: 'Example' },
    checked: 829_262,
    faults: 2,
    first: [{ subject: 'A', expected: '1', found: null }],
  }
  const plain = (line: string) => line.replace(/[\u00a0\u202f]/g, ' ')
  assert.deepEqual(describeFinding(finding, 'fr').map(plain), [
    '✗ Exemple (vérifiés : 829 262, écarts : 2)',
    '    A : attendu 1, trouvé rien',
    '    …',
  ])
  assert.deepEqual(describeFinding(finding, 'en'), [
    '✗ Example (checked: 829,262, faults: 2)',
    '    A: expected 1, found nothing',
    '    …',
  ])
})
