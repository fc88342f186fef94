import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWithin, placeBeside, placeCategories, placeOfDrop, readTree } from './category-tree.ts'

const TREE = readTree([
  { id: 2, name: 'Maison', parent_id: null, position: 1, children: [] },
  {
    id: 1,
    name: 'Épicerie',
    parent_id: null,
    position: 0,
    children: [
      { id: 3, name: 'Cafés', parent_id: 1, position: 0, children: [] },
      { id: 4, name: 'Huiles', parent_id: 1, position: 4, children: [] },
    ],
  },
])

test('the tree is read in its order, each category with its path', () => {
  const paths = placeCategories(TREE).map(({ path, depth }) => `${depth} ${path}`)
  assert.deepEqual(paths, ['0 Épicerie', '1 Épicerie › Cafés', '1 Épicerie › Huiles', '0 Maison'])
  assert.equal(isWithin(TREE, 4, 1), true)
  assert.equal(isWithin(TREE, 1, 4), false)
})

test('a drop says the parent and the place', () => {
  assert.deepEqual(placeOfDrop(TREE, 2, 3, 'before'), { parentId: 1, position: 0 })
  assert.deepEqual(placeOfDrop(TREE, 2, 3, 'after'), { parentId: 1, position: 4 })
  assert.deepEqual(placeOfDrop(TREE, 2, 4, 'after'), { parentId: 1, position: 5 })
  assert.deepEqual(placeOfDrop(TREE, 2, 1, 'inside'), { parentId: 1, position: 5 })
  assert.deepEqual(placeOfDrop(TREE, 4, 2, 'inside'), { parentId: 2, position: 0 })
  assert.equal(placeOfDrop(TREE, 1, 3, 'inside'), null, 'nothing goes under itself')
})

test('a category moves past its neighbour, and no further than the end', () => {
  assert.deepEqual(placeBeside(TREE, 4, -1), { parentId: 1, position: 0 })
  assert.deepEqual(placeBeside(TREE, 3, 1), { parentId: 1, position: 5 })
  assert.equal(placeBeside(TREE, 3, -1), null)
  assert.equal(placeBeside(TREE, 2, 1), null)
})
