import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readInStoreLayout, writeInStoreBarcode } from '../../../../rules/index.ts'
import type { Article, Store } from '../memory.ts'
import { lookUpCode } from './look-up-code.ts'
import { Shelf } from './shelf.ts'
import { describeArticle } from './shelf-documents.ts'
import { ShelfBuilder } from './shelf-index.ts'
import { articleOf } from './testing/articles.ts'

const gtin = (code: string) => ({ code, type: 'gtin' as const })
const LAYOUTS: Store['barcode_layouts'] = [
  { name: 'Prix', pattern: '20PPPPPVVVVVC', measure: 'price', decimals: 2 },
  { name: 'Poids', pattern: '21PPPPPVVVVVC', measure: 'weight', decimals: 3 },
]

const builder = new ShelfBuilder()
const articles: Article[] = [
  articleOf(1, 'Savon', { barcodes: [gtin('036000291452')], sku: 'SAV' }),
  articleOf(2, 'Œufs', { barcodes: [gtin('3009001319682')], sku: '0042' }),
  articleOf(3, 'Comté', { plu: '42', sold_by: 'weight' }),
  articleOf(4, 'Carte', { barcodes: [{ code: 'Ab-12', type: 'internal' }], sku: 'sav' }),
]
for (const article of articles) builder.put(describeArticle(article), JSON.stringify(article))
const shelf = new Shelf<Article>(describeArticle, builder.build())

function labelOf(layout: number, value: bigint): string {
  const read = readInStoreLayout(LAYOUTS[layout]?.pattern ?? '')
  return read.ok ? writeInStoreBarcode(read.layout, '42', value) : assert.fail()
}

const lookUp = (code: string) =>
  lookUpCode(shelf, LAYOUTS, code).map(({ article, by, quantity, price }) => [article.id, by, quantity, price])

test('a UPC is one article in 12, 13 and 14 digits', () => {
  for (const code of ['036000291452', '0036000291452', '00036000291452', ' 036000291452 ']) {
    assert.deepEqual(lookUp(code), [[1, 'barcode', null, null]], code)
  }
})

test('what is exact comes before what differs in case or in zeros', () => {
  assert.deepEqual(lookUp('SAV'), [
    [1, 'sku', null, null],
    [4, 'sku', null, null],
  ])
  assert.deepEqual(lookUp('sav')[0], [4, 'sku', null, null])
  assert.deepEqual(lookUp('ab-12'), [[4, 'barcode', null, null]])
  assert.deepEqual(lookUp('0042'), [
    [2, 'sku', null, null],
    [3, 'plu', null, null],
  ])
  assert.deepEqual(lookUp('42'), [[3, 'plu', null, null]])
})

test('the label of a scale says its weight or its price', () => {
  assert.deepEqual(lookUp(labelOf(0, 1234n)), [[3, 'label', null, '12.34']])
  assert.deepEqual(lookUp(labelOf(1, 750n)), [[3, 'label', '0.75', null]])
})

test('a code that nobody bears, or a label with a wrong check digit, finds nothing', () => {
  const label = labelOf(0, 1234n)
  const wrong = label.slice(0, -1) + ((Number(label.at(-1)) + 1) % 10)
  for (const code of [wrong, '9999999999994', '', 'x']) assert.deepEqual(lookUp(code), [], code)
})
