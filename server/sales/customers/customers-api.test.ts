import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeStore } from '../../../test/harness/factories.ts'

const { sql, as, log, guest } = await testApplication({ after })
const store = await makeStore(sql)
const cashier = as('cashier', { storeIds: [store.id] })
const manager = as('manager', { storeIds: [store.id] })
const CUSTOMERS = '/api/v1/customers'
const EN = { 'accept-language': 'en' }

async function make(input: object): Promise<number> {
  const { status, body } = await cashier.post(CUSTOMERS, input)
  assert.equal(status, 201, JSON.stringify(body))
  return body.data.id
}

const namesFound = async (query: string): Promise<string[]> => {
  const { status, body } = await cashier.get(`${CUSTOMERS}?${query}&per_page=100`)
  assert.equal(status, 200, JSON.stringify(body))
  return body.data.map(({ name }: { name: string }) => name)
}

test('a cashier adds a customer at the till, with what the customer wants to give', async () => {
  const { status, body } = await cashier.post(CUSTOMERS, {
    name: 'Béatrice Lévesque',
    email: 'Beatrice@Exemple.com',
    phone: '(418) 555-0177',
    address_line1: '12, rue Saint-Jean',
    city: 'Québec',
    region: 'Québec',
    postal_code: 'g1r 1p8',
    country: 'ca',
    language: 'fr',
    note: 'Aime le café',
    external_id: 'CRM-1',
    tax_exemption: { certificate_number: 'B-778', expires_on: '2031-05-31' },
  })
  assert.equal(status, 201, JSON.stringify(body))
  assert.equal(body.message, 'Client créé avec succès.')
  const { id, created_at: createdAt, updated_at: updatedAt, ...data } = body.data
  assert.ok(id > 0 && createdAt === updatedAt)
  assert.deepEqual(data, {
    name: 'Béatrice Lévesque',
    email: 'Beatrice@Exemple.com',
    phone: '(418) 555-0177',
    address_line1: '12, rue Saint-Jean',
    address_line2: null,
    city: 'Québec',
    region: 'QC',
    postal_code: 'G1R 1P8',
    country: 'CA',
    language: 'fr',
    note: 'Aime le café',
    external_id: 'CRM-1',
    tax_exemption: { certificate_number: 'B-778', expires_on: '2031-05-31' },
    credit: [],
    merged_into_id: null,
  })
  assert.deepEqual((await cashier.get(`${CUSTOMERS}/${id}`)).body.data, body.data)
})

test('only a manager changes and deletes one; a change touches what it names', async () => {
  const id = await make({ name: 'Jean Roy', phone: '5145550100', country: 'CA', region: 'ON', postal_code: 'K1A 0B1' })
  for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
    const body = method === 'DELETE' ? undefined : {}
    assert.equal((await cashier.send(method, `${CUSTOMERS}/${id}`, body)).status, 403)
  }
  const changed = await manager.patch(`${CUSTOMERS}/${id}`, { phone: null, note: '', region: 'Québec' })
  assert.equal(changed.status, 200, JSON.stringify(changed.body))
  const { name, phone, note, region } = changed.body.data
  assert.deepEqual({ name, phone, note, region }, { name: 'Jean Roy', phone: null, note: null, region: 'QC' })
  const wrong = await manager.put(`${CUSTOMERS}/${id}`, { region: 'BC', postal_code: 'H2X 1Y4' })
  assert.deepEqual([wrong.status, Object.keys(wrong.body.errors)], [422, ['region']])
  assert.equal((await manager.del(`${CUSTOMERS}/${id}`)).status, 200)
  for (const answer of [
    await cashier.get(`${CUSTOMERS}/${id}`),
    await manager.patch(`${CUSTOMERS}/${id}`, { name: 'x' }),
    await manager.del(`${CUSTOMERS}/${id}`),
    await cashier.get(`${CUSTOMERS}/${id}/sales`),
  ])
    assert.equal(answer.status, 404)
  assert.deepEqual(await namesFound('q=jean+roy'), [])
  assert.equal((await guest.get(CUSTOMERS)).status, 401)
  assert.equal((await as('analyst', { storeIds: [store.id] }).get(CUSTOMERS)).status, 403)
})

test('what is wrong is named, in the reader’s language', async () => {
  const wrong: [object, string][] = [
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'x', email: 'nobody' }, 'email'],
    [{ name: 'x', country: 'ZZ' }, 'country'],
    [{ name: 'x', country: 'FR', postal_code: '1234' }, 'postal_code'],
    [{ name: 'x', language: 'es' }, 'language'],
    [{ name: 'x', tax_exemption: {} }, 'tax_exemption.certificate_number'],
    [{ name: 'x', tax_exemption: { certificate_number: '1', expires_on: '2026-02-31' } }, 'tax_exemption.expires_on'],
    [{ name: 'x', unknown: 1 }, 'unknown'],
  ]
  for (const [body, field] of wrong) {
    const answer = await cashier.post(CUSTOMERS, body)
    assert.equal(answer.status, 422, JSON.stringify(body))
    assert.deepEqual(Object.keys(answer.body.errors), [field])
  }
  const french = await cashier.post(CUSTOMERS, {})
  assert.deepEqual(french.body.errors.name, ['Le nom du client est obligatoire.'])
  const english = await cashier.post(CUSTOMERS, {}, EN)
  assert.deepEqual(english.body.errors.name, ['The customer’s name is required.'])
  assert.equal((await manager.patch(`${CUSTOMERS}/999999`, {})).status, 404)
  assert.equal((await cashier.get(`${CUSTOMERS}/abc`)).status, 400)
})

