import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makeProduct } from '../../test/harness/catalog.ts'
import { testDatabase } from '../../test/harness/database.ts'
import { temporaryFolder } from '../../test/harness/imports.ts'
import { prepareInstallation } from '../prepare-installation.ts'
import { exportFile } from './export.ts'

const { sql, url } = await testDatabase({ after })
const folder = temporaryFolder({ after })
Object.assign(process.env, {
  DATABASE_URL: url,
  COMPTOIR_DATA: folder,
  SECRET_KEY: 'secret-key-of-the-tests-0123456789abcdef',
  LOG_LEVEL: 'CRITICAL',
})

test('the catalogue goes to a file, in the format that was asked for', async () => {
  await prepareInstallation(sql)
  await makeProduct(sql, { name: 'Théière', price: '24.50', cost: '11', sku: 'THE' })
  const said: string[] = []
  const run = (...args: string[]) => exportFile({ args, language: 'en', say: (text) => said.push(text.en) })
  const path = join(folder, 'products.csv')
  assert.equal(await run('products', '--output', path), 0)
  const [header = '', line = ''] = readFileSync(path, 'utf8').split('\r\n')
  assert.match(header, /^\ufeffexternal_id,slug,name,/)
  assert.match(line, /,theiere,Théière,.*,THE,,,24\.50,no,,11\.00,/)
  assert.equal(await run('products', '--format', 'shopify', '--output', path), 0)
  assert.match(readFileSync(path, 'utf8'), /^Handle,Title,/)
  assert.equal(await run('sales'), 2)
  assert.equal(await run('products', '--format', 'xlsx'), 2)
  assert.match(said[0] ?? '', /^Usage: comptoir export products/)
})
