import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import type { Client } from '../../../test/harness/client.ts'
import { makeResetCode, makeToken, makeUser, nextNumber } from '../../../test/harness/factories.ts'
import { memoryLog } from '../../../test/harness/memory-log.ts'
import { createMailer, type Message } from '../../platform/mail/create-mailer.ts'
import { sendResetCode } from './send-reset-code.ts'

const { sql, config, guest, service, withToken, as, log } = await testApplication({ after })
const PASSWORD = 'un mot de passe assez long'
const OTHER = 'un autre mot de passe'

const newAddress = () => {
  const number = nextNumber()
  return { 'x-forwarded-for': `10.9.${(number >> 8) & 255}.${number & 255}` }
}
const logIn = (email: string, password: string, more = {}) =>
  guest.post('/api/v1/login', { email, password, ...more }, newAddress())

async function somebody() {
  const person = await makeUser(sql, { roles: ['cashier'], password: PASSWORD })
  return { ...person, client: withToken((await makeToken(sql, person.id)).secret) }
}
const change = (client: Client, body: object = {}) =>
  client.put('/api/v1/me/password', {
    current_password: PASSWORD,
    password: OTHER,
    password_confirmation: OTHER,
    ...body,
  })
const reset = (token: string, password = OTHER, headers = newAddress()) =>
  guest.post('/api/v1/password/reset', { token, password, password_confirmation: password }, headers)
const forget = (email: string, headers = newAddress()) => guest.post('/api/v1/password/forgot', { email }, headers)

test('a changed password ends every other session and token, and not the one in use', async () => {
  const { id, email, client } = await somebody()
  const second = withToken((await makeToken(sql, id)).secret)
  const browser = await logIn(email, PASSWORD, { session: true })
  const cookie = String(browser.headers['set-cookie']).split(';', 1)[0] ?? ''
  for (const status of [await second.get('/api/v1/me'), await guest.get('/api/v1/me', { cookie })]) {
    assert.equal(status.status, 200)
  }
  const answer = await change(client)
  assert.deepEqual(answer.body, { success: true, data: { revoked: 2 }, message: 'Mot de passe changé.' })
  assert.equal((await client.get('/api/v1/me')).status, 200)
  assert.equal((await second.get('/api/v1/me')).status, 401)
  assert.equal((await guest.get('/api/v1/me', { cookie })).status, 401)
  assert.equal((await logIn(email, PASSWORD)).status, 401)
  assert.equal((await logIn(email, OTHER)).status, 200)
  assert.ok(!JSON.stringify([log.operations, log.requests]).includes(OTHER))
})

test('a browser changes its password and stays signed in', async () => {
  const { email } = await somebody()
  const browser = await logIn(email, PASSWORD, { session: true })
  const cookie = String(browser.headers['set-cookie']).split(';', 1)[0] ?? ''
  const body = { current_password: PASSWORD, password: OTHER, password_confirmation: OTHER }
  const headers = { cookie, host: 'shop.example', origin: 'http://shop.example' }
  assert.equal((await guest.put('/api/v1/me/password', body, headers)).status, 200)
  assert.equal((await guest.get('/api/v1/me', { cookie })).status, 200)
})

test('a password is changed by whoever knows the present one, and guesses are limited', async () => {
  const { client } = await somebody()
  const differing = await change(client, { password_confirmation: 'autre chose' })
  assert.deepEqual(Object.keys(differing.body.errors), ['password_confirmation'])
  assert.deepEqual(Object.keys((await change(client, { password: 'court' })).body.errors), ['password'])
  for (let guess = 0; guess < 5; guess += 1) {
    const wrong = await change(client, { current_password: `${PASSWORD} ` })
    assert.deepEqual(wrong.body.errors, { current_password: ['Ce n’est pas votre mot de passe actuel.'] })
  }
  const locked = await change(client)
  assert.deepEqual([locked.status, locked.body.code], [429, 'too_many_attempts'])
  assert.equal((await service.put('/api/v1/me/password', {})).status, 422)
  assert.equal((await change(service)).body.code, 'people_only')
  assert.equal((await change(as('owner'))).status, 422, 'whoever has no password asks for a code')
})

