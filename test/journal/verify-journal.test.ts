// What the API exports, verified by the script that stands alone, and what the script says once somebody has changed it.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash, randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { closeJournalPeriods } from '../../server/sales/index.ts'
import { ROOT } from '../architecture/source-files.ts'
import { testApplication } from '../harness/app.ts'
import { temporaryFolder } from '../harness/folder.ts'
import { ageJournal, testSigner } from '../harness/journal.ts'
import { makeShop, newId, type Shop, saleOf } from '../harness/sales.ts'

const SCRIPT = join(ROOT, 'bin', 'verify-journal.mjs')
const { sql, as } = await testApplication({ after })
const owner = as('owner')
const signer = testSigner(sql)
const folder = temporaryFolder({ after })

type Report = { problemCount: number; problems: { line: number; word: string }[]; entries: number; closings: number }
type Anchor = { text: string; register: number; position: number; hash: string; isMet: boolean }
const { verifyFile }: { verifyFile(path: string, options?: object): Promise<Report> } = await import(SCRIPT)

let files = 0
function keep(content: Buffer | string): string {
  files += 1
  const path = join(folder, `journal-${files}.ndjson`)
  writeFileSync(path, content)
  return path
}
const wordsOf = async (content: Buffer | string, options?: object): Promise<string[]> =>
  (await verifyFile(keep(content), options)).problems.map(({ word }) => word)

/** Runs the script as an auditor does. */
function run(args: readonly string[], env: Record<string, string> = { LANG: 'en_CA.UTF-8' }) {
  return new Promise<{ status: number | null; output: string }>((done) => {
    const child = execFile(process.execPath, [SCRIPT, ...args], { env }, (_error, stdout, stderr) =>
      done({ status: child.exitCode, output: stdout + stderr }),
    )
  })
}

async function exported(query: string): Promise<Buffer> {
  const { status, raw, headers } = await owner.get(`/api/v1/journal/export?${query}`)
  assert.equal(status, 200, raw.toString())
  assert.match(String(headers['content-type']), /^application\/x-ndjson/)
  return raw
}

async function ask(path: string, body: object, status = 201) {
  const answer = await owner.post(path, body)
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  return answer.body.data
}

/** A day of a shop: a drawer opened and closed, sales of several kinds, a return, and a program's sale. */
async function playDay(shop: Shop): Promise<{ position: number; hash: string }> {
  const [till] = shop.tillIds
  const session = await ask(`/api/v1/registers/${till}/sessions`, { id: newId(), opening_float: '100.00' })
  const at = { register_id: till, session_id: session.id }
  const lines = shop.articles.map(({ variantId }) => ({
    variant_id: variantId,
    quantity: '2',
    discount: { type: 'percent', value: '10' },
  }))
  const sale = await ask('/api/v1/sales', saleOf(shop, { ...at, lines }))
  await ask('/api/v1/sales', saleOf(shop, { ...at, payments: [{ method: 'card', amount: '34.48' }] }))
  const taken = (amount: string) => ({
    ...at,
    id: newId(),
    lines: [{ sale_line: 1, quantity: '1' }],
    refunds: [{ method: 'cash', amount }],
  })
  const path = `/api/v1/sales/${sale.id}/returns`
  const refused = await owner.post(path, taken('0.01'), { 'accept-language': 'en' })
  await ask(path, taken(/\$(\d+\.\d\d)/.exec(refused.body.error)?.[1] ?? ''))
  await ask('/api/v1/sales', saleOf(shop))
  await ask(`/api/v1/register-sessions/${session.id}/cash-movements`, { type: 'out', amount: '5.00', reason: 'Pain' })
  const z = await ask(`/api/v1/register-sessions/${session.id}/close`, { counted: { cash: '190.00' } }, 200)
  return z.anchor
}

let shop: Shop
let good: Buffer
let lines: string[]
let anchor: { position: number; hash: string }

before(async () => {
  shop = await makeShop(sql, { tills: 1, articles: [{}, { taxClass: 'books', price: '19.95' }] })
  // Three days with sales over the turn of two months, days without any between them, and today's, which is open.
  for (const days of [40, 3, 1]) {
    anchor = await playDay(shop)
    await ageJournal(sql, shop.store.id, days)
  }
  await closeJournalPeriods(sql, signer)
  await playDay(shop)
  good = await exported(`store_id=${shop.store.id}`)
  lines = good.toString().split('\n').slice(0, -1)
})

