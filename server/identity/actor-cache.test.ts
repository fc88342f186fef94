import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, systemActor } from '../platform/actor.ts'
import { ActorCache } from './actor-cache.ts'
import type { LoadedActor } from './load-actor.ts'

const actor = (userId: number): Actor => ({ ...systemActor, kind: 'user', key: `user:${userId}`, userId })
const loaded = (userId: number, expiresAt: number | null = null): LoadedActor => ({
  actor: actor(userId),
  expiresAt,
  isUseUnrecorded: false,
})
const neverAsked = () => assert.fail('asked again')

test('answers without a promise for a second, counted from when the reading began', async () => {
  const clock = { time: 5_000, now: () => clock.time }
  const cache = new ActorCache(clock)
  const { promise, resolve } = Promise.withResolvers<LoadedActor>()
  const first = cache.get('a', () => promise)
  clock.time += 600
  resolve(loaded(1))
  const known = await first
  clock.time += 400
  assert.equal(cache.get('a', neverAsked), known)
  clock.time += 1
  assert.equal((await cache.get('a', async () => loaded(2)))?.userId, 2)
})

test('loads once for all who ask meanwhile', async () => {
  const cache = new ActorCache()
  const { promise, resolve } = Promise.withResolvers<LoadedActor>()
  const first = cache.get('a', () => promise)
  const second = cache.get('a', neverAsked)
  resolve(loaded(1))
  assert.equal(await first, await second)
})

test('a bad credential, and one that has just expired, are asked for each time', async () => {
  const cache = new ActorCache()
  assert.equal(await cache.get('a', async () => null), null)
  assert.equal((await cache.get('a', async () => loaded(1, Date.now() - 1)))?.userId, 1)
  assert.equal((await cache.get('a', async () => loaded(2)))?.userId, 2)
})

test('a reading that fails is tried again', async () => {
  const cache = new ActorCache()
  await assert.rejects(Promise.resolve(cache.get('a', () => Promise.reject(new Error('gone')))), /gone/)
  assert.equal((await cache.get('a', async () => loaded(1)))?.userId, 1)
})

test('forgets those who match, and no others', async () => {
  const cache = new ActorCache()
  await cache.get('a', async () => loaded(1))
  await cache.get('b', async () => loaded(2))
  cache.forget(({ userId }) => userId === 1)
  assert.equal((await cache.get('a', async () => null))?.userId, undefined)
  assert.equal((await cache.get('b', neverAsked))?.userId, 2)
})

test('a reading that began before something was forgotten is neither kept nor joined', async () => {
  const cache = new ActorCache()
  const { promise, resolve } = Promise.withResolvers<LoadedActor>()
  const before = cache.get('a', () => promise)
  cache.forget(() => true)
  const after = cache.get('a', async () => null)
  resolve(loaded(1))
  assert.equal((await before)?.userId, 1)
  assert.equal(await after, null)
  assert.equal(await cache.get('a', async () => null), null)
})

test('a connection that stays silent is asked once more over another, and then refused for the moment', async () => {
  const cache = new ActorCache()
  const silent = new Promise<LoadedActor>(() => {})
  const answers = [silent, Promise.resolve(loaded(1))]
  assert.equal((await cache.get('a', () => answers.shift() ?? silent))?.userId, 1)
  await assert.rejects(Promise.resolve(cache.get('b', () => silent)), { code: 'not_ready' })
  assert.equal((await cache.get('b', async () => loaded(2)))?.userId, 2)
})
