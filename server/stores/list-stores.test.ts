import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import postgres from 'postgres'
import { testDatabase } from '../../test/harness/database.ts'
import { makeAddress, makeStore, makeUser } from '../../test/harness/factories.ts'
import { systemActor } from '../platform/actor.ts'
import { withTransaction } from '../platform/database/connect.ts'
import { VALUE_TYPES } from '../platform/database/value-types.ts'
import { getStore } from './get-store.ts'
import { ensureTaxRules } from './index.ts'
import { listStores } from './list-stores.ts'

const { sql, url } = await testDatabase({ after })
await withTransaction(sql, {}, ensureTaxRules)

const statements: string[] = []
/** Sees every statement that reaches the database, but the driver's own question for array types. */
const watched = postgres(url, {
  max: 1,
  types: VALUE_TYPES,
  debug: (_connection, query) => {
    if (!query.includes('pg_catalog.pg_type')) statements.push(query)
  },
})
after(() => watched.end())

it('a page is one statement, whatever is included', async () => {
  const store = await makeStore(sql)
  await makeStore(sql)
  await makeAddress(sql, { owner_id: store.id })
  await makeUser(sql, { storeIds: [store.id] })
  const include = 'addresses,registers,users'
  await watched`select 1`
  for (const query of [{}, { include }, { include, q: 'magasin', sort: '-name' }, { include, cursor: '' }]) {
    statements.length = 0
    const { data } = await listStores(watched, systemActor, query)
    assert.equal(statements.length, 1, JSON.stringify(query))
    assert.equal(data.length, 2)
  }
  statements.length = 0
  const read = await getStore(watched, systemActor, store.id, include)
  assert.equal(statements.length, 1)
  assert.deepEqual([read.addresses?.length, read.registers?.length, read.users?.length], [1, 1, 1])
  assert.deepEqual(read.address, read.addresses?.[0])
})
