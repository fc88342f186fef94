import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { eventually } from '../../../test/harness/eventually.ts'
import { readPdf } from '../../../test/harness/read-pdf.ts'
import { makeQuebecShop } from '../../../test/harness/receipts.ts'
import { newId } from '../../../test/harness/sales.ts'
import { workerProcess } from '../../../test/harness/worker-process.ts'
import type { Message } from '../../platform/mail/create-mailer.ts'
import { type ReceiptMail, sendReceipt } from './send-receipt.ts'

const application = await testApplication({ after })
const { sql, log, as } = application
const { cashier, manager, sell } = await makeQuebecShop(application)

const ADDRESS = 'cliente.privee@example.com'
const email = (by: { post: typeof cashier.post }, id: string, body: object, key?: string) =>
  by.post(`/api/v1/sales/${id}/email`, body, key === undefined ? {} : { 'idempotency-key': key })

/** What the worker does with the jobs that were left, and the messages that it sent. */
async function work(): Promise<Message[]> {
  const jobs = await sql<{ data: ReceiptMail }[]>`
    delete from pgboss.job where name = 'send-receipt' returning data`
  const sent: Message[] = []
  const mailer = { send: async (message: Message) => void sent.push(message), close: () => {} }
  for (const { data } of jobs) await sendReceipt(sql, mailer, data)
  return sent
}

test('a receipt goes out as text, as a page and as a PDF, in the language that was asked for', async () => {
  const id = await sell()
  const { status, body } = await email(cashier, id, { to: ADDRESS, lang: 'en' })
  assert.equal(status, 201, JSON.stringify(body))
  assert.equal(body.data.copy_number, 0)
  const [message, ...others] = await work()
  assert.ok(message !== undefined && others.length === 0)
  assert.equal(message.to, ADDRESS)
  assert.equal(message.senderName, 'Boutique du Plateau')
  assert.match(message.subject, /^Your receipt from Boutique du Plateau \([\d-]+\)$/)
  assert.equal(message.id, body.data.print_id)
  assert.match(message.text, /^TOTAL +\$303\.43$/m)
  assert.doesNotMatch(message.text, /COPY/)
  assert.match(message.html, /\$303\.43/)
  assert.doesNotMatch(message.html, /<svg|<script|https?:/)
  const [pdf] = message.attachments ?? []
  assert.match(pdf?.name ?? '', /^receipt-[\d-]+\.pdf$/)
  assert.equal(readPdf(pdf?.content ?? Buffer.of()).pages.length, 1)
})

test('it counts as a printing: the next one is a copy, which a cashier may not give', async () => {
  const id = await sell()
  await email(cashier, id, { to: ADDRESS })
  assert.equal((await email(cashier, id, { to: ADDRESS })).status, 403)
  const copy = await email(manager, id, { to: ADDRESS })
  assert.deepEqual([copy.status, copy.body.data.copy_number], [201, 1])
  const second = (await work()).find((message) => message.id === copy.body.data.print_id)
  assert.match(second?.text ?? '', /\*\*\* COPIE n°\u00a01 \*\*\*/)
  assert.match(second?.subject ?? '', /^Votre reçu de Boutique du Plateau/)
})

test('asked for again, by its key or its print_id, it is sent once', async () => {
  const id = await sell()
  const key = newId()
  const asked = [email(cashier, id, { to: ADDRESS }, key), email(cashier, id, { to: ADDRESS }, key)]
  const answers = await Promise.all(asked)
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 201])
  const replayed = answers.find(({ status }) => status === 200)
  assert.equal(replayed?.headers['idempotent-replayed'], 'true')
  assert.equal((await work()).length, 1)
  const elsewhere = await email(cashier, id, { to: 'autre@example.com' }, key)
  assert.deepEqual([elsewhere.status, elsewhere.body.code], [409, 'print_id_used'])
  const printId = newId()
  assert.equal((await email(manager, id, { to: ADDRESS, print_id: printId })).status, 201)
  assert.equal((await email(manager, id, { to: ADDRESS, print_id: printId })).status, 200)
  assert.equal((await work()).length, 1)
})

test('the worker sends it; without a mail server it waits in a file that only its owner reads', async (t) => {
  const { databaseUrl, dataFolder } = application.config
  assert.ok(databaseUrl !== undefined)
  const id = await sell()
  const { body } = await email(cashier, id, { to: ADDRESS })
  workerProcess(t, { url: databaseUrl, dataFolder }).start()
  const folder = join(dataFolder, 'mail')
  const [name = ''] = await eventually(
    async () => (existsSync(folder) ? readdirSync(folder) : []),
    (names) => names.length > 0,
  )
  assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600)
  const bytes = await eventually(
    async () => readFileSync(join(folder, name), 'utf8'),
    (text) => text.trimEnd().endsWith('--'),
  )
  assert.match(bytes, new RegExp(`^Message-ID: <${body.data.print_id}@`, 'm'))
  assert.match(bytes, /^To: cliente\.privee@example\.com/m)
  assert.match(bytes, /filename=recu-[\d-]+\.pdf/)
})

test('the address stands in the job and nowhere else: no log, no row', async () => {
  const id = await sell()
  await email(cashier, id, { to: ADDRESS })
  assert.equal(log.operations.at(-1)?.operation, 'emailReceipt')
  assert.equal(log.operations.at(-1)?.entity_id, id)
  assert.ok(!JSON.stringify([log.operations, log.requests]).includes(ADDRESS))
  const rows = await sql`select p::text as row from receipt_prints p union all select a::text from audit_log a`
  assert.ok(rows.length > 0 && rows.every(({ row }) => !row.includes(ADDRESS)))
  await work()
})

test('an address that is none is refused by its name; another store’s ticket does not exist', async () => {
  const id = await sell()
  for (const to of ['', 'zoe', 'zoe@', 'a@b.ca, c@d.ca', 'a@b.ca\r\nBcc: c@d.ca', 7]) {
    const { status, body } = await email(cashier, id, { to })
    assert.deepEqual([status, Object.keys(body.errors)], [422, ['to']], String(to))
  }
  assert.deepEqual(Object.keys((await email(cashier, id, {})).body.errors), ['to'])
  const elsewhere = as('manager', { storeIds: [] })
  assert.equal((await email(elsewhere, id, { to: ADDRESS })).status, 404)
  assert.equal((await email(manager, newId(), { to: ADDRESS })).status, 404)
  assert.equal((await work()).length, 0)
})
