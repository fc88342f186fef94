import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeRole, makeStore, makeToken, makeUser } from '../../../test/harness/factories.ts'

const SAVED = '/api/v1/saved-reports'
const { sql, as, withToken } = await testApplication({ after })
const store = await makeStore(sql)
const manager = as('manager', { storeIds: [store.id] })
const analyst = as('analyst', { storeIds: [store.id] })
const owner = as('owner')
const definition = { dimensions: ['month'], measures: ['net', 'tickets'], sort: '-net', compare: 'previous_year' }

/** Somebody else with these permissions alone. */
async function somebody(permissions: readonly string[]) {
  const role = await makeRole(sql, permissions)
  const { id } = await makeUser(sql, { roles: [role], storeIds: [store.id] })
  return { role, client: withToken((await makeToken(sql, id)).secret) }
}

let number = 0
async function save(overrides: object = {}) {
  number += 1
  const answer = await manager.post(SAVED, { name: `Rapport ${number}`, definition, ...overrides })
  assert.equal(answer.status, 201, answer.raw.toString())
  return answer.body.data
}

test('a report is kept as it was asked, and can be asked again as it stands', async () => {
  const report = await save({ roles: ['analyst'] })
  const person = await manager.person
  assert.deepEqual(report, {
    id: report.id,
    name: report.name,
    definition,
    roles: ['analyst'],
    role_labels: ['Analyste'],
    owner: { id: person.id, name: person.name },
    may_edit: true,
    problems: {},
    created_at: report.created_at,
    updated_at: report.updated_at,
  })
  const read = await manager.get(`${SAVED}/${report.id}`)
  assert.deepEqual(read.body.data, report)
  assert.equal((await manager.post('/api/v1/reports/custom', read.body.data.definition)).status, 200)
})

test('it exists for its owner, for the roles that it is shown to, and for who sets up the chain', async () => {
  const mine = await save()
  const shown = await save({ roles: ['analyst'] })
  const ids = async (client: typeof manager) => {
    const { body } = await client.get(`${SAVED}?ids=${mine.id},${shown.id}&sort=id`)
    return body.data.map(({ id }: { id: number }) => id)
  }
  assert.deepEqual(await ids(manager), [mine.id, shown.id])
  assert.deepEqual(await ids(analyst), [shown.id])
  assert.deepEqual(await ids(owner), [mine.id, shown.id])
  assert.deepEqual(await ids(as('manager', { storeIds: [] })), [])
  assert.equal((await analyst.get(`${SAVED}/${mine.id}`)).status, 404)
  assert.equal((await analyst.get(`${SAVED}/${shown.id}`)).body.data.may_edit, false)
})

test('who sets up the chain tells what is theirs from what nobody shows them', async () => {
  const mine = await owner.post(SAVED, { name: 'Du siège seul', definition })
  const hidden = await save()
  const shown = await save({ roles: ['owner', 'stock_clerk'] })
  const all = [mine.body.data.id, hidden.id, shown.id]
  const ids = async (client: typeof manager, whose: string) => {
    const { body } = await client.get(`${SAVED}?ids=${all.join(',')}&sort=id&whose=${whose}`)
    return body.data.map(({ id }: { id: number }) => id)
  }
  assert.deepEqual(await ids(owner, 'yours'), [mine.body.data.id, shown.id])
  assert.deepEqual(await ids(owner, 'others'), [hidden.id])
  assert.deepEqual(await ids(manager, 'yours'), [hidden.id, shown.id])
  // It is no way round: what exists for nobody else exists for nobody else.
  assert.deepEqual(await ids(manager, 'others'), [])
  const { body } = await owner.get(`${SAVED}/${shown.id}`, { 'accept-language': 'en' })
  assert.deepEqual(body.data.role_labels, ['Owner', 'Stock clerk'])
})

test('only its owner and who sets up the chain change it; the others are told that they may not', async () => {
  const report = await save({ roles: ['analyst'] })
  for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
    assert.equal(
      (await analyst.send(method, `${SAVED}/${report.id}`, method === 'DELETE' ? undefined : { name: 'Autre' })).status,
      403,
    )
  }
  const changed = await manager.send('PATCH', `${SAVED}/${report.id}`, {
    roles: [],
    definition: { ...definition, limit: 3 },
  })
  assert.deepEqual([changed.body.data.name, changed.body.data.roles], [report.name, []])
  assert.equal(changed.body.data.definition.limit, 3)
  assert.equal((await analyst.get(`${SAVED}/${report.id}`)).status, 404)
  assert.equal((await owner.send('PUT', `${SAVED}/${report.id}`, { name: 'Du siège' })).body.data.name, 'Du siège')
  assert.equal((await manager.send('DELETE', `${SAVED}/${report.id}`)).status, 200)
  assert.equal((await manager.get(`${SAVED}/${report.id}`)).status, 404)
  assert.equal((await manager.send('DELETE', `${SAVED}/${report.id}`)).status, 404)
})

