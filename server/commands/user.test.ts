import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { makeStore } from '../../test/harness/factories.ts'
import type { Text } from '../platform/text.ts'
import { user } from './user.ts'

const { sql, guest, withToken, config } = await testApplication({ after })
// The command reads its configuration from the environment, as every command does.
Object.assign(process.env, {
  DATABASE_URL: config.databaseUrl,
  SECRET_KEY: config.secretKey,
  COMPTOIR_DATA: config.dataFolder,
})

async function run(...args: string[]): Promise<{ code: number; lines: Text[] }> {
  const lines: Text[] = []
  const code = await user({ args, language: 'fr', say: (line) => lines.push(line) })
  return { code, lines }
}
const lastWord = (line: Text | undefined) => line?.fr.split(' : ')[1] ?? ''
const logIn = (email: string, password: string) => guest.post('/api/v1/login', { email, password })

test('makes a person who can log in with the password that is shown once, and works where told', async () => {
  const store = await makeStore(sql, { code: 'PLATEAU' })
  const { code, lines } = await run(
    ...['create', '--email', 'lea@example.com', '--name', 'Léa', '--role', 'cashier', '--store', 'PLATEAU'],
  )
  assert.equal(code, 0)
  const answer = await logIn('lea@example.com', lastWord(lines[1]))
  assert.equal(answer.status, 200)
  const { body } = await withToken(answer.body.data.token).get('/api/v1/me')
  assert.deepEqual(body.data.store_ids, [store.id])
  assert.equal(body.data.roles[0].name, 'cashier')
  const listed = await run('list')
  assert.match(listed.lines[0]?.fr ?? '', /lea@example\.com\tLéa\trôles : cashier\tmagasins : \d+$/)
})

test('gives another password, which ends every session and token', async () => {
  await run('create', '--email', 'max@example.com', '--name', 'Max')
  const made = await run(
    'token',
    '--email',
    'MAX@example.com',
    '--name',
    'Script',
    '--ability',
    'sales.view',
    '--days',
    '3',
  )
  const client = withToken(lastWord(made.lines[0]))
  assert.match(lastWord(made.lines[0]), /^comptoir_/)
  const { lines } = await run('password', '--email', 'max@example.com')
  assert.match(lines[0]?.fr ?? '', /sessions et jetons révoqués\u00a0: 1\./)
  assert.equal((await client.get('/api/v1/me')).status, 401)
  assert.equal((await logIn('max@example.com', lastWord(lines[1]))).status, 200)
})

test('says what is wrong in words', async () => {
  const table: [string[], RegExp][] = [
    [['create', '--name', 'x'], /Il manque --email/],
    [['create', '--email', 'x', '--name', 'x'], /n’est pas un courriel/],
    [['create', '--email', 'x@example.com'], /Il manque --name/],
    [['create', '--email', 'x@example.com', '--name', 'x', '--role', 'boss'], /Il n’y a pas de rôle « boss »/],
    [['create', '--email', 'x@example.com', '--name', 'x', '--store', 'NULLE'], /Il n’y a pas de magasin « NULLE »/],
    [['create', '--email', 'lea@example.com', '--name', 'x'], /Ce courriel a déjà un compte/],
    [['password', '--email', 'nobody@example.com'], /Personne n’a le courriel/],
    [['token', '--email', 'lea@example.com'], /Il manque --name/],
    [['token', '--email', 'lea@example.com', '--name', 'x', '--ability', 'fly'], /Il n’y a pas de permission « fly »/],
    [['token', '--email', 'lea@example.com', '--name', 'x', '--days', 'two'], /--days veut un nombre de jours/],
  ]
  for (const [args, message] of table) await assert.rejects(run(...args), message, args.join(' '))
  const [made] = await sql`select count(*)::int as rows from users where email = 'x@example.com'`
  assert.equal(made?.rows, 0)
})

test('without a known action it explains itself', async () => {
  assert.equal((await run()).code, 2)
  assert.equal((await run('fly')).code, 2)
  const { code, lines } = await run('--help')
  assert.equal(code, 0)
  assert.match(lines[0]?.en ?? '', /comptoir user create/)
})
