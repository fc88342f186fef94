import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import type { Client } from '../../test/harness/client.ts'
import { makeStore } from '../../test/harness/factories.ts'
import { systemActor } from '../platform/actor.ts'
import { withTransaction } from '../platform/database/connect.ts'
import { text } from '../platform/text.ts'
import { deleteStore } from './delete-store.ts'
import { updateStore } from './index.ts'

const house = await testApplication({ after })
const { sql, as, guest, service } = house
const mine = await makeStore(sql, { name: 'Mont-Royal', city: 'Montréal', group: 'Île' })
const other = await makeStore(sql, { name: 'Rosemont', city: 'Montréal' })
const warehouse = await makeStore(sql, { name: 'Entrepôt', kind: 'warehouse', city: 'Laval' })

const owner = as('owner')
const manager = as('manager', { storeIds: [mine.id] })
const stranger = as('manager', { storeIds: [other.id] })
const cashier = as('cashier', { storeIds: [mine.id] })
const clerk = as('stock_clerk', { storeIds: [mine.id] })
const analyst = as('analyst', { storeIds: [mine.id] })

const GOOD = { name: 'Verdun', time_zone: 'America/Toronto', currency: 'CAD', tax_zone: 'QC' }

describe('who may do what with stores', () => {
  type Row = [name: string, call: (client: Client) => Promise<{ status: number }>, statuses: number[]]
  const callers = { guest, owner, manager, stranger, cashier, clerk, analyst, service }
  // Columns: guest, owner, manager of the store, manager of another, cashier, stock clerk, analyst, service.
  const table: Row[] = [
    ['list', (client) => client.get('/api/v1/stores'), [401, 200, 200, 200, 200, 200, 200, 200]],
    ['read', (client) => client.get(`/api/v1/stores/${mine.id}`), [401, 200, 200, 404, 200, 200, 200, 200]],
    ['create', (client) => client.post('/api/v1/stores', GOOD), [401, 201, 201, 201, 403, 403, 403, 201]],
    ['put', (client) => client.put(`/api/v1/stores/${mine.id}`, {}), [401, 200, 200, 404, 403, 403, 403, 200]],
    ['patch', (client) => client.patch(`/api/v1/stores/${mine.id}`, {}), [401, 200, 200, 404, 403, 403, 403, 200]],
    [
      'registers',
      (client) => client.get(`/api/v1/stores/${mine.id}/registers`),
      [401, 200, 200, 404, 200, 200, 200, 200],
    ],
    [
      'new register',
      (client) => client.post(`/api/v1/stores/${mine.id}/registers`, { name: `Caisse ${crypto.randomUUID()}` }),
      [401, 201, 201, 404, 403, 403, 403, 201],
    ],
    ['tax zones', (client) => client.get('/api/v1/tax-zones'), [401, 200, 200, 200, 200, 200, 200, 200]],
    ['tax classes', (client) => client.get('/api/v1/tax-classes'), [401, 200, 200, 200, 200, 200, 200, 200]],
    ['delete', (client) => client.del(`/api/v1/stores/999999`), [401, 404, 404, 404, 403, 403, 403, 404]],
  ]
  for (const [name, call, statuses] of table) {
    it(name, async () => {
      const got: Record<string, number> = {}
      for (const [caller, client] of Object.entries(callers)) got[caller] = (await call(client)).status
      assert.deepEqual(got, Object.fromEntries(Object.keys(callers).map((caller, index) => [caller, statuses[index]])))
    })
  }

  it('keeps another store, and the warehouse, off the list', async () => {
    const { body } = await cashier.get('/api/v1/stores?per_page=100')
    assert.deepEqual(
      body.data.map((store: { id: number }) => store.id),
      [mine.id],
    )
    assert.equal((await cashier.get(`/api/v1/stores/${warehouse.id}`)).status, 404)
    assert.equal((await cashier.get(`/api/v1/stores?ids=${other.id},${warehouse.id}`)).body.meta.total, 0)
    assert.equal((await cashier.get(`/api/v1/stores/${other.id}`)).body.error, 'Ressource non trouvée')
    assert.equal((await cashier.del(`/api/v1/stores/${other.id}`)).body.error, 'Action non autorisée')
  })

  it('lets a manager work in the store they make', async () => {
    const { body } = await manager.post('/api/v1/stores', { ...GOOD, name: 'Lachine' })
    const rows = await sql`select user_id from store_users where store_id = ${body.data.id}`
    assert.deepEqual(
      rows.map((row) => row.user_id),
      [(await manager.person).id],
    )
  })
})