describe('a good export', () => {
  test('is verified whole: entries, Zs, closings of days and months, and what no closing covers yet', async () => {
    const report = await verifyFile(keep(good))
    assert.deepEqual(report.problems, [])
    const kinds = lines.map((line) => Object.keys(JSON.parse(line))[0])
    assert.deepEqual([kinds[0], kinds[1], kinds.at(-1)], ['head', 'key', 'end'])
    assert.equal(report.entries, 20)
    // 44 days from the first entry to yesterday, and the one or two months that ended meanwhile.
    assert.ok(report.closings >= 45, String(report.closings))
  })

  test('is exported by day and by register too', async () => {
    const { body } = await owner.get(`/api/v1/journal/closings?store_id=${shop.store.id}&kind=day&sort=last_day`)
    const [, , third] = body.data
    for (const query of [
      `store_id=${shop.store.id}&from=${third.period}`,
      `store_id=${shop.store.id}&to=${third.period}`,
      `store_id=${shop.store.id}&from=${third.period}&to=${third.period}`,
      `store_id=${shop.store.id}&from=2199-01-01`,
      `store_id=${shop.store.id}&to=1990-01-01`,
      `register_id=${shop.tillIds[0]}`,
      `register_id=${shop.tillIds[0]}&from=${third.period}`,
    ]) {
      const report = await verifyFile(keep(await exported(query)))
      assert.deepEqual(report.problems, [], query)
    }
  })

  test('of a store without anything is verified as such', async () => {
    const empty = await makeShop(sql)
    const content = await exported(`store_id=${empty.store.id}`)
    const report = await verifyFile(keep(content))
    assert.deepEqual([report.problems, report.entries, report.closings], [[], 0, 0])
  })

  test('is verified from the command line, in both languages, and says what it cannot show', async () => {
    const path = keep(good)
    const english = await run([path])
    assert.equal(english.status, 0, english.output)
    assert.match(english.output, /Nothing is wrong/)
    assert.match(english.output, /removed after the last known anchor cannot be seen/)
    assert.match(english.output, /Without --key the keys are those of the file itself/)
    const french = await run([path], { LANG: 'fr_CA.UTF-8' })
    assert.match(french.output, /Rien à redire : le journal est intact/)
    assert.match((await run([path, '--lang', 'fr'])).output, /ne peut pas se voir/)
    const wrong = keep(good.toString().replace('"CAD"', '"EUR"'))
    const refused = await run([wrong, '--lang', 'fr'])
    assert.equal(refused.status, 1)
    assert.match(refused.output, /ligne \d+ : /)
    for (const args of [[], ['absent.ndjson'], [path, '--anchor', 'x'], [path, '--key', 'x'], [path, '--lang', 'de']]) {
      assert.equal((await run(args)).status, 2, args.join(' '))
    }
  })
})

describe('anchors and keys', () => {
  const anchorOf = (position: number, hash: string): Anchor => {
    const register = shop.tillIds[0] ?? 0
    return { text: `${register}:${position}:${hash}`, register, position, hash, isMet: false }
  }

  test('the anchor that a Z bore is found in the journal', async () => {
    const { register, position, hash } = anchorOf(anchor.position, anchor.hash)
    const { status, output } = await run([keep(good), '--anchor', `${register}:${position}:${hash}`])
    assert.equal(status, 0, output)
    assert.match(output, /Anchors verified: 1/)
  })

  test('an anchor of another journal, or beyond the end, is told', async () => {
    assert.deepEqual(await wordsOf(good, { anchors: [anchorOf(anchor.position, 'a'.repeat(64))] }), ['anchor'])
    assert.deepEqual(await wordsOf(good, { anchors: [anchorOf(999, anchor.hash)] }), ['anchorAbsent'])
  })

  test('keys that are held from elsewhere are demanded', async () => {
    const { body } = await owner.get('/api/v1/journal/keys')
    const [key] = body.data
    assert.equal(createHash('sha256').update(Buffer.from(key.public_key, 'hex')).digest('hex'), key.fingerprint)
    for (const trusted of [key.public_key, key.fingerprint]) {
      assert.deepEqual(await wordsOf(good, { trusted: new Set([trusted]) }), [])
    }
    const words = await wordsOf(good, { trusted: new Set(['b'.repeat(64)]) })
    assert.ok(words.length > 0 && words.every((word) => word === 'untrustedKey'))
  })
})