test('a name is given once by each person, also by two requests at once', async () => {
  const body = { name: 'Ventes du mois', definition }
  const answers = await Promise.all([1, 2, 3, 4].map(() => manager.post(SAVED, body)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409])
  assert.ok(answers.some(({ body: answer }) => answer.code === 'saved_report_name_taken'))
  assert.equal((await analyst.post(SAVED, body)).status, 201)
})

test('what makes no report is not kept, and its field is named', async () => {
  const cases: [object, string][] = [
    [{ definition: { ...definition, sort: 'margin' } }, 'definition.sort'],
    [{ definition: { ...definition, measures: ['net', 'net'] } }, 'definition.measures.1'],
    [{ definition: { ...definition, dimensions: ['nothing'] } }, 'definition.dimensions.0'],
    [{ name: '', definition }, 'name'],
    [{ definition, roles: ['analyst', 'nobody'] }, 'roles.1'],
    [{}, 'definition'],
  ]
  for (const [body, field] of cases) {
    const { status, body: answer } = await manager.post(SAVED, { name: 'Refusé', ...body })
    assert.equal(status, 422, JSON.stringify(answer))
    assert.ok(field in answer.errors, JSON.stringify(answer.errors))
  }
})

test('a measure beyond one’s rights is not kept, and told to whoever is shown it', async () => {
  const { role, client } = await somebody(['reports.view'])
  const margin = { ...definition, measures: ['net', 'margin'] }
  assert.equal((await client.post(SAVED, { name: 'Marge', definition: margin })).status, 403)
  const report = await save({ definition: margin, roles: [role] })
  const seen = await client.get(`${SAVED}/${report.id}`, { 'accept-language': 'en' })
  assert.deepEqual(seen.body.data.problems, { 'measures.1': ['This needs the permission “reports.margin”.'] })
})

test('a definition that an older version kept is judged when it is read', async () => {
  const report = await save()
  const old = {
    dimensions: ['salesperson'],
    measures: ['profit', 'net'],
    filters: [{ dimension: 'region', values: [1] }],
  }
  await sql`update saved_reports set definition = ${JSON.stringify(old)}::text::jsonb where id = ${report.id}`
  const { body } = await manager.get(`${SAVED}/${report.id}`)
  assert.deepEqual(Object.keys(body.data.problems), ['dimensions.0', 'measures.0', 'filters.0.dimension'])
})

test('stores that are not the reader’s, and days that make no period, are told', async () => {
  const other = await makeStore(sql)
  const { role, client } = await somebody(['reports.view'])
  const cases: [object, Record<string, string[]>][] = [
    [{ store_id: store.id }, {}],
    [
      { store_id: `${store.id},${other.id}` },
      { store_id: ['This report is about a store that does not exist for you.'] },
    ],
    [{ store_id: '999999' }, { store_id: ['This report is about a store that does not exist for you.'] }],
    [
      { date_from: '2026-03-02', date_to: '2026-03-01' },
      { date_to: ['The end date (2026-03-01) is before the start date (2026-03-02).'] },
    ],
    [
      { date_from: '1850-01-01', date_to: '1850-01-31' },
      {
        date_from: ['This date must be between 1900-01-01 and 2199-12-31.'],
        date_to: ['This date must be between 1900-01-01 and 2199-12-31.'],
      },
    ],
    [
      { compare: { date_from: '2026-03-02', date_to: '2026-03-01' } },
      { compare: ['The end date is before the start date.'] },
    ],
    [{ period: 'last_quarter' }, {}],
    [{ date_from: '2024-02-29', date_to: '2024-02-29', compare: 'previous_year' }, {}],
  ]
  for (const [narrowed, problems] of cases) {
    const asked = { ...definition, compare: undefined, ...narrowed }
    const { body: made } = await as('owner').post(SAVED, {
      name: JSON.stringify(narrowed).slice(0, 100),
      definition: asked,
      roles: [role],
    })
    const seen = await client.get(`${SAVED}/${made.data.id}`, { 'accept-language': 'en' })
    assert.deepEqual(seen.body.data.problems, problems, JSON.stringify(narrowed))
    const listed = await client.get(`${SAVED}?ids=${made.data.id}`, { 'accept-language': 'en' })
    assert.deepEqual(listed.body.data[0].problems, problems)
    const isFine = Object.keys(problems).length === 0
    const answer = await client.post('/api/v1/reports/custom', seen.body.data.definition)
    assert.equal(answer.status === 200, isFine, `${answer.status}: ${JSON.stringify(narrowed)}`)
  }
})
