import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeStore, makeUser } from '../../../test/harness/factories.ts'
import { meet, withoutWaiting } from '../../../test/harness/meet.ts'
import { type Actor, systemActor } from '../../platform/actor.ts'
import { withTransaction } from '../../platform/database/connect.ts'
import { AppError } from '../../platform/errors.ts'
import { attachUsers } from '../index.ts'

const { sql } = await testApplication({ after })
const store = await makeStore(sql)
const attach = (actor: Actor, userIds: readonly number[]) =>
  withTransaction(sql, {}, (tx) => attachUsers(tx, actor, store.id, userIds))
const staff = async () =>
  (await sql`select user_id from store_users where store_id = ${store.id}`).map((row) => row.user_id)

it('lets people work in a store, however often it is said', async () => {
  const person = await makeUser(sql)
  await attach(systemActor, [person.id])
  await attach(systemActor, [person.id, person.id])
  await attach(systemActor, [])
  assert.deepEqual(await staff(), [person.id])
})

it('names the first person who does not exist, and attaches nobody', async () => {
  const before = await staff()
  const [known, gone] = [await makeUser(sql), await makeUser(sql)]
  await sql`update users set deleted_at = now() where id = ${gone.id}`
  for (const unknown of [gone.id, 999_999]) {
    await assert.rejects(
      attach(systemActor, [known.id, unknown]),
      (error) => error instanceof AppError && error.status === 422 && 'user_ids.1' in error.fields,
    )
  }
  assert.deepEqual(await staff(), before)
})

it('does not know a store outside the actor’s scope', async () => {
  const person = await makeUser(sql)
  await assert.rejects(attach({ ...systemActor, storeIds: [] }, [person.id]), { status: 404 })
})

it('waits for nobody in a circle who says at once where a person works', async () => {
  const person = await makeUser(sql)
  await meet(
    sql,
    (tx) => tx`select from users where id = ${person.id} for no key update`,
    () => attach(systemActor, [person.id]),
    (tx) => withoutWaiting(tx, tx`select from stores where id = ${store.id} for share`),
  )
  assert.ok((await staff()).includes(person.id))
})
