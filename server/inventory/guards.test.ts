import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { testDatabase } from '../../test/harness/database.ts'
import { makeStore } from '../../test/harness/factories.ts'
import { makeArticle } from '../../test/harness/inventory.ts'
import { systemActor } from '../platform/actor.ts'
import { withTransaction } from '../platform/database/connect.ts'
import { ensureTaxRules } from '../stores/index.ts'
import { setLevels, storeHasMovements, storeHasStock, variantsHaveStock } from './index.ts'

const { sql } = await testDatabase({ after })
await withTransaction(sql, {}, ensureTaxRules)

describe('what stock keeps from being deleted or changed', () => {
  test('a store and an article with some on hand or missing, until nothing is left', async () => {
    const store = await makeStore(sql)
    const { variantId } = await makeArticle(sql)
    const reasons = () =>
      Promise.all([
        storeHasStock(sql, store.id),
        variantsHaveStock(sql, [variantId, 987_654]),
        storeHasMovements(sql, store.id),
      ])
    const set = (onHand: bigint) =>
      withTransaction(sql, {}, (tx) =>
        setLevels(tx, systemActor, [{ storeId: store.id, variantId, reason: null, onHand }]),
      )
    assert.deepEqual(await reasons(), [null, null, null])
    await set(1n)
    assert.deepEqual(await reasons(), [
      { fr: 'il y reste du stock (articles\u00a0: 1).', en: 'stock remains there (articles: 1).' },
      { fr: 'il en reste en stock.', en: 'some remain in stock.' },
      { fr: 'son stock a déjà une valeur dans cette devise.', en: 'its stock already has a value in this currency.' },
    ])
    await set(-1n)
    assert.ok((await reasons()).every((reason) => reason !== null))
    await set(0n)
    const [store_, variant, currency] = await reasons()
    assert.deepEqual([store_, variant], [null, null])
    assert.notEqual(currency, null)
  })
})
