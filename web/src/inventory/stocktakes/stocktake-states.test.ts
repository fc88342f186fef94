import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stateOfArticle } from './stocktake-states.ts'

test('an article of a stocktake that was finished without counting it is not called counted', () => {
  assert.equal(stateOfArticle({ is_to_count: true, is_counted: false }), 'to_count')
  assert.equal(stateOfArticle({ is_to_count: false, is_counted: true }), 'counted')
  assert.equal(stateOfArticle({ is_to_count: false, is_counted: false }), 'not_counted')
})
