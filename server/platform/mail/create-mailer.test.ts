import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { memoryLog } from '../../../test/harness/memory-log.ts'
import { Breakers } from '../breaker/breakers.ts'
import { chooseFreePort } from '../process/choose-free-port.ts'
import { createMailer } from './create-mailer.ts'

const MESSAGE = {
  to: 'zoe@example.com',
  senderName: 'Épicerie « Du coin », inc.',
  subject: 'Votre code : 7KQ2',
  text: 'Bonjour Zoé,\n\nVoici.\n',
  html: '<p>Bonjour Zoé</p>',
}

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-mail-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

type Received = { from: string; to: string[]; bytes: string }

/** A mail server on this machine that keeps what it is given. */
async function listen(t: TestContext) {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? '' : mailFrom.address
        received.push({ from, to: rcptTo.map(({ address }) => address), bytes: Buffer.concat(chunks).toString() })
        done()
      })
    },
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  t.after(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const address = listening.address()
  assert.ok(address !== null && typeof address === 'object')
  return { received, url: `smtp://127.0.0.1:${address.port}` }
}

test('a message goes through the server, in both forms', async (t) => {
  const { received, url } = await listen(t)
  const config = { smtpUrl: url, mailFrom: 'caisse@exemple.ca', dataFolder: '/nonexistent' }
  const mailer = createMailer({ config, log: memoryLog().log })
  t.after(() => mailer.close())
  await mailer.send(MESSAGE)
  const [message] = received
  assert.deepEqual([message?.from, message?.to], ['caisse@exemple.ca', ['zoe@example.com']])
  assert.match(message?.bytes ?? '', /^To: zoe@example\.com\r$/m)
  assert.match(message?.bytes ?? '', /multipart\/alternative/)
})

test('an address cannot become two, nor a name a header', async (t) => {
  const { received, url } = await listen(t)
  const config = { smtpUrl: url, mailFrom: 'caisse@exemple.ca', dataFolder: '/nonexistent' }
  const mailer = createMailer({ config, log: memoryLog().log })
  t.after(() => mailer.close())
  const senderName = 'A\r\nBcc: tous@example.com'
  await mailer.send({ ...MESSAGE, senderName, subject: 'B\r\nBcc: tous@example.com' })
  assert.deepEqual(received[0]?.to, ['zoe@example.com'])
  assert.doesNotMatch(received[0]?.bytes ?? '', /^Bcc:/im)
  await mailer.send({ ...MESSAGE, to: 'a@example.com, b@example.com' }).catch(() => {})
  assert.ok(received.every(({ to }) => to.length === 1 && !to.includes('b@example.com')))
})

test('a server that is not there is said, so that the job is tried again', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  await new Promise<void>((resolve) => server.close(() => resolve()))
  const config = { smtpUrl: `smtp://127.0.0.1:${address.port}`, mailFrom: 'a@b.ca', dataFolder: '/nonexistent' }
  const mailer = createMailer({ config, log: memoryLog().log })
  t.after(() => mailer.close())
  await assert.rejects(mailer.send(MESSAGE), /ECONNREFUSED/)
})

test('without a server the message becomes a file that only its owner reads, and the log says where', async (t) => {
  const dataFolder = temporaryFolder(t)
  const lines: string[] = []
  const log = { ...memoryLog().log, info: (text: string) => lines.push(text) }
  const mailer = createMailer({ config: { smtpUrl: undefined, mailFrom: 'comptoir@localhost', dataFolder }, log })
  await mailer.send(MESSAGE)
  await mailer.send(MESSAGE)
  const names = readdirSync(join(dataFolder, 'mail'))
  assert.equal(names.length, 2)
  const path = join(dataFolder, 'mail', names[0] ?? '')
  assert.equal(statSync(path).mode & 0o777, 0o600)
  assert.equal(statSync(join(dataFolder, 'mail')).mode & 0o777, 0o700)
  assert.match(readFileSync(path, 'utf8'), /^To: zoe@example\.com/m)
  assert.ok(lines.some((line) => line.includes(path)))
  assert.ok(!lines.some((line) => line.includes('zoe@example.com')))
})

test('a message has its id and its files, and says so each time that it is sent', async (t) => {
  const dataFolder = temporaryFolder(t)
  const { log } = memoryLog()
  const mailer = createMailer({ config: { smtpUrl: undefined, mailFrom: 'caisse@example.com', dataFolder }, log })
  const file = { name: 'reçu.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.3 essai') }
  const message = { ...MESSAGE, id: '01a1fca4-7a04-7000-8000-000000000001', attachments: [file] }
  await mailer.send(message)
  await mailer.send(message)
  for (const name of readdirSync(join(dataFolder, 'mail'))) {
    const bytes = readFileSync(join(dataFolder, 'mail', name), 'utf8')
    assert.match(bytes, /^Message-ID: <01a1fca4-7a04-7000-8000-000000000001@example\.com>/m)
    assert.match(bytes, /^Content-Type: application\/pdf/m)
    assert.ok(bytes.includes(file.content.toString('base64')))
  }
})

test('a server that refuses an address quotes it; the error that the log shows does not', async (t) => {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) => done(new Error(`No such person: ${address}`)),
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  assert.ok(address !== null && typeof address === 'object')
  const config = { smtpUrl: `smtp://127.0.0.1:${address.port}`, mailFrom: 'a@b.ca', dataFolder: '/nonexistent' }
  const mailer = createMailer({ config, log: memoryLog().log })
  t.after(async () => {
    mailer.close()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  })
  await assert.rejects(mailer.send(MESSAGE), (error: Error) => {
    assert.match(error.message, /No such person: \[address\]/)
    assert.doesNotMatch(`${error.stack} ${JSON.stringify(error)}`, /zoe@example/)
    return true
  })
})

test('a server that is away is left alone after some messages; one that refuses is not', async (t) => {
  const refusing = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) => done(new Error('No such person')),
  })
  refusing.listen(0, '127.0.0.1')
  await once(refusing.server, 'listening')
  t.after(() => new Promise<void>((resolve) => refusing.close(() => resolve())))
  const address = refusing.server.address()
  assert.ok(address !== null && typeof address === 'object')
  const told = async (port: number) => {
    const breakers = new Breakers(memoryLog().log)
    const config = { smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'a@b.ca', dataFolder: '/nonexistent' }
    const mailer = createMailer({ config, log: memoryLog().log, breakers })
    t.after(() => {
      mailer.close()
      breakers.close()
    })
    const messages: string[] = []
    for (let time = 0; time < 7; time += 1) {
      await mailer.send(MESSAGE).catch((error: Error) => messages.push(error.message))
    }
    return { messages, states: breakers.states() }
  }
  const away = await told(await chooseFreePort())
  assert.match(away.messages[0] ?? '', /ECONNREFUSED/)
  assert.match(away.messages[6] ?? '', /left alone/)
  assert.deepEqual(away.states, [{ name: 'smtp', state: 2 }])
  const there = await told(address.port)
  assert.ok(there.messages.length === 7 && there.messages.every((message) => /No such person/.test(message)))
  assert.deepEqual(there.states, [{ name: 'smtp', state: 0 }])
})
