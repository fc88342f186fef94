import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { makeToken, makeUser } from '../../test/harness/factories.ts'

test('a limited token makes none that outlives it', async (t) => {
  const { sql, withToken } = await testApplication(t)
  const person = await makeUser(sql, { roles: ['manager'] })
  const expiresAt = new Date('2040-01-02T03:04:05.000Z')
  const limited = withToken((await makeToken(sql, person.id, { abilities: ['products.view'], expiresAt })).secret)
  const end = async (expires_at?: string) =>
    (await limited.post('/api/v1/tokens', { name: 'x', ...(expires_at && { expires_at }) })).body.data.expires_at
  assert.equal(await end(), expiresAt.toISOString())
  assert.equal(await end('2050-01-01T00:00:00Z'), expiresAt.toISOString())
  assert.equal(await end('2039-01-01T00:00:00Z'), '2039-01-01T00:00:00.000Z')
  const whole = withToken((await makeToken(sql, person.id, { expiresAt })).secret)
  assert.equal((await whole.post('/api/v1/tokens', { name: 'x' })).body.data.expires_at, null)
})
