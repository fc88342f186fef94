// Whoever we call may take the call and never say a word: each of these is given up by itself.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { describe, type TestContext, test } from 'node:test'
import { connect } from '../../server/platform/database/connect.ts'
import { DatabaseRefused, openDatabase } from '../../server/platform/database/open-database.ts'
import { createJobs } from '../../server/platform/jobs/create-jobs.ts'
import { createSlackPoster } from '../../server/platform/log/slack-poster.ts'
import { createMailer } from '../../server/platform/mail/create-mailer.ts'
import { TEST_DATABASE_CONFIG } from '../harness/database.ts'
import { memoryLog } from '../harness/memory-log.ts'

/** A peer that takes every call and never answers. */
async function silentPeer(t: TestContext) {
  const calls: Socket[] = []
  const server = createServer((socket) => {
    calls.push(socket)
    // What it is told is heard, and goes nowhere.
    socket.on('error', () => {}).resume()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    for (const socket of calls) socket.destroy()
    server.close()
  })
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  return { port: address.port, calls, server }
}

describe('a silent peer', { concurrency: true }, () => {
  test('that should be PostgreSQL refuses the statement, and the start', async (t) => {
    const { port } = await silentPeer(t)
    const url = `postgres://comptoir@127.0.0.1:${port}/comptoir`
    const sql = connect(TEST_DATABASE_CONFIG, { url, max: 1 })
    t.after(() => sql.end({ timeout: 0 }))
    const statement = assert.rejects(async () => sql`select 1`, { code: 'CONNECT_TIMEOUT' })
    await assert.rejects(openDatabase({ ...TEST_DATABASE_CONFIG, databaseUrl: url }), DatabaseRefused)
    await statement
  })

  test('that should be the database of the jobs ends their start', async (t) => {
    const { port } = await silentPeer(t)
    const jobs = createJobs({ url: `postgres://comptoir@127.0.0.1:${port}/comptoir`, log: memoryLog().log })
    await assert.rejects(jobs.start(), /timeout/i)
  })

  test('that should send e-mails ends the job, which is done again', async (t) => {
    const { port } = await silentPeer(t)
    const config = { smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'caisse@exemple.ca', dataFolder: '/nonexistent' }
    const mailer = createMailer({ config, log: memoryLog().log })
    t.after(() => mailer.close())
    const message = {
      to: 'zoe@exemple.ca',
      senderName: 'Boutique',
      subject: 'Reçu',
      text: 'Merci',
      html: '<p>Merci</p>',
    }
    await assert.rejects(mailer.send(message), /not taken: .*(timeout|never received)/i)
  })

  test('that should be Slack is left, and the next message is tried', async (t) => {
    const { port, calls, server } = await silentPeer(t)
    const poster = createSlackPoster(`http://127.0.0.1:${port}/hook`)
    poster.post('Première')
    poster.post('Seconde')
    while (calls.length < 2) await once(server, 'connection')
  })
})