test('of two changes at once from the same password, one is made', async () => {
  const { id, email, client } = await somebody()
  const second = withToken((await makeToken(sql, id)).secret)
  const answers = await Promise.all([
    change(client, { password: `${OTHER} A`, password_confirmation: `${OTHER} A` }),
    change(second, { password: `${OTHER} B`, password_confirmation: `${OTHER} B` }),
  ])
  const won = answers.findIndex(({ status }) => status === 200)
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  assert.ok(answers.every(({ status }) => [200, 401, 409, 422].includes(status)))
  assert.equal((await logIn(email, `${OTHER} ${won === 0 ? 'A' : 'B'}`)).status, 200)
})

test('one changes one’s name and language; the e-mail asks for the password', async () => {
  const { email, client } = await somebody()
  const renamed = await client.put('/api/v1/me', { name: ' Zoé ', locale: 'en' })
  assert.deepEqual([renamed.body.data.name, renamed.body.data.locale, renamed.body.data.email], ['Zoé', 'en', email])
  assert.equal((await client.get('/api/v1/me')).body.data.user.name, 'Zoé')
  const address = `neuve-${nextNumber()}@example.com`
  assert.deepEqual(Object.keys((await client.put('/api/v1/me', { email: address })).body.errors), ['current_password'])
  const wrong = await client.put('/api/v1/me', { email: address, current_password: 'faux' })
  assert.deepEqual(Object.keys(wrong.body.errors), ['current_password'])
  const taken = await makeUser(sql)
  const right = { current_password: PASSWORD }
  assert.equal((await client.put('/api/v1/me', { email: taken.email, ...right })).body.code, 'email_taken')
  assert.equal((await client.put('/api/v1/me', { email: address, ...right })).body.data.email, address)
  assert.equal((await logIn(address, PASSWORD)).status, 200)
  assert.equal((await logIn(email, PASSWORD)).status, 401)
  assert.equal((await service.put('/api/v1/me', { name: 'x' })).body.code, 'people_only')
})

/** What the worker does with the jobs that were left, and the messages that it sent. */
async function work() {
  const jobs = await sql<{ id: string; data: { email: string } }[]>`
    delete from pgboss.job where name = 'send-reset-code' returning data`
  const sent: Message[] = []
  const mailer = { send: async (message: Message) => void sent.push(message), close: () => {} }
  for (const { data } of jobs) await sendResetCode(sql, mailer, data.email)
  return { jobs: jobs.map(({ data }) => data), sent }
}
const codeIn = ({ text }: Message): string => /^[2-9A-Z]{4}(-[2-9A-Z]{4}){3}$/m.exec(text)?.[0] ?? ''

test('a lost password is replaced through a code, once', async () => {
  const { email, client } = await somebody()
  for (let guess = 0; guess < 5; guess += 1) await logIn(email, 'faux')
  assert.equal((await logIn(email, PASSWORD)).status, 429)
  const answer = await forget(email.toUpperCase())
  assert.equal(answer.status, 200)
  const { jobs, sent } = await work()
  assert.deepEqual(jobs, [{ email: email.toUpperCase() }])
  const [message] = sent
  assert.ok(message)
  assert.equal(message.to, email)
  assert.equal(message.subject, 'Comptoir\u00a0: choisir un nouveau mot de passe')
  const code = codeIn(message)
  assert.ok(message.html.includes(`<b>${code}</b>`))
  const [kept] =
    await sql`select count(*)::int as rows from password_resets where encode(token_hash, 'escape') = ${code}`
  assert.equal(kept?.rows, 0)
  const typed = code.toLowerCase().replaceAll('-', ' ')
  assert.deepEqual((await reset(typed)).body, {
    success: true,
    data: null,
    message: 'Mot de passe changé\u00a0; connectez-vous.',
  })
  assert.equal((await client.get('/api/v1/me')).status, 401, 'every token has ended')
  assert.equal((await logIn(email, OTHER)).status, 200, 'what was guessed before locks nobody out')
  const again = await reset(code)
  assert.deepEqual([again.status, Object.keys(again.body.errors)], [422, ['token']])
})

test('the answer is the same for an account that does not exist, and nothing is sent', async () => {
  const { email } = await somebody()
  const gone = await makeUser(sql, { password: PASSWORD })
  await sql`update users set deleted_at = now() where id = ${gone.id}`
  const answers = [await forget(email), await forget('personne-du-tout@example.com'), await forget(gone.email)]
  for (const { status, body, headers } of answers) {
    assert.deepEqual([status, body], [answers[0]?.status, answers[0]?.body])
    assert.deepEqual(Object.keys(headers), Object.keys(answers[0]?.headers ?? {}))
  }
  const { jobs, sent } = await work()
  assert.equal(jobs.length, 3, 'what is done before the answer is the same')
  assert.deepEqual(
    sent.map(({ to }) => to),
    [email],
  )
})

