import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { checkBarcode } from '../../rules/index.ts'
import { importProducts, PRODUCT_FIELDS } from '../../server/catalog/index.ts'
import { testApplication } from '../harness/app.ts'
import { importPath } from '../harness/imports.ts'
import { dataPath, missingData, readExpected } from './shared-data.ts'

const NAME = 'open-food-facts-barcodes'
const skip = missingData(NAME)

type Expected = {
  'off_france_prefix_ean13.csv.gz': { rows: number; names_containing_camembert_any_case: number }
  'off_sample.csv': { rows: number; check_digit_valid_1: number; check_digit_valid_0: number }
}

describe('the barcodes and names of Open Food Facts', { skip }, async () => {
  if (skip !== false) return
  const expected = readExpected<Expected>(NAME)
  const names = expected['off_france_prefix_ean13.csv.gz']
  const sample = expected['off_sample.csv']

  const importFile = (sql: Parameters<typeof importPath>[0], file: string) =>
    importPath(sql, dataPath(NAME, file), {
      fields: PRODUCT_FIELDS,
      map: { external_id: 'barcode', name: 'product_name', barcode: 'barcode' },
      set: { price: '1' },
      prepare: (csv, mapping) =>
        importProducts(csv, mapping, { format: 'comptoir', source: '', decimalMark: 'auto', onStock: null }, NAME),
    })

  test('8,340 codes of the sample are accepted, 660 refused, each with its reason', async () => {
    const { sql } = await testApplication({ after })
    const { problems } = await importFile(sql, 'off_sample.csv')
    const [kept] = await sql<{ codes: number; products: number }[]>`
      select (select count(*)::int from variant_barcodes) as codes, (select count(*)::int from products) as products`
    const faults = problems.filter(({ field }) => field === 'barcode')
    const taken = faults.filter(({ value }) => checkBarcode(value ?? '').ok)
    const reasons = new Map<string, number>()
    for (const { value, reason } of faults) {
      if (checkBarcode(value ?? '').ok) continue
      const why = /\((.*)\)/.exec(reason.en)?.[1] ?? ''
      reasons.set(why, (reasons.get(why) ?? 0) + 1)
    }
    assert.deepEqual(Object.fromEntries(reasons), {
      'a GTIN has 8, 12, 13 or 14 digits': 260,
      'its last digit does not match the others': 400,
    })
    assert.equal(faults.length - taken.length, sample.check_digit_valid_0)
    // Two are codes of other rows with a zero before them: the same article to a scanner, and refused as taken.
    assert.deepEqual(
      taken.map(({ value }) => value),
      ['00024463061163', '00070650800091'],
    )
    assert.deepEqual({ ...kept }, { codes: sample.check_digit_valid_1 - taken.length, products: sample.rows })
  })

  test('among 276,018 names, the 506 that contain camembert come before those that resemble it', {
    timeout: 1_800_000,
  }, async () => {
    const { sql, as } = await testApplication({ after })
    await importFile(sql, 'off_france_prefix_ean13.csv.gz')
    await sql`analyze product_search, product_words`
    const owner = as('owner')
    const search = async (query: Record<string, string>) => {
      const { status, body } = await owner.get(`/api/v1/products?${new URLSearchParams({ fields: 'name', ...query })}`)
      assert.equal(status, 200)
      return body as { data: { name: string }[]; meta: { total: number; last_page: number } }
    }
    assert.equal((await search({})).meta.total, names.rows)
    for (const q of ['camembert', 'CAMEMBERT', 'Camembért']) {
      assert.equal((await search({ q, fuzzy: 'false' })).meta.total, names.names_containing_camembert_any_case, q)
    }

    const found: string[] = []
    const { meta } = await search({ q: 'camembert', per_page: '100' })
    for (let page = 1; page <= meta.last_page; page += 1) {
      const { data } = await search({ q: 'camembert', per_page: '100', page: String(page) })
      found.push(...data.map(({ name }) => name.toLowerCase()))
    }
    assert.equal(found.length, meta.total)
    assert.ok(meta.total > names.names_containing_camembert_any_case, 'some only resemble it')
    const contains = found.map((name) => name.includes('camembert'))
    assert.equal(contains.filter(Boolean).length, names.names_containing_camembert_any_case)
    assert.equal(contains.lastIndexOf(true) + 1, names.names_containing_camembert_any_case)
    assert.equal(found[0], 'camembert')

    // What resembles a word is found by whole words; some of these are in other people's names too, which then come first.
    const [whole] = await sql<{ names: number }[]>`
      select count(*)::int as names from product_search where words @@ 'camembert:A'`
    assert.ok((whole?.names ?? 0) > 450)
    for (const q of ['camenbert', 'cammembert', 'camembetr', 'camembrt']) {
      assert.ok((await search({ q })).meta.total >= (whole?.names ?? 0), q)
      assert.match((await search({ q: `${q} normandie` })).data[0]?.name ?? '', /normandie/i)
    }
  })
})
