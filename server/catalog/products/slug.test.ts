import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { withTransaction } from '../../platform/database/connect.ts'
import { lockKeys } from '../../platform/database/lock-keys.ts'
import { chooseSlugs, slugBase, slugKeys } from './slug.ts'

const { sql, as, log } = await testApplication({ after })
const owner = as('owner')

const create = async (name: string): Promise<string> => {
  const { status, body } = await owner.post('/api/v1/products', { name })
  assert.equal(status, 201, JSON.stringify(body))
  return body.data.slug
}

describe('a slug', () => {
  const names: [name: string, slug: string][] = [
    ['Crème brûlée, 2 parts', 'creme-brulee-2-parts'],
    ['  L’Œuf & le Cœur  ', 'l-oeuf-le-coeur'],
    ['STRASSE ẞ Ø', 'strasse-ss-o'],
    ['ＡＢＣ ①', 'abc-1'],
    ['東京', 'produit'],
    ['Привет', 'produit'],
    ['!!!', 'produit'],
    ['2024', '2024'],
    ['a'.repeat(255), 'a'.repeat(200)],
    [`${'a'.repeat(199)} b`, 'a'.repeat(199)],
  ]
  for (const [name, slug] of names)
    it(`of ${name.slice(0, 30)} is ${slug.slice(0, 30)}`, () => assert.equal(slugBase(name), slug))

  it('takes the first free number, and counts the deleted', async () => {
    assert.deepEqual(
      [await create('Table'), await create('table'), await create('Tablé')],
      ['table', 'table-1', 'table-2'],
    )
    // A name that looks like a numbered slug takes its place in the row.
    assert.equal(await create('Table 3'), 'table-3')
    assert.equal(await create('Table'), 'table-4')
    assert.equal(await create('Table 1'), 'table-1-1')
    await sql`update products set deleted_at = now() where slug = 'table-2'`
    assert.equal(await create('Table'), 'table-5')
    await sql`delete from products where slug = 'table-2'`
    assert.equal(await create('Table'), 'table-2')
  })

  it('is free for each of many names at once', async () => {
    const names = ['Lot', 'Lot 1', 'Lot', 'lot', 'LOT 1', 'Lot 2']
    const slugs = await withTransaction(sql, {}, async (tx) => {
      await lockKeys(tx, slugKeys(names))
      return chooseSlugs(tx, names)
    })
    assert.deepEqual(slugs, ['lot', 'lot-1', 'lot-2', 'lot-3', 'lot-1-1', 'lot-2-1'])
  })

  it('is given to fifty equal names at once, without a refusal', async () => {
    const slugs = await Promise.all(
      Array.from({ length: 50 }, (_, index) => create(index % 5 === 0 ? 'Foule 7' : 'Foule')),
    )
    assert.equal(new Set(slugs).size, 50)
    for (const slug of slugs) assert.match(slug, /^foule(-\d+){0,2}$/)
    assert.deepEqual(log.faults, [])
  })
})
