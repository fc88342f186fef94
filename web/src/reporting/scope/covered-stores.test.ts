import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coveredStores, filteredStores } from './covered-stores.ts'

const PLATEAU = { id: 1, name: 'Plateau' }
const ROSEMONT = { id: 2, name: 'Rosemont' }
const BOTH = [PLATEAU, ROSEMONT]

test('a report of the whole chain has nothing to say of stores', () => {
  assert.equal(coveredStores({ stores: null }, BOTH, true), null)
})

test('whoever sees some stores is told that the figures are of these', () => {
  assert.deepEqual(coveredStores({ stores: null }, [PLATEAU], false), {
    names: ['Plateau'],
    origin: 'yours',
    unseen: 0,
  })
})

test('stores that are asked for, or chosen at the top, are named', () => {
  const asked = coveredStores({ stores: '2' }, BOTH, true)
  assert.deepEqual(asked, { names: ['Rosemont'], origin: 'asked', unseen: 0 })
  assert.equal(coveredStores({ stores: '2', isChosen: true }, BOTH, true)?.origin, 'chosen')
})

test('a store that one may not see is told, not counted as nothing', () => {
  const filtered = filteredStores([{ dimension: 'store', values: [2] }])
  assert.deepEqual(coveredStores({ stores: null, filtered }, [PLATEAU], false), {
    names: [],
    origin: 'asked',
    unseen: 1,
  })
  assert.deepEqual(coveredStores({ stores: '1,2' }, [PLATEAU], false), {
    names: ['Plateau'],
    origin: 'asked',
    unseen: 1,
  })
})

test('a filter narrows the stores further', () => {
  assert.deepEqual(coveredStores({ stores: '1,2', filtered: [2] }, BOTH, true)?.names, ['Rosemont'])
  assert.equal(filteredStores([{ dimension: 'city', values: ['Laval'] }]), null)
  assert.equal(filteredStores([{ dimension: 'store', values: [] }]), null)
})
