import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { DEFAULT_SETTINGS } from './schema.ts'

const { sql, as, service, log } = await testApplication({ after })
const owner = as('owner')

test('what nobody has decided has its default', async () => {
  const { body } = await owner.get('/api/v1/settings')
  assert.deepEqual(body.data, DEFAULT_SETTINGS)
})

test('only what is given changes, and the log says what was before', async () => {
  const first = await owner.put('/api/v1/settings', { chain_name: 'Chez Zoé', mail_sender_name: 'Zoé' })
  const accounting = DEFAULT_SETTINGS.accounting
  assert.deepEqual(first.body.data, {
    chain_name: 'Chez Zoé',
    default_locale: 'fr',
    mail_sender_name: 'Zoé',
    fiscal_year_start_month: 1,
    accounting,
  })
  const second = await owner.put('/api/v1/settings', { mail_sender_name: null })
  assert.deepEqual(second.body.data, { ...first.body.data, mail_sender_name: null })
  const entries = await owner.get('/api/v1/audit-log?entity_type=setting&entity_id=mail_sender_name')
  assert.deepEqual(
    entries.body.data.map((entry: { before: object; after: object }) => [entry.before, entry.after]),
    [
      [{ value: 'Zoé' }, { value: null }],
      [null, { name: 'mail_sender_name', value: 'Zoé' }],
    ],
  )
})

test('a setting that does not exist, or a wrong value, is refused by its name', async () => {
  for (const [name, value] of Object.entries({ chain_name: '', default_locale: 'de', colour: 'red' })) {
    const answer = await owner.put('/api/v1/settings', { [name]: value })
    assert.deepEqual([answer.status, Object.keys(answer.body.errors)], [422, [name]])
  }
})

test('two who change settings at once in any order both succeed', async () => {
  const bodies = [
    { chain_name: 'A', default_locale: 'en', mail_sender_name: 'A' },
    { mail_sender_name: 'B', chain_name: 'B', default_locale: 'en' },
  ]
  const answers = await Promise.all([...bodies, ...bodies].map((body) => owner.put('/api/v1/settings', body)))
  assert.ok(answers.every(({ status }) => status === 200))
  const { data } = (await owner.get('/api/v1/settings')).body
  assert.equal(data.chain_name, data.mail_sender_name)
})

test('they are the owner’s', async () => {
  assert.equal((await as('manager').get('/api/v1/settings')).status, 403)
  assert.equal((await service.put('/api/v1/settings', { chain_name: 'x' })).status, 403)
  const rows = await sql`select name from settings order by name`
  assert.equal(rows.length, 3)
  assert.deepEqual(log.faults, [])
})