describe('a store', () => {
  it('is made with defaults, its code and its virtual register', async () => {
    const made = await owner.post('/api/v1/stores/', { nom: 'Saint-Éloi', ...{ ...GOOD, name: undefined } })
    assert.equal(made.status, 201)
    assert.equal(made.body.message, 'Magasin créé avec succès.')
    const store = made.body.data
    assert.deepEqual(
      [store.kind, store.code, store.prices_include_tax, store.group],
      ['store', 'SAINT-ELOI', false, null],
    )
    const registers = await owner.get(`/api/v1/stores/${store.id}/registers`)
    assert.deepEqual(
      registers.body.data.map((register: { name: string; kind: string }) => [register.name, register.kind]),
      [['Virtuelle', 'virtual']],
    )
    const paris = await owner.post('/api/v1/stores', {
      name: 'Paris',
      tax_zone: 'FR',
      currency: 'EUR',
      time_zone: 'Europe/Paris',
    })
    assert.equal(paris.body.data.prices_include_tax, true)
  })

  it('refuses what it cannot be, in both languages', async () => {
    const missing = await owner.post('/api/v1/stores', {})
    assert.equal(missing.status, 422)
    assert.deepEqual(missing.body.errors, {
      name: ['Le nom du magasin est obligatoire.'],
      time_zone: ['Le fuseau horaire est obligatoire.'],
      currency: ['La devise est obligatoire.'],
      tax_zone: ['La zone de taxes est obligatoire.'],
    })
    const english = await owner.post('/api/v1/stores', {}, { 'accept-language': 'en' })
    assert.equal(english.body.error, 'Validation failed')
    assert.deepEqual(english.body.errors.name, ['The store’s name is required.'])
    const wrong: [object, string][] = [
      [{ ...GOOD, time_zone: 'Mars/Olympus' }, 'time_zone'],
      [{ ...GOOD, time_zone: '+05:00' }, 'time_zone'],
      [{ ...GOOD, time_zone: 'posixrules' }, 'time_zone'],
      [{ ...GOOD, currency: 'ABC' }, 'currency'],
      [{ ...GOOD, currency: 'cad' }, 'currency'],
      [{ ...GOOD, tax_zone: 'XX' }, 'tax_zone'],
      [{ ...GOOD, kind: 'kiosk' }, 'kind'],
      [{ ...GOOD, email: 'not an address' }, 'email'],
      [{ ...GOOD, opened_on: '2026-02-31' }, 'opened_on'],
      [{ ...GOOD, opening_hours: { monday: [{ opens: '25:00', closes: '17:00' }] } }, 'opening_hours.monday.0.opens'],
      [{ ...GOOD, opening_hours: { lundi: [] } }, 'opening_hours.lundi'],
      [{ ...GOOD, unknown: 1 }, 'unknown'],
      [{ ...GOOD, name: ' ' }, 'name'],
      [{ ...GOOD, name: 'x'.repeat(256) }, 'name'],
    ]
    for (const [body, field] of wrong) {
      const answer = await owner.post('/api/v1/stores', body)
      assert.equal(answer.status, 422, JSON.stringify(body))
      assert.deepEqual(Object.keys(answer.body.errors), [field])
    }
    const yearZero = await owner.post('/api/v1/stores', { ...GOOD, opened_on: '0000-01-01' })
    assert.equal(yearZero.status, 422)
  })

  it('changes what is given, by PUT as by PATCH', async () => {
    const store = await makeStore(sql, { name: 'Avant', phone: '514 555-0100' })
    const hours = { monday: [{ opens: '09:00', closes: '17:30' }] }
    for (const method of ['PUT', 'PATCH'] as const) {
      const answer = await owner.send(method, `/api/v1/stores/${store.id}`, {
        name: method,
        opening_hours: hours,
        group: 'G',
      })
      assert.equal(answer.status, 200)
      assert.deepEqual(
        [answer.body.data.name, answer.body.data.phone, answer.body.data.opening_hours, answer.body.data.group],
        [method, '514 555-0100', hours, 'G'],
      )
    }
    const cleared = await owner.patch(`/api/v1/stores/${store.id}`, { opening_hours: null, phone: null, group: null })
    assert.deepEqual(
      [cleared.body.data.opening_hours, cleared.body.data.phone, cleared.body.data.group],
      [null, null, null],
    )
  })

  it('keeps its code and external id to itself', async () => {
    const first = await makeStore(sql, { code: 'UNIQUE', external_id: 'ext-1' })
    const code = await owner.post('/api/v1/stores', { ...GOOD, code: 'UNIQUE' })
    assert.deepEqual([code.status, code.body.code], [409, 'store_code_taken'])
    const external = await owner.post('/api/v1/stores', { ...GOOD, external_id: 'ext-1' })
    assert.deepEqual([external.status, external.body.code], [409, 'store_external_id_taken'])
    assert.equal((await owner.put(`/api/v1/stores/${first.id}`, { code: 'UNIQUE', external_id: 'ext-1' })).status, 200)
    const racers = await Promise.all(
      Array.from({ length: 8 }, () => owner.post('/api/v1/stores', { ...GOOD, code: 'RACE' })),
    )
    assert.deepEqual(racers.map((answer) => answer.status).sort(), [201, ...Array(7).fill(409)])
  })

  it('leaves when it is deleted, and its registers with it', async () => {
    const store = await makeStore(sql, { name: 'Éphémère' })
    const [register] = (await owner.get(`/api/v1/stores/${store.id}/registers`)).body.data
    assert.equal((await owner.del(`/api/v1/stores/${store.id}`)).body.message, 'Magasin supprimé avec succès.')
    for (const path of [`/stores/${store.id}`, `/stores/${store.id}/registers`, `/registers/${register.id}`]) {
      assert.equal((await owner.get(`/api/v1${path}`)).status, 404, path)
    }
    assert.equal((await owner.get(`/api/v1/stores?q=ephemere`)).body.meta.total, 0)
    assert.equal((await owner.del(`/api/v1/stores/${store.id}`)).status, 404)
  })

  it('stays when a later room says why', async () => {
    const store = await makeStore(sql)
    const guard = async () => text('il lui reste du stock.', 'it still has stock.')
    const guards = { beforeDelete: [guard], beforeCurrencyChange: [guard] }
    const refused = {
      status: 409,
      code: 'store_in_use',
      text: {
        fr: 'Ce magasin ne peut pas être supprimé\u00a0: il lui reste du stock.',
        en: 'This store cannot be deleted: it still has stock.',
      },
    }
    await assert.rejects(
      withTransaction(sql, {}, (tx) => deleteStore(tx, systemActor, store.id, guards)),
      refused,
    )
    const change = (currency: string) =>
      withTransaction(sql, {}, (tx) => updateStore(tx, systemActor, store.id, { currency }, guards))
    await assert.rejects(change('EUR'), { status: 409, code: 'store_currency_in_use' })
    assert.equal((await change('CAD')).currency, 'CAD')
  })
})

