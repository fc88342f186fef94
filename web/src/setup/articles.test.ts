import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NO_ARTICLE, readArticles } from './articles.ts'

const row = (name: string, price: string, stock = '') => ({ ...NO_ARTICLE, name, price, stock })

test('a price is taken with a point or a comma, and rows without a word are none', () => {
  const { articles, refusals } = readArticles([row(' Coffee ', '9,99', '12'), NO_ARTICLE, row('Tea', '4.5', '1,5')])
  assert.deepEqual(
    articles.map(({ name, price, stock, taxClass }) => [name, price, stock, taxClass]),
    [
      ['Coffee', '9.99', '12', 'standard'],
      ['Tea', '4.5', '1.5', 'standard'],
    ],
  )
  assert.equal(refusals.size, 0)
})

test('what cannot be made is told at its row and field, before anything is', () => {
  const { refusals } = readArticles([
    row('Coffee', '9.99'),
    row('', '4'),
    row('Tea', ''),
    row('Rice', 'two', 'many'),
    // A thousand, or one and a bit? Nobody can know.
    row('Sofa', '1,299,9'),
    row('Milk', '-2', '-1'),
  ])
  const fields = [...refusals].map(([index, refused]) => [index, ...Object.keys(refused)])
  assert.deepEqual(fields, [
    [1, 'name'],
    [2, 'price'],
    [3, 'price', 'stock'],
    [4, 'price'],
    [5, 'price', 'stock'],
  ])
})
