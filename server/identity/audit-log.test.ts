import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { makeCategory, makeProduct } from '../../test/harness/catalog.ts'
import { makeToken, makeUser } from '../../test/harness/factories.ts'

const { sql, as } = await testApplication({ after })

type Entry = {
  actor_key: string
  operation: string
  action: string
  entity_type: string
  entity_id: string
  part: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}
const entriesOf = (type: string, id: number) => sql<Entry[]>`
  select actor_key, operation, action, entity_type, entity_id, part, before, after from audit_log
  where entity_type = ${type} and entity_id = ${String(id)} order by id`

/** Tables that write no audit log, and why. */
const UNAUDITED: Readonly<Record<string, string>> = {
  audit_log: 'the log itself',
  backups: 'append-only: what was made, when and where',
  cache_namespaces: 'versions of cached pages',
  event_feed: 'who counts the events',
  events: 'append-only; each tells of what is logged, or a ledger, itself',
  idempotency_keys: 'answers kept for a replay',
  export_work: 'how far an export has come, and who is at it',
  import_problems: 'what a file got wrong',
  import_runs: 'how far an import has come',
  import_work: 'how far an import has come, and who is at it',
  installation: 'the digest of the set-up code',
  login_attempts: 'counts of failed attempts',
  product_search: 'what lists read, computed from the catalogue',
  product_words: 'the words of product_search',
  product_counts: 'the counts of product_search',
  product_search_pending: 'empty between transactions',
  schema_migrations: 'the migrations applied',
  password_resets: 'digests of codes that wait an hour; the change of the password is logged',
  stock_levels: 'the sum of stock_movements, which is its own log',
  stock_movements: 'append-only, with author and reason',
  customer_credits: 'the sum of customer_credit_movements',
  customer_credit_movements: 'append-only, with author and reason',
  parked_sales: 'who parked and who resumed it is part of it; it may name a customer',
  stock_alerts: 'what the movements make of the levels',
  stock_receipts: 'append-only, with its author',
  stock_receipt_lines: 'append-only',
  stocktake_lines: 'the sum of stocktake_counts; what was approved is a movement',
  stocktake_counts: 'append-only, each with who counted',
  stock_transfer_lines: 'the sum of stock_transfer_entries',
  stock_transfer_steps: 'append-only, each with its author and reason',
  stock_transfer_entries: 'append-only',
  sale_identities: 'of tickets, which are append-only and name their author',
  sales: 'append-only, with its author',
  sale_lines: 'append-only',
  sale_taxes: 'append-only',
  sale_payments: 'append-only',
  return_counters: 'the sum of the returns',
  report_spans: 'which sums of tickets stand',
  report_totals: 'the sum of sales and their lines',
  report_groups: 'the same by hour, article, person and payment',
  receipt_prints: 'append-only, each with who printed',
  register_journals: 'the last number of each series',
  device_clocks: 'how the clock of a device goes, and when it was last heard',
  register_leases: 'which device numbers a series',
  journal_entries: 'append-only and chained',
  journal_closings: 'append-only and chained',
  journal_keys: 'append-only; the program makes them by itself',
  till_records: 'append-only, each with its device and cashier',
  training_tickets: 'nothing that happened',
  register_sessions: 'who opened and closed it is part of it',
  session_totals: 'the sum of the records of a session',
  session_shares: 'the sum of the records of a session',
  cash_movements: 'append-only, with author and reason',
  feed_changes: 'what tills must look at again',
  feed_starts: 'when the database was started',
  feed_state: 'how far changes for tills are known',
  held_records: 'what a device delivered, as it came',
  reviews: 'who settled it, and why, is part of it',
}

test('every table writes the audit log, or says why it does not', async () => {
  const rows = await sql<{ name: string; is_audited: boolean }[]>`
    select relname as name, exists (
      select from pg_trigger where tgrelid = pg_class.oid and tgfoid = 'write_audit'::regproc) as is_audited
    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`
  const silent = rows.filter(({ is_audited }) => !is_audited).map(({ name }) => name)
  assert.deepEqual(silent.filter((name) => !(name in UNAUDITED)).sort(), [])
  assert.deepEqual(
    Object.keys(UNAUDITED).filter((name) => !silent.includes(name)),
    [],
  )
})

test('a change says who made it, by which request, and only what became other', async () => {
  const product = await makeProduct(sql)
  const owner = as('owner')
  const { id: userId } = await owner.person
  const answer = await owner.send('PATCH', `/api/v1/products/${product.id}`, { is_featured: true, description: 'Neuf' })
  assert.equal(answer.status, 200)
  const entry = (await entriesOf('product', product.id)).at(-1)
  assert.deepEqual(entry, {
    actor_key: `user:${userId}`,
    operation: 'updateProduct',
    action: 'update',
    entity_type: 'product',
    entity_id: String(product.id),
    part: null,
    before: { is_featured: false, description: null },
    after: { is_featured: true, description: 'Neuf' },
  })
})

test('a change that changes nothing is no change, and what the operator does is the system’s', async () => {
  const category = await makeCategory(sql)
  await sql`update product_categories set position = position, updated_at = now() where id = ${category.id}`
  const entries = await entriesOf('product-category', category.id)
  assert.deepEqual(
    entries.map(({ action, actor_key }) => [action, actor_key]),
    [['create', 'system']],
  )
})

test('what belongs to a record is logged as the record’s, and secrets are not', async () => {
  const user = await makeUser(sql, { roles: ['cashier'], password: 'un mot de passe assez long' })
  await sql`update users set password_hash = 'another' where id = ${user.id}`
  const entries = await entriesOf('user', user.id)
  assert.ok(entries.some(({ part, action }) => part === 'user_roles' && action === 'create'))
  const change = entries.at(-1)
  assert.deepEqual([change?.before, change?.after], [{ password_hash: '•••' }, { password_hash: '•••' }])
  assert.doesNotMatch(JSON.stringify(entries), /argon2|another/)
})

test('a change of thousands of rows is written down whole, also where only one at a time was changed before', async (t) => {
  const user = await makeUser(sql)
  const connection = await sql.reserve()
  t.after(() => connection.release())
  // What is written down is planned by the first changes of a connection. Compared each with each, these would take minutes.
  await connection`set statement_timeout = '30s'`
  for (let count = 0; count < 3; count += 1) {
    const { id } = await makeToken(sql, user.id)
    await connection`update tokens set revoked_at = now() where id = ${id}`
  }
  await sql`
    insert into tokens (user_id, name, secret_hash)
    select ${user.id}, 'Caisse ' || n, sha256(('thousands ' || n)::bytea) from generate_series(1, 10000) n`
  await connection`update tokens set revoked_at = now() where user_id = ${user.id} and revoked_at is null`
  const [written] = await sql`
    select count(*)::int as changes from audit_log
    where entity_type = 'token' and action = 'update' and before = '{"revoked_at": null}'
      and entity_id in (select id::text from tokens where user_id = ${user.id} and name like 'Caisse %')`
  assert.equal(written?.changes, 10_000)
})

test('the log can be neither changed nor emptied', async () => {
  await assert.rejects(sql`update audit_log set actor_key = 'x'`, /append-only/)
  await assert.rejects(sql`delete from audit_log`, /append-only/)
  await assert.rejects(sql`truncate audit_log`, /append-only/)
})