describe('the list of stores', () => {
  it('filters, searches, sorts and projects', async () => {
    const names = async (query: string) =>
      (await owner.get(`/api/v1/stores?${query}&per_page=100`)).body.data.map((store: { name: string }) => store.name)
    assert.deepEqual(await names('kind=warehouse'), ['Entrepôt'])
    assert.deepEqual(await names('city=montreal&sort=-name'), ['Rosemont', 'Mont-Royal'])
    assert.deepEqual(await names('group=ile'), ['Mont-Royal'])
    assert.deepEqual(await names('q=entrepot%20laval'), ['Entrepôt'])
    assert.deepEqual(await names(`ids=${other.id}`), ['Rosemont'])
    assert.deepEqual(await names('currency=XYZ'), [])
    const projected = await owner.get(`/api/v1/stores?fields=name&ids=${mine.id}`)
    assert.deepEqual(projected.body.data, [{ id: mine.id, name: 'Mont-Royal' }])
    for (const [query, status] of [
      ['sort=secret', 422],
      ['per_page=101', 422],
      ['per_page=0', 422],
      ['page=a', 400],
      ['cursor=zzz', 400],
      ['unknown=1', 400],
      ['ids=x', 422],
    ] as const) {
      assert.equal((await owner.get(`/api/v1/stores?${query}`)).status, status, query)
    }
  })
})

