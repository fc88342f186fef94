import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { importFixture } from '../../../test/harness/imports.ts'
import { postParts } from '../../../test/harness/multipart.ts'

const { as, sql } = await testApplication({ after })
const owner = as('owner')
const shopify = readFileSync(importFixture('shopify-classic.csv'))

const preview = (content: string | Buffer, fields: Record<string, string> = {}, language = 'fr') =>
  postParts(
    owner,
    '/api/v1/imports/preview',
    [
      ...Object.entries({ kind: 'products', ...fields }).map(([name, value]) => ({ name, content: value })),
      { name: 'file', filename: 'liste.csv', content },
    ],
    { 'accept-language': language },
  )

type Column = { name: string; field: string | null; samples: string[] }

test('the columns of a file are shown with what they are taken for and their first cells', async () => {
  const { status, body } = await preview('Nom;Prix TTC;ean\nThé;4,50;3057640257773\nCafé;9,99;\n')
  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual(
    [body.data.format, body.data.delimiter, body.data.encoding, body.data.columns],
    [
      'comptoir',
      ';',
      'utf-8',
      [
        { name: 'Nom', field: 'name', samples: ['Thé', 'Café'] },
        { name: 'Prix TTC', field: null, samples: ['4,50', '9,99'] },
        { name: 'ean', field: 'barcode', samples: ['3057640257773', ''] },
      ],
    ],
  )
  const price = body.data.fields.find(({ name }: { name: string }) => name === 'price')
  assert.deepEqual(price, { name: 'price', label: 'Prix', is_required: false })
})

test('a file of Shopify’s is recognised, and fields are named in the reader’s language', async () => {
  const { body } = await preview(shopify, {}, 'en')
  assert.equal(body.data.format, 'shopify')
  const fields = body.data.columns.map(({ name, field }: Column) => [name, field])
  assert.ok(fields.some(([name, field]: [string, string]) => name === 'Handle' && field === 'external_id'))
  assert.ok(body.data.columns.every(({ samples }: Column) => samples.length <= 5))
  assert.equal(body.data.fields.find(({ name }: { name: string }) => name === 'price')?.label, 'Price')
})

test('a column that the mapping empties is left out of the import', async () => {
  const { status, body } = await postParts(owner, '/api/v1/imports', [
    { name: 'kind', content: 'products' },
    { name: 'mapping', content: JSON.stringify({ Prix: '', Tarif: 'price' }) },
    { name: 'file', filename: 'liste.csv', content: 'Nom,Prix,Tarif\nThé,x,4.50\n' },
  ])
  assert.equal(status, 202, JSON.stringify(body))
  assert.deepEqual(body.data.mapping, { Tarif: 'price' })
  const all = { Nom: '', Prix: '', Tarif: '' }
  const refused = await postParts(owner, '/api/v1/imports', [
    { name: 'kind', content: 'products' },
    { name: 'mapping', content: JSON.stringify(all) },
    { name: 'file', filename: 'liste.csv', content: 'Nom,Prix,Tarif\nThé,x,4.50\n' },
  ])
  assert.equal(refused.status, 422)
})

test('a file of more columns than any table has is refused, to look at and to import', async () => {
  const columns = (count: number) => `${Array.from({ length: count }, (_, index) => `c${index}`).join()}\n`
  assert.equal((await preview(columns(1000))).body.data.columns.length, 1000)
  for (const path of ['/api/v1/imports/preview', '/api/v1/imports']) {
    for (const [language, sentence] of [
      ['fr', /^Ligne 1\u00a0: le fichier a trop de colonnes/],
      ['en', /^Line 1: the file has too many columns/],
    ] as const) {
      const parts = [
        { name: 'kind', content: 'products' },
        { name: 'file', filename: 'large.csv', content: `name,price,${columns(999)}` },
      ]
      const { status, body } = await postParts(owner, path, parts, { 'accept-language': language })
      assert.equal(status, 422, JSON.stringify(body))
      assert.match(body.errors.file[0], sentence)
    }
  }
})

test('what is no table is refused, and nothing is kept of what is looked at', async () => {
  const [before] = await sql<[{ count: number }]>`select count(*)::integer as count from imports`
  const refused = await preview(Buffer.from([0, 1, 2, 3, 0, 255, 254]))
  assert.equal(refused.status, 422, JSON.stringify(refused.body))
  assert.ok('file' in refused.body.errors)
  const [{ count }] = await sql<[{ count: number }]>`select count(*)::integer as count from imports`
  assert.equal(count, before.count)
})
