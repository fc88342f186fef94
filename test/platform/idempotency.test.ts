import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Type } from 'typebox'
import { platformErrors } from '../../server/platform/errors.ts'
import { Strict } from '../../server/platform/http/fields.ts'
import { ownWrite, write } from '../../server/platform/http/route.ts'
import { text } from '../../server/platform/text.ts'
import { PERMISSION, startSmallServer } from './small-server.ts'

const Thing = Type.Object({ id: Type.Integer(), name: Type.String() })
const ThingBody = Strict({ name: Type.String({ maxLength: 100 }), fails: Type.Optional(Type.Boolean()) })
const common = {
  method: 'POST',
  tag: 'things',
  summary: text('Créer', 'Create'),
  description: text('Crée une chose.', 'Creates a thing.'),
  response: Thing,
  status: 201,
} as const

/** Holds back the first creation until the second has arrived at the database. */
const gate = { opened: Promise.resolve() }

const routes = [
  write({
    ...common,
    path: '/things',
    operation: 'createThing',
    access: PERMISSION,
    body: ThingBody,
    message: text('Chose créée.', 'Thing created.'),
    async run({ tx, body }) {
      const [thing] = await tx<[{ id: number; name: string }]>`
        insert into things (name) values (${body.name}) returning id, name`
      await gate.opened
      if (body.fails) throw platformErrors.conflict()
      return { data: thing, headers: { 'x-made': 'yes' } }
    },
  }),
  write({
    ...common,
    path: '/others',
    operation: 'createOther',
    access: 'authenticated',
    run: async ({ tx, actor }) => {
      const [row] = await tx<[{ id: number; name: string }]>`
        insert into things (name) values (${`${actor.key} ${Math.random()}`}) returning id, name`
      return { data: row }
    },
  }),
  write({
    ...common,
    path: '/secrets',
    operation: 'createSecret',
    access: 'authenticated',
    secret: true,
    run: async ({ tx }) => {
      const [row] = await tx<[{ id: number; name: string }]>`
        insert into things (name) values (${`secret ${Math.random()}`}) returning id, name`
      return { data: row }
    },
  }),
  ownWrite({
    ...common,
    path: '/public',
    operation: 'createPublic',
    access: 'public',
    run: async () => ({ data: { id: 1, name: 'public' } }),
  }),
  write({
    ...common,
    path: '/guests',
    operation: 'createGuest',
    access: 'public',
    run: async () => ({ data: { id: 2, name: 'guest' } }),
  }),
]

const { ann, bob, guest, sql } = await startSmallServer({ after }, routes)
const key = (value: string) => ({ 'idempotency-key': value })
const countThings = async (name: string) => {
  const [row] = await sql<[{ count: number }]>`select count(*) as count from things where name = ${name}`
  return row.count
}

test('a write that is sent again answers the same and does nothing', async () => {
  const first = await ann.post('/things', { name: 'once' }, key('k1'))
  const second = await ann.post('/things', { name: ' once ' }, key('k1'))
  assert.equal(first.status, 201)
  assert.equal(second.status, 201)
  assert.deepEqual(second.body, first.body)
  assert.equal(first.headers['idempotent-replayed'], undefined)
  assert.equal(second.headers['idempotent-replayed'], 'true')
  assert.equal(second.headers['x-made'], 'yes')
  assert.equal(await countThings('once'), 1)
})

test('the order of keys does not make another body; a value does', async () => {
  await ann.post('/things', { name: 'order', fails: false }, key('k2'))
  const turned = await ann.post('/things', '{"fails":false,"nom":"order"}', key('k2'))
  assert.equal(turned.headers['idempotent-replayed'], 'true')
  const other = await ann.post('/things', { name: 'another', fails: false }, key('k2'))
  assert.equal(other.status, 409)
  assert.equal(other.body.code, 'idempotency_key_reused')
  assert.equal(await countThings('another'), 0)
})

test('two at once: one works, the other answers what it did', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  gate.opened = promise
  const both = [1, 2].map(() => ann.post('/things', { name: 'crowd' }, key('k3')))
  // The second stands at the primary key of the first, which waits for us.
  for (let waiting = 0; waiting === 0; ) {
    const [row] = await sql<[{ count: number }]>`
      select count(*) as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    waiting = row.count
  }
  resolve()
  const answers = await Promise.all(both)
  assert.deepEqual(
    answers.map((answer) => answer.status),
    [201, 201],
  )
  assert.deepEqual(answers[0]?.body, answers[1]?.body)
  assert.deepEqual(answers.map((answer) => answer.headers['idempotent-replayed']).sort(), ['true', undefined])
  assert.equal(await countThings('crowd'), 1)
})

test('a failure is not kept: the same key may try again', async () => {
  const failed = await ann.post('/things', { name: 'later', fails: true }, key('k4'))
  assert.equal(failed.status, 409)
  assert.equal(await countThings('later'), 0)
  const again = await ann.post('/things', { name: 'later' }, key('k4'))
  assert.equal(again.status, 201)
  const refused = await ann.post('/things', { name: 5 }, key('k5'))
  assert.equal(refused.status, 422)
  assert.equal((await ann.post('/things', { name: 'five' }, key('k5'))).status, 201)
})

test('a key belongs to an actor and a route', async () => {
  const mine = await ann.post('/others', undefined, key('shared'))
  const yours = await bob.post('/others', undefined, key('shared'))
  assert.equal(yours.headers['idempotent-replayed'], undefined)
  assert.notEqual(mine.body.data.id, yours.body.data.id)
  const elsewhere = await ann.post('/things', { name: 'elsewhere' }, key('shared'))
  assert.equal(elsewhere.status, 201)
})

test('an answer that holds a secret is never kept', async () => {
  const first = await ann.post('/secrets', undefined, key('secret'))
  const second = await ann.post('/secrets', undefined, key('secret'))
  assert.notEqual(first.body.data.id, second.body.data.id)
  assert.equal(first.headers['cache-control'], 'no-store')
  const kept = await sql`select 1 from idempotency_keys where operation = 'createSecret'`
  assert.equal(kept.length, 0)
})

test('a guest’s key is let pass, since nothing can be kept for nobody', async () => {
  assert.equal((await guest.post('/public', undefined, key('guest'))).status, 201)
  assert.equal((await guest.post('/guests', undefined, key('guest'))).status, 201)
})

test('a key that is none is blamed', async () => {
  for (const bad of ['x'.repeat(256), 'a b', 'é']) {
    const answer = await ann.post('/things', { name: 'never' }, key(bad))
    assert.equal(answer.status, 422, bad)
    assert.ok(answer.body.errors['Idempotency-Key'])
  }
  assert.equal(await countThings('never'), 0)
})

test('a retry with a slash at the end of its path is the same request', async () => {
  const first = await ann.post('/things', { name: 'slash' }, key('slash'))
  const again = await ann.post('/things/', { name: 'slash' }, key('slash'))
  assert.deepEqual([first.status, again.status], [201, 201])
  assert.equal(again.headers['idempotent-replayed'], 'true')
  assert.equal(again.body.data.id, first.body.data.id)
})