describe('registers', () => {
  it('are added, renamed, closed and deleted; names are taken within a store', async () => {
    const path = `/api/v1/stores/${other.id}/registers`
    const first = await owner.post(path, { nom: 'Caisse 1' })
    assert.equal(first.status, 201)
    assert.deepEqual([first.body.data.kind, first.body.data.is_active], ['till', true])
    const taken = await owner.post(path, { name: 'CAISSE 1' })
    assert.deepEqual([taken.status, taken.body.code], [409, 'register_name_taken'])
    const registerPath = `/api/v1/registers/${first.body.data.id}`
    assert.equal((await owner.patch(registerPath, { name: 'Caisse 2', is_active: false })).body.data.is_active, false)
    assert.equal((await owner.put(registerPath, { name: 'Caisse 2' })).status, 200)
    assert.equal((await manager.get(registerPath)).status, 404)
    assert.equal((await manager.patch(registerPath, { name: 'x' })).status, 404)
    assert.equal((await owner.del(registerPath)).status, 200)
    assert.equal((await owner.get(registerPath)).status, 404)
    assert.equal((await owner.post(path, { name: 'Caisse 2' })).status, 201)
  })

  it('of the system stay', async () => {
    const [virtual] = (await owner.get(`/api/v1/stores/${mine.id}/registers?kind=virtual`)).body.data
    assert.equal((await owner.del(`/api/v1/registers/${virtual.id}`)).body.code, 'register_is_built_in')
    assert.equal((await owner.put(`/api/v1/registers/${virtual.id}`, { is_active: false })).status, 409)
    assert.equal((await owner.put(`/api/v1/registers/${virtual.id}`, { name: 'En ligne' })).status, 200)
  })
})

describe('cached pages of stores', () => {
  it('answer 304 until a write, and never an old page after it', async () => {
    const store = await makeStore(sql, { name: 'Ancien nom' })
    const path = `/api/v1/stores/${store.id}`
    const first = await owner.get(path)
    const etag = String(first.headers.etag)
    assert.equal((await owner.get(path, { 'if-none-match': etag })).status, 304)
    await owner.patch(path, { name: 'Nouveau nom' })
    const second = await owner.get(path, { 'if-none-match': etag })
    assert.equal(second.status, 200)
    assert.equal(second.body.data.name, 'Nouveau nom')
  })

  it('are not shared between scopes', async () => {
    assert.equal((await owner.get(`/api/v1/stores/${mine.id}`)).status, 200)
    assert.equal((await stranger.get(`/api/v1/stores/${mine.id}`)).status, 404)
  })
})
