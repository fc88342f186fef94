import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeCategory, makeProduct } from '../../../test/harness/catalog.ts'

const { sql, as } = await testApplication({ after })
const owner = as('owner')

const dairy = await makeCategory(sql, { name: 'Crèmerie' })
const cheeses = await makeCategory(sql, { name: 'Fromages affinés', parent_id: dairy.id })
const books = await makeCategory(sql, { name: 'Livres de camembert' })
const named = {
  exact: 'Camembert',
  begins: 'Camembert de Normandie',
  word: 'Gros camembert au four',
  within: 'Supercamemberts',
  code: 'Boîte ronde',
  category: 'Manuel',
  description: 'Assortiment',
  fuzzy: 'Camenbert premier prix',
  oil: 'Huile d’olive vierge',
  egg: 'Œufs de caille',
  cola: 'Coca-Cola',
  cheese: 'Saint-Nectaire fermier',
}
for (const [key, name] of Object.entries(named)) {
  await makeProduct(sql, {
    name,
    sku: key === 'code' ? 'CAMEMBERT-9' : `SKU-${key}`,
    category_id: key === 'category' ? books.id : key === 'cheese' ? cheeses.id : null,
    description: key === 'description' ? '<p>Avec du <b>camembert</b>&nbsp;frais</p>' : null,
    ...(key === 'oil' && { barcode: '3017620422003', is_featured: true }),
  })
}

const answer = async (query: Record<string, string>) => {
  const response = await owner.get(`/api/v1/products?${new URLSearchParams({ per_page: '100', ...query })}`)
  assert.equal(response.status, 200, JSON.stringify(response.body))
  return response.body as { data: { name: string }[]; meta: { total: number } }
}
const find = async (q: string, query: Record<string, string> = {}) =>
  (await answer({ q, ...query })).data.map(({ name }) => name)

describe('a search without an order', () => {
  it('answers the best first, each kind of match in its place', async () => {
    const { exact, begins, word, within, code, category, description, fuzzy } = named
    const found = [exact, begins, word, within, code, category, description, fuzzy]
    assert.deepEqual(await find('camembert'), found)
    assert.deepEqual(await find('CAMEMBERT', { fuzzy: 'false' }), found.slice(0, -1))
  })

  it('puts the article that bears the code before everything', async () => {
    assert.deepEqual((await find('camembert-9'))[0], named.code)
    assert.deepEqual(await find('3017620422003'), [named.oil])
    assert.deepEqual(await find('03017620422003'), [named.oil], 'as another scanner reads it')
    assert.deepEqual(await find('sku-oil'), [named.oil])
  })

  it('pages by number with the right total', async () => {
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => answer({ q: 'camembert', per_page: '3', page: `${page}` })),
    )
    assert.deepEqual(
      pages.flatMap(({ data }) => data.map(({ name }) => name)),
      await find('camembert'),
    )
    for (const { meta } of pages) assert.equal(meta.total, 8)
  })
})

describe('one or two wrong letters', () => {
  for (const q of ['camenbert', 'cammembert', 'camembetr', 'camembrt', 'kamembert']) {
    it(`${q} finds camembert, and nothing with fuzzy=false`, async () => {
      assert.ok((await find(q)).includes(named.exact), q)
      assert.ok(!(await find(q, { fuzzy: 'false' })).includes(named.exact), q)
    })
  }

  it('are forgiven to short words when there is one, and to the plural', async () => {
    assert.deepEqual(await find('hulie'), [named.oil])
    assert.deepEqual(await find('huille'), [named.oil])
    assert.deepEqual(await find('oeuf caile'), [named.egg])
    assert.deepEqual(await find('huiles olives'), [named.oil])
    assert.deepEqual(await find('hiulee'), [])
  })

  it('are not forgiven to numbers and to words of three letters', async () => {
    assert.deepEqual(await find('3017620422004'), [])
    assert.deepEqual(await find('occ'), [])
  })
})

describe('the words of a search', () => {
  const cases: [q: string, name: string][] = [
    ['l’huile', named.oil],
    ["l'huile d'olive", named.oil],
    ['OLIVE huile', named.oil],
    ['œufs', named.egg],
    ['oeufs caille', named.egg],
    ['coca cola', named.cola],
    ['coca-cola', named.cola],
    ['coca – cola', named.cola],
    ['huile\u00a0: olive & vierge', named.oil],
    ['saint nectaire', named.cheese],
    ['cremerie fermier', named.cheese],
    ['affines', named.cheese],
  ]
  for (const [q, name] of cases) it(`« ${q} » finds ${name}`, async () => assert.deepEqual(await find(q), [name]))

  it('must all be found', async () => {
    assert.deepEqual(await find('huile camembert'), [])
    assert.deepEqual(await find('huile olive introuvable'), [])
  })

  it('are looked for at the beginnings of words when they have one or two letters', async () => {
    assert.deepEqual(await find('oe'), [named.egg])
    assert.deepEqual(await find('ui'), [])
  })
})

describe('a search', () => {
  it('combines with filters and orders', async () => {
    assert.deepEqual(await find('camembert', { category_id: String(books.id) }), [named.category])
    assert.deepEqual(await find('huile', { is_featured: 'false' }), [])
    assert.deepEqual(
      await find('camembert', { sort: '-name' }),
      (await find('camembert', { sort: 'name' })).toReversed(),
    )
  })

  it('walks by cursor in the order that is asked for', async () => {
    const names: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await owner.get(
        `/api/v1/products?${new URLSearchParams({ q: 'camembert', sort: 'name', per_page: '3', cursor })}`,
      )
      names.push(...body.data.map(({ name }: { name: string }) => name))
      cursor = body.meta.next_cursor
    }
    assert.deepEqual(names, await find('camembert', { sort: 'name' }))
  })

  it('sees a change of the name, the codes, the category and its name at once', async () => {
    const product = await makeProduct(sql, { name: 'Avant', category_id: cheeses.id })
    await owner.patch(`/api/v1/products/${product.id}`, { name: 'Maintenant', sku: 'NOUVEAU-1' })
    assert.deepEqual(await find('avant'), [])
    assert.deepEqual(await find('nouveau-1'), ['Maintenant'])
    await owner.patch(`/api/v1/product-categories/${dairy.id}`, { name: 'Laiterie' })
    assert.deepEqual(await find('laiterie maintenant'), ['Maintenant'])
    assert.deepEqual(await find('cremerie'), [])
    await owner.del(`/api/v1/products/${product.id}`)
    assert.deepEqual(await find('maintenant'), [])
    await owner.post(`/api/v1/products/${product.id}/restore`)
    assert.deepEqual(await find('maintenant'), ['Maintenant'])
  })
})
