import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Article } from '../memory.ts'
import { Shelf } from './shelf.ts'
import { describeArticle } from './shelf-documents.ts'
import { ShelfBuilder } from './shelf-index.ts'
import { articleOf } from './testing/articles.ts'

function shelfOf(articles: readonly Article[]): Shelf<Article> {
  const builder = new ShelfBuilder()
  for (const article of articles) builder.put(describeArticle(article), JSON.stringify(article))
  return new Shelf(describeArticle, builder.build())
}

const ids = (articles: readonly Article[]) => articles.map(({ id }) => id)

const GROCER = [
  articleOf(1, 'Crème fraîche épaisse 250 g', { category_id: 1 }),
  articleOf(2, 'Crème brûlée', { category_id: 2 }),
  articleOf(3, 'Glace à la crème', { category_id: 2 }),
  articleOf(4, 'Camembert de Normandie', { sku: 'CAM-1', category_id: 1 }),
  articleOf(5, 'Œufs bio (Boîte de 12)', { barcodes: [{ code: '3009001319682', type: 'gtin' }] }),
  articleOf(6, 'Écrème-lait', { sku: 'ÉCR-9' }),
]

test('every word must be found, whatever its accents and its case', () => {
  const shelf = shelfOf(GROCER)
  assert.deepEqual(ids(shelf.search('CREME', 10)), [2, 1, 3, 6])
  assert.deepEqual(ids(shelf.search('fraiche creme', 10)), [1])
  assert.deepEqual(ids(shelf.search('crème camembert', 10)), [])
  assert.deepEqual(ids(shelf.search('oeufs', 10)), [5])
  assert.deepEqual(ids(shelf.search('  ', 10)), [])
})

test('names that begin with the text come first, then beginnings of words, then what lies inside, then what was mistyped', () => {
  const shelf = shelfOf([
    articleOf(1, 'Vieux pomerol'),
    articleOf(2, 'Pomme golden'),
    articleOf(3, 'Jus de pomme'),
    articleOf(4, 'Lampomme'),
    articleOf(5, 'Pompe'),
  ])
  assert.deepEqual(ids(shelf.search('pomme', 10)), [2, 3, 4, 5, 1])
  assert.deepEqual(ids(shelf.search('pome', 10)).slice(0, 1), [1])
  assert.deepEqual(ids(shelf.search('pomme', 1)), [2])
})

test('a code comes first, and is found by its parts', () => {
  const shelf = shelfOf(GROCER)
  assert.deepEqual(ids(shelf.search('cam-1', 10)), [4])
  assert.deepEqual(ids(shelf.search('3009001319682', 10)), [5])
  assert.deepEqual(ids(shelf.search('19682', 10)), [5])
  assert.deepEqual(ids(shelf.search('ecr', 10)), [6])
})

test('one or two typing errors are forgiven', () => {
  const shelf = shelfOf(GROCER)
  for (const typed of ['camenbert', 'cmaembert', 'camember', 'cammenbert', 'camemebrt de normandie', 'normadnie']) {
    assert.deepEqual(ids(shelf.search(typed, 10)), [4], typed)
  }
})

test('what sells most comes before others that are found as well', () => {
  const shelf = shelfOf(Array.from({ length: 30 }, (_none, index) => articleOf(index + 1, `Thé ${index + 10}`)))
  shelf.setSold(
    new Map([
      [21, 3],
      [12, 90_000],
    ]),
  )
  assert.deepEqual(ids(shelf.search('thé', 4)), [12, 21, 1, 2])
  shelf.put(articleOf(99, 'Thé 00'))
  assert.deepEqual(ids(shelf.search('thé', 4)), [12, 21, 99, 1])
})

test('a category is listed in the order of names', () => {
  const shelf = shelfOf(GROCER)
  assert.deepEqual(ids(shelf.inGroups(new Set([1]), 10)), [4, 1])
  assert.deepEqual(ids(shelf.inGroups(new Set([1, 2]), 2)), [4, 2])
  shelf.put(articleOf(7, 'Beurre', { category_id: 1 }))
  shelf.remove(4)
  assert.deepEqual(ids(shelf.inGroups(new Set([1, 2]), 2)), [7, 2])
  assert.deepEqual(ids(shelf.inGroups(null, 10)), [7, 2, 1, 6, 3, 5])
})

const named = fc.tuple(
  fc.integer({ min: 1, max: 40 }),
  fc.array(fc.constantFrom('thé', 'vert', 'noir', 'The', 'été', 'vernis', 'Noirmoutier'), {
    minLength: 1,
    maxLength: 3,
  }),
  fc.integer({ min: 0, max: 2 }),
)
const article = named.map(([id, words, group]) =>
  articleOf(id, words.join(' '), {
    category_id: group === 0 ? null : group,
    barcodes: [{ code: `A${id % 7}`, type: 'internal' }],
  }),
)
const step = fc.oneof(
  article.map((row) => ({ row, id: row.id })),
  fc.integer({ min: 1, max: 40 }).map((id) => ({ row: null, id })),
)

test('changes in any order make the same shelf as one that is built of what remains', () => {
  fc.assert(
    fc.property(fc.array(article, { maxLength: 30 }), fc.array(step, { maxLength: 30 }), (built, steps) => {
      const changed = shelfOf(built)
      const rows = new Map(built.map((row) => [row.id, row]))
      for (const { row, id } of steps) {
        if (row === null) {
          changed.remove(id)
          rows.delete(id)
        } else {
          changed.put(row)
          rows.set(id, row)
        }
      }
      const whole = shelfOf([...rows.values()])
      assert.equal(changed.count, whole.count)
      for (let id = 1; id <= 40; id += 1) assert.deepEqual(changed.get(id), rows.get(id) ?? null)
      for (const text of ['the', 'v', 'noir vert', 'moutier', 'noirmoutir', 'A3']) {
        assert.deepEqual(changed.search(text, 100), whole.search(text, 100), text)
      }
      assert.deepEqual(changed.inGroups(new Set([1]), 100), whole.inGroups(new Set([1]), 100))
      const byId = (found: { row: Article }[]) => ids(found.map(({ row }) => row)).sort()
      assert.deepEqual(byId(changed.byCode('a3')), byId(whole.byCode('a3')))
    }),
    { numRuns: 200 },
  )
})