test('an external id is one customer’s, also when two bring it at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => cashier.post(CUSTOMERS, { name: 'Double', external_id: 'CRM-DOUBLE' }, EN)),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(5).fill(409)])
  const refused = answers.find(({ status }) => status === 409)
  assert.equal(refused?.body.code, 'customer_external_id_taken')
  assert.deepEqual(await namesFound('external_id=CRM-DOUBLE'), ['Double'])
})

test('a search finds by name, e-mail, telephone and external id, whatever the accents and the way of writing', async () => {
  await make({
    name: 'Éloïse Bélanger',
    email: 'eloise.b@exemple.com',
    phone: '+1 514 555-0142',
    external_id: 'ext-77-A',
  })
  await make({ name: 'Zoé Martin', phone: '06 12 34 56 78' })
  await make({ name: '100 % Bio', external_id: '42-77' })
  const finds: Record<string, string[]> = {
    'q=belanger': ['Éloïse Bélanger'],
    'q=ELOISE+bel': ['Éloïse Bélanger'],
    'q=eloise.b@exemple.com': ['Éloïse Bélanger'],
    'q=ext-77': ['Éloïse Bélanger'],
    'q=42-77': ['100 % Bio'],
    'q=(514)+555.0142': ['Éloïse Bélanger'],
    'q=5550142': ['Éloïse Bélanger'],
    'q=514-555-0142': ['Éloïse Bélanger'],
    'q=%2B33+6+12+34+56+78': ['Zoé Martin'],
    'q=0612345678': ['Zoé Martin'],
    'q=100+%25': ['100 % Bio'],
    'q=%25': ['100 % Bio'],
    'q=zoe+belanger': [],
    'email=ELOISE.B@exemple.com': ['Éloïse Bélanger'],
    'email=eloise': [],
    'phone=514+555+0142': ['Éloïse Bélanger'],
    'phone=14155550142': [],
    'phone=none': [],
    'external_id=ext-77-A': ['Éloïse Bélanger'],
  }
  for (const [query, names] of Object.entries(finds)) assert.deepEqual(await namesFound(query), names, query)
})

test('lists come by name, in pages and by cursor, with the fields that are asked for', async () => {
  for (const name of ['Tri-é', 'Tri-a', 'Tri-f']) await make({ name })
  assert.deepEqual(await namesFound('q=tri-'), ['Tri-a', 'Tri-é', 'Tri-f'])
  assert.deepEqual(await namesFound('q=tri-&sort=-id'), ['Tri-f', 'Tri-a', 'Tri-é'])
  const { body } = await cashier.get(`${CUSTOMERS}?q=tri-&cursor=&per_page=2&fields=name`)
  assert.deepEqual(Object.keys(body.data[0]).sort(), ['id', 'name'])
  const next = await cashier.get(`${CUSTOMERS}?q=tri-&cursor=${body.meta.next_cursor}&per_page=2`)
  assert.deepEqual(
    next.body.data.map(({ name }: { name: string }) => name),
    ['Tri-f'],
  )
  assert.deepEqual(await namesFound('is_tax_exempt=true'), ['Béatrice Lévesque'])
})

test('a search uses its index', async () => {
  await sql`insert into customers (name, email) select 'Client ' || n, 'c' || n || '@exemple.com' from generate_series(1, 20000) n`
  await sql`analyze customers`
  const plan = await sql`explain select id from customers where deleted_at is null and search_words like '%belanger%'`
  assert.match(JSON.stringify(plan), /customers_search/)
})

test('neither log tells what people may have erased', async () => {
  await make({ name: 'Secrète Personne', email: 'secrete@exemple.com' })
  await namesFound('q=secrete@exemple.com')
  assert.doesNotMatch(JSON.stringify(log), /secrete@exemple|Secrète Personne/)
  const { id } = (await cashier.get(`${CUSTOMERS}?q=secrete`)).body.data[0]
  await manager.patch(`${CUSTOMERS}/${id}`, { name: 'Autre Nom', note: 'Une note' })
  const entries = await sql<{ operation: string; before: unknown; after: Record<string, unknown> }[]>`
    select operation, before, after from audit_log where entity_type = 'customer' and entity_id = ${String(id)} order by id`
  assert.deepEqual(
    entries.map(({ operation }) => operation),
    ['createCustomer', 'updateCustomer'],
  )
  assert.deepEqual(entries[1]?.before, { name: '•••', note: null })
  assert.deepEqual(entries[1]?.after, { name: '•••', note: '•••' })
  assert.doesNotMatch(JSON.stringify(entries), /Secrète|exemple\.com|Une note/)
})

test('nothing of all this was a fault of the server', () => assert.deepEqual(log.faults, []))
