import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeShop, newId, saleOf } from '../../../test/harness/sales.ts'
import { withTransaction } from '../../platform/database/connect.ts'
import { findSalesFaults } from '../faults/find-sales-faults.ts'

const { sql, as } = await testApplication({ after })
const owner = as('owner')

/** The part of the migration that puts tickets into sessions, as an installation with tickets runs it once. */
function readBackfill(): string {
  const path = join(import.meta.dirname, '..', '..', '..', 'migrations', '0016_sales_tills.sql')
  const migration = readFileSync(path, 'utf8')
  const start = migration.indexOf('-- Tickets recorded before there were sessions')
  const end = migration.indexOf('\n\n-- ', start)
  assert.ok(start > 0)
  return migration.slice(start, end < 0 ? undefined : end)
}

const readSessions = () => sql`
  select sale.id, sale.session_id, session.kind, session.business_day, session.register_id, session.closed_at
  from sales sale join register_sessions session on session.store_id = sale.store_id and session.id = sale.session_id
  order by sale.id`
const readSums = async () => ({
  totals: [...(await sql`select * from session_totals order by session_id, business_day`)],
  shares: [...(await sql`select * from session_shares order by session_id, business_day, kind, key`)],
})

test('tickets from before there were sessions are put where they would be recorded today', async () => {
  const shop = await makeShop(sql, { tills: 1, articles: [{ price: '10.00' }, { taxClass: 'books' }] })
  const lines = shop.articles.map(({ variantId }) => ({ variant_id: variantId, quantity: '2' }))
  for (const days of [0, 1, 1, 40]) {
    const occurred_at = new Date(Date.now() - days * 86_400_000).toISOString()
    const sale = saleOf(shop, { register_id: days === 1 ? shop.tillIds[0] : null, occurred_at, lines })
    assert.equal((await owner.post('/api/v1/sales', sale)).status, 201)
    if (days === 40) {
      const body = {
        id: newId(),
        lines: [{ sale_line: 1, quantity: '1' }],
        refunds: [{ method: 'cash', amount: '11.50' }],
      }
      assert.equal((await owner.post(`/api/v1/sales/${sale.id}/returns`, body)).status, 201)
    }
  }
  const [sessions, sums] = [await readSessions(), await readSums()]
  await withTransaction(sql, {}, async (tx) => {
    await tx`update sales set session_id = null`
    await tx`truncate register_sessions, session_totals, session_shares`
    await tx.unsafe(readBackfill())
  })
  assert.deepEqual(await readSessions(), sessions)
  assert.deepEqual(await readSums(), sums)
  assert.deepEqual(
    (await findSalesFaults(sql)).list().filter(({ faults }) => faults > 0),
    [],
  )
})
