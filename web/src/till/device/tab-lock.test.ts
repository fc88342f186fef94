import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TabLock } from './tab-lock.ts'

const held = () => Promise.withResolvers<void>()

test('the lock goes to the next page, whenever the one before left', { timeout: 5_000 }, async (t) => {
  const onElsewhere = () => {}
  // Left before it had it, and just as it came.
  new TabLock({ onHeld: () => assert.fail('It has left.'), onElsewhere }).close()
  const came = held()
  const leaving = new TabLock({
    onHeld() {
      leaving.close()
      came.resolve()
    },
    onElsewhere,
  })
  await came.promise
  const next = held()
  const staying = new TabLock({ onHeld: next.resolve, onElsewhere })
  t.after(() => staying.close())
  await next.promise
})