describe('whatever is changed', () => {
  test('300 single bytes at random', async () => {
    for (let round = 0; round < 300; round += 1) {
      const changed = Buffer.from(good)
      const place = randomInt(changed.length)
      changed[place] = ((changed[place] ?? 0) + 1 + randomInt(255)) % 256
      const report = await verifyFile(keep(changed))
      assert.ok(report.problemCount > 0, `byte ${place}: ${good[place]} → ${changed[place]}`)
    }
  })

  test('a byte more or less, a line removed, doubled, or moved', async () => {
    for (let round = 0; round < 60; round += 1) {
      const place = randomInt(good.length)
      const rest = [good.subarray(0, place), good.subarray(place)] as const
      assert.notDeepEqual(await wordsOf(Buffer.concat([rest[0], Buffer.from([randomInt(256)]), rest[1]])), [])
      assert.notDeepEqual(await wordsOf(Buffer.concat([rest[0], rest[1].subarray(1)])), [])
      const [one, other] = [randomInt(lines.length), randomInt(lines.length)]
      const without = lines.toSpliced(one, 1)
      assert.notDeepEqual(await wordsOf(`${without.join('\n')}\n`), [])
      assert.notDeepEqual(await wordsOf(`${lines.toSpliced(other, 0, lines[one] ?? '').join('\n')}\n`), [])
      if (one === other) continue
      const swapped = lines.with(one, lines[other] ?? '').with(other, lines[one] ?? '')
      assert.notDeepEqual(await wordsOf(`${swapped.join('\n')}\n`), [])
    }
    for (const content of [Buffer.alloc(0), Buffer.from('\n'), good.subarray(0, -1), Buffer.concat([good, good])]) {
      assert.notDeepEqual(await wordsOf(content), [])
    }
  })

  test('what somebody would sign anew is found by what is inside', async () => {
    const key = await signer.key()
    /** The file as whoever has the key of the file, but not the hashes of the past, would write it. */
    const signedAnew = (changed: string[]): string => {
      const body = `${changed.slice(0, -1).join('\n')}\n`
      const sha256 = createHash('sha256').update(body).digest('hex')
      const end = { lines: changed.length - 1, sha256, key_id: key.id, signature: key.sign('export', sha256) }
      return `${body}${JSON.stringify({ end })}\n`
    }
    assert.deepEqual(await wordsOf(signedAnew(lines)), [])
    const indexOf = (kind: string) => lines.findIndex((line) => line.startsWith(`{"${kind}"`))
    const [entry, closing] = [
      indexOf('entry'),
      lines.findIndex((line) => line.includes('"kind":"day"') && /tickets\\":3/.test(line)),
    ]
    const words = async (at: number, change: (line: string) => string) => {
      const line = lines[at] ?? ''
      assert.notEqual(change(line), line)
      return wordsOf(signedAnew(lines.with(at, change(line))))
    }
    assert.ok((await words(entry, (line) => line.replace('2999', '2998'))).includes('hash'))
    assert.deepEqual(await words(entry, (line) => line.replace(/"recorded_at":"\d{4}/, '"recorded_at":"2001')), [])
    assert.ok((await words(entry, (line) => line.replace(/"signature":"../, '"signature":"00'))).includes('signature'))
    assert.deepEqual(
      await words(entry + 1, (line) =>
        line.replace(/"key_id":\d+,"signature":"\w+"/, '"key_id":null,"signature":null'),
      ),
      ['unsigned'],
    )
    assert.ok((await words(closing, (line) => line.replace('tickets\\":3', 'tickets\\":5'))).includes('closingHash'))
    assert.deepEqual(await wordsOf(signedAnew(lines.toSpliced(entry, 1))), ['coverage', 'sums'])
    assert.ok((await wordsOf(signedAnew(lines.toSpliced(closing, 1)))).includes('closingPrevious'))
    assert.ok((await wordsOf(signedAnew(lines.toSpliced(-2, 1)))).includes('chainEnd'))
  })
})

describe('entries that are older than the signatures', () => {
  test('are verified by their chain, in version 1 and without a signature', async () => {
    const old = await makeShop(sql, { tills: 1 })
    await playDay(old)
    await rewriteAsVersion1(old)
    await ageJournal(sql, old.store.id, 1)
    await closeJournalPeriods(sql, signer)
    await playDay(old)
    const content = await exported(`store_id=${old.store.id}`)
    const path = keep(content)
    assert.deepEqual((await verifyFile(path)).problems, [])
    assert.match((await run([path])).output, /4 entries are older than the signatures/)
    const report = await wordsOf(content.toString().replace('"discounts":"0"', '"discounts":"1"'))
    assert.ok(report.includes('sums'))
  })
})

/** What the shop's journal holds becomes what an installation of before would have written: tickets only, unsigned. */
async function rewriteAsVersion1({ store }: Shop): Promise<void> {
  const { canonicalFormOf } = await import('../../server/sales/tickets/hash-ticket.ts')
  const { readEntries } = await import('../../server/sales/journal/read-entries.ts')
  const { journalInput, GENESIS_HASH } = await import('../../rules/index.ts')
  const registers = await sql<{ register_id: number }[]>`
    select register_id from register_journals where store_id = ${store.id}`
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`delete from journal_entries where store_id = ${store.id} and kind = 'session_close'`
    for (const { register_id: registerId } of registers) {
      const page = await readEntries(tx, { storeId: store.id, registerId }, { after: 0, to: 1000, limit: 1000 })
      let hash = GENESIS_HASH
      for (const { position, record_id } of page.entries) {
        const ticket = page.tickets.get(record_id)
        if (ticket === undefined) assert.fail()
        const previous = hash
        hash = createHash('sha256')
          .update(journalInput(previous, canonicalFormOf(ticket, 1)))
          .digest('hex')
        await tx`
          update journal_entries set formula_version = 1, key_id = null, signature = null,
            previous_hash = decode(${previous}, 'hex'), hash = decode(${hash}, 'hex')
          where store_id = ${store.id} and register_id = ${registerId} and position = ${position}`
      }
      await tx`
        update register_journals set position = ${page.entries.length}, head_hash = decode(${hash}, 'hex')
        where store_id = ${store.id} and register_id = ${registerId}`
    }
  })
}
