import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeProduct } from '../../../test/harness/catalog.ts'
import { eventually } from '../../../test/harness/eventually.ts'
import { makeResetCode, makeToken, makeUser } from '../../../test/harness/factories.ts'
import { meet, withoutWaiting } from '../../../test/harness/meet.ts'
import { hashPassword } from '../passwords.ts'
import { setPassword } from '../set-password.ts'
import { sendResetCode } from './send-reset-code.ts'

const { sql, as, guest, withToken, log } = await testApplication({ after })
const PASSWORD = 'un mot de passe assez long'
const otherHash = await hashPassword('un autre mot de passe')

async function somebody() {
  const person = await makeUser(sql, { roles: ['cashier'], password: PASSWORD })
  const client = withToken((await makeToken(sql, person.id)).secret)
  // The use of the token is written down beside the first request, and would meet what the tests have meet.
  await client.get('/api/v1/me')
  const read = () => sql<{ is_used: boolean }[]>`
    select last_used_at is not null as is_used from tokens where user_id = ${person.id}`
  await eventually(read, ([token]) => token?.is_used === true)
  return { ...person, client }
}

test('a page that names a person shows the name they give themselves', async () => {
  const { id, client } = await somebody()
  const product = await makeProduct(sql)
  await sql`update products set created_by = ${id} where id = ${product.id}`
  const reader = as('owner')
  const read = async () =>
    (await reader.get(`/api/v1/products?include=creator&ids=${product.id}`)).body.data[0].creator.name
  assert.notEqual(await read(), 'Nouveau nom')
  assert.equal((await client.put('/api/v1/me', { name: 'Nouveau nom' })).status, 200)
  assert.equal(await read(), 'Nouveau nom')
})

test('whoever is signed out by another password makes no token at the same moment', async () => {
  const { id, client } = await somebody()
  const answer = await meet(
    sql,
    (tx) => setPassword(tx, id, otherHash),
    () => client.post('/api/v1/tokens', { name: 'gardé' }),
  )
  assert.equal(answer.status, 401)
  const [row] = await sql<[{ tokens: number }]>`
    select count(*)::int as tokens from tokens where user_id = ${id} and revoked_at is null`
  assert.equal(row.tokens, 0)
})

test('whoever is signed out by another password takes neither e-mail nor PIN at the same moment', async () => {
  const { id, email, client } = await somebody()
  const body = { email: `autre-${email}`, current_password: PASSWORD }
  const answer = await meet(
    sql,
    (tx) => setPassword(tx, id, otherHash),
    () => client.put('/api/v1/me', body),
  )
  assert.equal(answer.status, 401)
  const other = await somebody()
  const pin = await meet(
    sql,
    (tx) => setPassword(tx, other.id, otherHash),
    () => other.client.put(`/api/v1/users/${other.id}/pin`, { pin: '482913', current_password: PASSWORD }),
  )
  assert.equal(pin.status, 401)
  const rows = await sql<{ email: string; pin_hash: string | null }[]>`
    select email, pin_hash from users where id in (${id}, ${other.id}) order by id`
  assert.deepEqual(
    [...rows].map((row) => ({ ...row })),
    [
      { email, pin_hash: null },
      { email: other.email, pin_hash: null },
    ],
  )
})

test('no code goes to the address that a person is giving up', async () => {
  const { id, email } = await somebody()
  const sent: string[] = []
  const mailer = {
    send: async ({ to }: { to: string }) => {
      sent.push(to)
    },
    close: () => {},
  }
  await meet(
    sql,
    (tx) => tx`update users set email = ${`autre-${email}`} where id = ${id}`,
    () => sendResetCode(sql, mailer, email),
    (tx) => tx`delete from password_resets where user_id = ${id}`,
  )
  assert.deepEqual(sent, [])
  assert.equal((await sql`select from password_resets where user_id = ${id}`).length, 0)
})

test('a code is used while another password is given, and neither waits for the other in a circle', async () => {
  const { id } = await somebody()
  const token = await makeResetCode(sql, id)
  const answer = await meet(
    sql,
    (tx) => tx`update users set password_hash = ${otherHash} where id = ${id}`,
    () => guest.post('/api/v1/password/reset', { token, password: PASSWORD, password_confirmation: PASSWORD }),
    (tx) => withoutWaiting(tx, tx`delete from password_resets where user_id = ${id}`),
  )
  assert.equal(answer.status, 422)
  assert.deepEqual(log.faults, [])
})
