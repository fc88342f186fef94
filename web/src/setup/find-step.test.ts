import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseStep, findStep } from './find-step.ts'

const EMPTY = { needsOwner: true, stores: 0, products: 0 }
const OWNED = { ...EMPTY, needsOwner: false }
const OPENED = { ...OWNED, stores: 1 }

test('one goes on where one stopped', () => {
  assert.equal(findStep(EMPTY), 'owner')
  assert.equal(findStep(OWNED), 'store')
  assert.equal(findStep(OPENED), 'articles')
  assert.equal(findStep({ ...OPENED, products: 3 }), 'till')
})

test('one may go back, and on without articles, but not ahead of what is needed', () => {
  assert.equal(chooseStep('till', OWNED), 'store')
  assert.equal(chooseStep('articles', EMPTY), 'owner')
  assert.equal(chooseStep('till', OPENED), 'till')
  assert.equal(chooseStep('articles', { ...OPENED, products: 3 }), 'articles')
  assert.equal(chooseStep('owner', OPENED), 'articles')
  assert.equal(chooseStep('nowhere', OPENED), 'articles')
})
