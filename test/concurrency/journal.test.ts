import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { closeJournalPeriods } from '../../server/sales/index.ts'
import { verifyInstallation } from '../../server/verification.ts'
import { ROOT } from '../architecture/source-files.ts'
import { testApplication } from '../harness/app.ts'
import { temporaryFolder } from '../harness/folder.ts'
import { testSigner } from '../harness/journal.ts'
import { makeShop, newId, saleOf } from '../harness/sales.ts'

const { sql, as, log } = await testApplication({ after }, { max: 10 })
const folder = temporaryFolder({ after })
const { verifyFile }: { verifyFile(path: string): Promise<{ problems: object[]; entries: number; unsigned: number }> } =
  await import(join(ROOT, 'bin', 'verify-journal.mjs'))

const CLIENTS = 32
const DAY_MS = 86_400_000

test('32 clients sell, open and close on several registers while days are closed twice at once: one chain each, all of it signed, every position in one closing', async () => {
  const shop = await makeShop(sql, { tills: 4, stock: 100_000 })
  const owner = as('owner')
  let isSelling = true
  let sales = 0
  let closings = 0
  const client = async (index: number) => {
    const register_id = shop.tillIds[index % shop.tillIds.length]
    for (let round = 0; round < 12; round += 1) {
      const { status } = await owner.post('/api/v1/sales', saleOf(shop, { register_id }))
      assert.equal(status, 201)
      sales += 1
      if (index >= shop.tillIds.length) continue
      // One client of each register also opens and closes its drawer.
      const opened = await owner.post(`/api/v1/registers/${register_id}/sessions`, { id: newId(), opening_float: '1' })
      assert.equal(opened.status, 201, JSON.stringify(opened.body))
      const path = `/api/v1/register-sessions/${opened.body.data.id}/close`
      assert.equal((await owner.post(path, { counted: { cash: '1' } })).status, 200)
      closings += 1
    }
  }
  const closeDaysBefore = (day: number) =>
    closeJournalPeriods(sql, testSigner(sql), new Date(Date.now() + day * DAY_MS))
  /** A worker for which a day passes with every look; answers the last one. */
  const worker = async (): Promise<number> => {
    let day = 0
    while (isSelling) await closeDaysBefore(++day)
    return day
  }
  const workers = [worker(), worker()]
  await Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(index)))
  isSelling = false
  const days = await Promise.all(workers)
  // However fast the workers were, one more day takes in what came after their last look.
  await closeDaysBefore(Math.max(...days) + 1)

  assert.deepEqual([sales, closings], [CLIENTS * 12, shop.tillIds.length * 12])
  const covered = await sql<{ positions: number; covered: number }[]>`
    select (select sum(position)::bigint from register_journals where store_id = ${shop.store.id}) as positions,
      (select sum((cover ->> 'to')::bigint - (cover ->> 'from')::bigint + 1)::bigint
       from journal_closings, jsonb_array_elements(content::jsonb -> 'covers') cover
       where store_id = ${shop.store.id} and kind = 'day') as covered`
  assert.deepEqual({ ...covered[0] }, { positions: sales + closings, covered: sales + closings })
  assert.deepEqual(
    (await verifyInstallation(sql)).filter(({ faults }) => faults > 0),
    [],
  )
  const path = join(folder, 'journal.ndjson')
  writeFileSync(path, (await owner.get(`/api/v1/journal/export?store_id=${shop.store.id}`)).raw)
  const report = await verifyFile(path)
  assert.deepEqual([report.problems, report.entries, report.unsigned], [[], sales + closings, 0])
  assert.deepEqual(log.faults, [])
})