test('only the last code counts, for an hour, while the person is there and keeps the address', async () => {
  const { id, email, client } = await somebody()
  await forget(email)
  const first = codeIn((await work()).sent[0] as Message)
  await forget(email)
  const second = codeIn((await work()).sent[0] as Message)
  assert.equal((await reset(first)).status, 422)
  await sql`update password_resets set expires_at = now() where user_id = ${id}`
  assert.equal((await reset(second)).status, 422)
  await sql`delete from password_resets`
  const third = await makeResetCode(sql, id)
  await sql`update users set deleted_at = now() where id = ${id}`
  assert.equal((await reset(third)).status, 422)
  await sql`update users set deleted_at = null where id = ${id}`
  const moved = { email: `ailleurs-${nextNumber()}@example.com`, current_password: PASSWORD }
  assert.equal((await client.put('/api/v1/me', moved)).status, 200)
  assert.equal((await reset(third)).status, 422)
  const fourth = await makeResetCode(sql, id)
  assert.equal((await change(client)).status, 200)
  assert.equal((await reset(fourth)).status, 422, 'a password that was changed needs no code')
})

test('of two who use one code at once, one succeeds', async () => {
  const { id, email } = await somebody()
  const code = await makeResetCode(sql, id)
  const answers = await Promise.all([reset(code, `${OTHER} A`), reset(code, `${OTHER} B`)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 422])
  const won = answers[0]?.status === 200 ? 'A' : 'B'
  assert.equal((await logIn(email, `${OTHER} ${won}`)).status, 200)
})

test('whoever has no password yet chooses their first one through a code', async () => {
  const person = await makeUser(sql)
  await forget(person.email)
  const { sent } = await work()
  assert.equal((await reset(codeIn(sent[0] as Message))).status, 200)
  assert.equal((await logIn(person.email, OTHER)).status, 200)
})

test('nobody’s mailbox is filled, and nobody guesses codes', async () => {
  const { email } = await somebody()
  const statuses = []
  for (let time = 0; time < 4; time += 1) statuses.push((await forget(email)).status)
  assert.deepEqual(statuses, [200, 200, 200, 429])
  for (let time = 0; time < 3; time += 1) await forget('inconnue@example.com')
  assert.equal((await forget('INCONNUE@example.com')).status, 429, 'an unknown account is limited the same')
  const from = { 'x-forwarded-for': '10.8.0.1' }
  for (let time = 0; time < 20; time += 1) await forget(`tous-${time}@example.com`, from)
  assert.equal((await forget('encore@example.com', from)).status, 429)
  const guesser = { 'x-forwarded-for': '10.8.0.2' }
  for (let time = 0; time < 10; time += 1) assert.equal((await reset('AAAA-BBBB', OTHER, guesser)).status, 422)
  assert.equal((await reset('AAAA-BBBB', OTHER, guesser)).status, 429)
  await work()
})

test('a message speaks the person’s language, bears the chain’s name, and takes no name for markup', async () => {
  await as('owner').put('/api/v1/settings', { chain_name: 'Épicerie & Fils', mail_sender_name: 'Le siège' })
  const person = await makeUser(sql, { name: '<i>Zoé</i>', password: PASSWORD })
  await sql`update users set locale = 'en' where id = ${person.id}`
  await forget(person.email)
  const [message] = (await work()).sent
  assert.equal(message?.senderName, 'Le siège')
  assert.equal(message?.subject, 'Épicerie & Fils: choose a new password')
  assert.match(message?.text ?? '', /^Hello <i>Zoé<\/i>,$/m)
  assert.match(message?.html ?? '', /Hello &lt;i&gt;Zoé&lt;\/i&gt;,.*Épicerie &amp; Fils/s)
})

test('without a mail server the message waits in a file of the data folder', async () => {
  const person = await makeUser(sql)
  const mailer = createMailer({ config, log: memoryLog().log })
  await sendResetCode(sql, mailer, person.email)
  const folder = join(config.dataFolder, 'mail')
  const [name = ''] = readdirSync(folder)
  assert.match(readFileSync(join(folder, name), 'utf8'), new RegExp(`^To: ${person.email}`, 'm'))
})

test('no request was a fault of ours', () => {
  assert.deepEqual(log.faults, [])
})
