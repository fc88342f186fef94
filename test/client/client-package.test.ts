// The package as somebody installs it: its types under a strict compiler, its example, what is published.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import packageJson from '../../package.json' with { type: 'json' }
import clientJson from '../../packages/client/package.json' with { type: 'json' }
import { testApplication } from '../harness/app.ts'
import { codeBlocks, makeConsumer } from '../harness/client-package.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const PACKAGE = join(ROOT, 'packages', 'client')

const application = await testApplication({ after })
const url = await application.app.listen({ port: 0, host: '127.0.0.1' })

const CONSUMER = `
import { type Client, ComptoirError, createClient, type CreateProductInput, type ErrorCode, type Product } from '@comptoir/client'

const client: Client = createClient({ baseUrl: 'http://localhost:8000', token: async () => 'secret', language: 'fr' })
const input: CreateProductInput = { name: 'Café', price: '9.99', barcode: { code: 'A1', type: 'internal' } }
const product: Product = await client.createProduct(input, { idempotencyKey: 'k', signal: AbortSignal.timeout(5) })
const price: string | null = product.price
const page = await client.listProducts({ q: 'café', sort: '-name', is_active: true })
const first: string | undefined = page.data[0]?.name
if ('total' in page.meta) page.meta.total.toFixed()
for await (const sale of client.listSales.all({ store_id: 1, kind: 'sale' })) sale.total?.length
const receipt = await client.getReceipt('id', { format: 'text' })
if (typeof receipt === 'string') receipt.trim()
try {
  await client.withToken('other').updateProduct(product.id, { price: 3 })
} catch (error) {
  if (error instanceof ComptoirError && error.code === 'sku_taken' satisfies ErrorCode) error.errors.sku?.join(', ')
}
// @ts-expect-error a name is required
await client.createProduct({ price: '9.99' })
// @ts-expect-error a field that the API does not know
await client.createProduct({ name: 'Café', prixx: '9.99' })
// @ts-expect-error the places of the path come first
await client.getProduct({ id: 1 })
// @ts-expect-error one of the values of the document
await client.listSales({ kind: 'gift' })
// @ts-expect-error what reads carries no key
await client.getProduct(1, { idempotencyKey: 'k' })
console.log(price, first)
`

test('a strict program in TypeScript compiles against it, and mistakes do not', async (t) => {
  const consumer = makeConsumer(t)
  const compilerOptions = {
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    target: 'es2022',
    module: 'nodenext',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: [],
  }
  consumer.write({
    'consumer.ts': CONSUMER,
    'tsconfig.json': JSON.stringify({ compilerOptions, include: ['consumer.ts'] }),
  })
  const { code, output } = await consumer.run(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', '.'])
  assert.equal(code, 0, output)
})

test('the example of its README does what it says', async (t) => {
  const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8')
  const [example] = codeBlocks(readme).filter(({ language }) => language === 'js')
  assert.ok(example !== undefined)
  const consumer = makeConsumer(t)
  consumer.write({ 'example.js': example.text })
  const { secret } = await application.as('owner').token
  const env = { COMPTOIR_URL: url, COMPTOIR_TOKEN: secret }
  const { code, output } = await consumer.run(process.execPath, ['example.js'], env)
  assert.equal(code, 0, output)
  assert.match(
    output,
    /^ground-coffee 9\.99\n\d+ Ground coffee 9\.99\n422 validation_failed \[ 'The product name is required\.' \]\n$/,
  )
})

test('what is published is the built module with its types, and its version is that of the API', () => {
  assert.equal(clientJson.version, packageJson.version)
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: PACKAGE, encoding: 'utf8' }))
  const names = (packed.files as { path: string }[]).map(({ path }) => path).sort()
  for (const name of ['LICENSE', 'README.md', 'package.json', 'dist/index.js', 'dist/index.d.ts', 'dist/api.d.ts']) {
    assert.ok(names.includes(name), `${name} in ${names}`)
  }
  assert.ok(names.every((name) => !name.startsWith('src/')))
})
