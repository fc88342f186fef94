// What Shopify's files brought in goes out again, in its format and in ours, and comes back the same.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { testApplication } from '../harness/app.ts'
import { catalogForm } from '../harness/catalog-form.ts'
import type { Cleaner } from '../harness/database.ts'
import { testImporter } from '../harness/importer.ts'
import { dataPath, missingData, readExpected } from './shared-data.ts'

const NAME = 'shopify-product-csv'
const skip = missingData(NAME)

async function chain(cleaner: Cleaner) {
  const application = await testApplication(cleaner)
  return { ...application, ...testImporter(cleaner, application), owner: application.as('owner') }
}

const changes = (counts: Record<string, number>) =>
  Object.keys(counts).filter((name) => /_created$|_updated$/.test(name))

describe('the Shopify files, there and back', { skip }, () => {
  if (skip !== false) return
  for (const name of Object.keys(readExpected<{ files: object }>(NAME).files)) {
    for (const format of ['shopify', 'comptoir']) {
      test(`${name} as ${format}`, async (t) => {
        const first = await chain(t)
        await first.run(first.owner, readFileSync(dataPath(NAME, name)))
        const form = await catalogForm(first.sql)
        const { raw: exported } = await first.owner.get(`/api/v1/exports/products?format=${format}`)
        const own = await first.run(first.owner, exported)
        assert.deepEqual([own.state, changes(own.counts)], ['done', []], JSON.stringify(own.counts))
        assert.deepEqual(await catalogForm(first.sql), form)
        const empty = await chain(t)
        const made = await empty.run(empty.owner, exported)
        assert.equal(made.state, 'done')
        assert.deepEqual(
          made.problems.filter(({ severity }: { severity: string }) => severity === 'refused'),
          [],
        )
        assert.deepEqual(await catalogForm(empty.sql), form)
      })
    }
  }
})
