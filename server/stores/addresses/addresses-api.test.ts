import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import type { Client } from '../../../test/harness/client.ts'
import { makeAddress, makeRole, makeStore, makeToken, makeUser } from '../../../test/harness/factories.ts'

const { sql, as, service, withToken } = await testApplication({ after })
const mine = await makeStore(sql)
const other = await makeStore(sql)
const owner = as('owner')
const manager = as('manager', { storeIds: [mine.id] })
const stranger = as('manager', { storeIds: [other.id] })

const PATH = '/api/v1/addresses'
const HOME = { line1: '12, rue des Érables', city: 'Québec', region: 'Québec', postal_code: 'g1r4p5', country: 'ca' }
const post = (client: Client, type: 'store' | 'user', id: number, more: object = {}) =>
  client.post(PATH, { owner_type: type, owner_id: id, ...HOME, ...more })
const idsOf = async (client: Client, query: string): Promise<number[]> =>
  (await client.get(`${PATH}?per_page=100&${query}`)).body.data.map((address: { id: number }) => address.id)

describe('an address', () => {
  it('is kept as its country writes it', async () => {
    const made = await post(owner, 'store', mine.id, { label: 'Siège', line2: '' })
    assert.equal(made.status, 201)
    assert.equal(made.body.message, 'Adresse créée avec succès.')
    const { id, created_at, updated_at, ...kept } = made.body.data
    assert.ok(created_at === updated_at)
    assert.deepEqual(kept, {
      owner_type: 'store',
      owner_id: mine.id,
      label: 'Siège',
      line1: '12, rue des Érables',
      line2: null,
      city: 'Québec',
      region: 'QC',
      postal_code: 'G1R 4P5',
      country: 'CA',
      is_primary: true,
    })
    assert.deepEqual((await owner.get(`${PATH}/${id}`)).body.data, made.body.data)
  })

  it('is refused with every field at fault, in both languages', async () => {
    const cases: [object, Record<string, string>][] = [
      [
        { postal_code: 'K2P 1L4' },
        { postal_code: 'Un code postal du Québec commence par G, H ou J (ou K1A, celui des bureaux fédéraux).' },
      ],
      [{ region: 'ON' }, { region: 'Ce code postal est du Québec\u00a0: la région doit être QC.' }],
      [{ country: 'XX' }, { country: 'Ce pays n’existe pas\u00a0: donnez ses deux lettres, comme CA ou FR.' }],
      [
        { country: 'FR', region: null, postal_code: '99000' },
        {
          postal_code:
            'Un code postal français a cinq chiffres et commence par un département\u00a0: 75011, 20090, 97410.',
        },
      ],
      [{ city: '' }, { city: 'La ville est obligatoire.' }],
    ]
    for (const [fault, errors] of cases) {
      const answer = await post(owner, 'store', mine.id, fault)
      assert.equal(answer.status, 422)
      assert.deepEqual(
        answer.body.errors,
        Object.fromEntries(Object.entries(errors).map(([field, message]) => [field, [message]])),
      )
    }
    const english = await owner.post(
      PATH,
      { owner_type: 'store', owner_id: mine.id, ...HOME, region: 'Bretagne', postal_code: 'XYZ' },
      { 'accept-language': 'en' },
    )
    assert.deepEqual(Object.keys(english.body.errors), ['region', 'postal_code'])
    assert.match(english.body.errors.region[0], /^The province or territory is one of: AB/)
  })

  it('changes in part, and is checked as a whole', async () => {
    const { id } = await makeAddress(sql, { owner_id: mine.id })
    for (const method of ['PUT', 'PATCH'] as const) {
      const changed = await owner.send(method, `${PATH}/${id}`, { line1: method, line2: 'Bureau 3' })
      assert.deepEqual(
        [changed.status, changed.body.data.line1, changed.body.data.line2, changed.body.data.postal_code],
        [200, method, 'Bureau 3', 'H2X 1Y4'],
      )
    }
    const moved = await owner.patch(`${PATH}/${id}`, { country: 'FR' })
    assert.deepEqual(Object.keys(moved.body.errors), ['postal_code'])
    const whole = await owner.patch(`${PATH}/${id}`, { country: 'FR', postal_code: '35000', region: 'Bretagne' })
    assert.deepEqual([whole.status, whole.body.data.region], [200, 'Bretagne'])
    assert.equal((await owner.patch(`${PATH}/${id}`, { owner_id: other.id })).status, 422)
    assert.equal((await owner.patch(`${PATH}/999999`, { city: 'Nulle part' })).status, 404)
  })
})

describe('the primary address', () => {
  it('is the first one, then the one that is named, then the oldest that remains', async () => {
    const store = await makeStore(sql)
    const [first, second, third] = [
      (await post(owner, 'store', store.id)).body.data,
      (await post(owner, 'store', store.id)).body.data,
      (await post(owner, 'store', store.id, { is_primary: true })).body.data,
    ]
    const primary = () => idsOf(owner, `owner_type=store&owner_id=${store.id}&is_primary=true`)
    assert.deepEqual([first.is_primary, second.is_primary, third.is_primary], [true, false, true])
    assert.deepEqual(await primary(), [third.id])
    const refused = await owner.patch(`${PATH}/${third.id}`, { is_primary: false })
    assert.deepEqual([refused.status, Object.keys(refused.body.errors)], [422, ['is_primary']])
    await owner.patch(`${PATH}/${second.id}`, { is_primary: true })
    assert.deepEqual(await primary(), [second.id])
    assert.equal((await owner.del(`${PATH}/${second.id}`)).body.message, 'Adresse supprimée avec succès.')
    assert.deepEqual(await primary(), [first.id])
    assert.equal((await owner.get(`${PATH}/${second.id}`)).status, 404)
  })

  it('stays one, whoever asks at once', async () => {
    const store = await makeStore(sql)
    const made = await Promise.all(
      Array.from({ length: 8 }, () => post(owner, 'store', store.id, { is_primary: true })),
    )
    assert.deepEqual([...new Set(made.map((answer) => answer.status))], [201])
    const ids = made.map((answer) => answer.body.data.id)
    const answers = await Promise.all([
      ...ids.slice(0, 4).map((id) => owner.patch(`${PATH}/${id}`, { is_primary: true })),
      ...ids.slice(4).map((id) => owner.del(`${PATH}/${id}`)),
    ])
    assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [200])
    const [row] = await sql`
      select count(*)::int as all, count(*) filter (where is_primary)::int as primary
      from addresses where store_id = ${store.id}`
    assert.deepEqual(row, { all: 4, primary: 1 })
  })

  it('is shown with its store, at once after a change', async () => {
    const store = await makeStore(sql)
    const read = async () => (await manager.get(`/api/v1/stores/${store.id}`)).body.data
    assert.equal((await owner.get(`/api/v1/stores/${store.id}`)).body.data.address, null)
    const { id } = (await post(owner, 'store', store.id)).body.data
    const shown = async () => (await owner.get(`/api/v1/stores/${store.id}`)).body.data.address
    assert.deepEqual(await shown(), {
      id,
      label: null,
      ...HOME,
      line2: null,
      region: 'QC',
      postal_code: 'G1R 4P5',
      country: 'CA',
      is_primary: true,
    })
    await owner.patch(`${PATH}/${id}`, { line1: '14, rue des Érables' })
    assert.equal((await shown()).line1, '14, rue des Érables')
    assert.equal(await read(), undefined)
  })
})

describe('whose addresses one sees', () => {
  it('a store’s: the people of the store', async () => {
    const { id } = await makeAddress(sql, { owner_id: mine.id, line1: 'Secret de magasin' })
    assert.equal((await manager.get(`${PATH}/${id}`)).status, 200)
    for (const query of [
      `ids=${id}`,
      `owner_type=store&owner_id=${mine.id}`,
      'q=secret',
      'city=montreal&region=qc',
      'country=ca&sort=-postal_code',
      'cursor=&sort=city',
    ]) {
      assert.ok((await idsOf(manager, query)).includes(id), query)
      const hidden = await stranger.get(`${PATH}?${query}`)
      assert.deepEqual([hidden.body.data, hidden.body.meta.total ?? 0], [[], 0], query)
    }
    const missing = await stranger.get(`${PATH}/999999`)
    for (const answer of [
      await stranger.get(`${PATH}/${id}`),
      await stranger.patch(`${PATH}/${id}`, { city: 'X' }),
      await stranger.del(`${PATH}/${id}`),
    ])
      assert.deepEqual([answer.status, answer.body.error], [404, missing.body.error])
    const [theirs, nobodys] = [await post(stranger, 'store', mine.id), await post(stranger, 'store', 999_999)]
    assert.deepEqual([theirs.status, theirs.body.errors], [422, { owner_id: ['Cette référence n’existe pas.'] }])
    assert.deepEqual(theirs.body.errors, nobodys.body.errors)
  })

  it('a person’s: that person, and colleagues who may see people', async () => {
    const colleague = await makeUser(sql, { roles: ['cashier'], storeIds: [mine.id, other.id] })
    const homeless = await makeUser(sql, { roles: ['cashier'] })
    const role = await makeRole(sql, ['addresses.view', 'addresses.create', 'addresses.update', 'addresses.delete'])
    const self = await makeUser(sql, { roles: [role], storeIds: [mine.id] })
    const selfClient = withToken((await makeToken(sql, self.id)).secret)
    const theirs = (await post(owner, 'user', colleague.id)).body.data.id
    const hidden = (await post(owner, 'user', homeless.id)).body.data.id
    const own = await post(selfClient, 'user', self.id)
    assert.equal(own.status, 201)
    assert.deepEqual(await idsOf(selfClient, 'owner_type=user'), [own.body.data.id])
    assert.equal((await selfClient.patch(`${PATH}/${own.body.data.id}`, { city: 'Lévis' })).status, 200)
    assert.deepEqual(await idsOf(manager, 'owner_type=user'), [theirs, own.body.data.id])
    assert.deepEqual(await idsOf(stranger, 'owner_type=user'), [theirs])
    assert.equal((await manager.get(`${PATH}/${hidden}`)).status, 404)
    assert.equal((await post(manager, 'user', homeless.id)).status, 422)
    // The program that holds API_TOKEN knows stores, not people.
    assert.deepEqual(await idsOf(service, 'owner_type=user'), [])
    assert.equal((await service.get(`${PATH}/${theirs}`)).status, 404)
    assert.equal((await post(service, 'store', mine.id)).status, 201)
  })

  it('somebody who may more is left alone', async () => {
    const director = await makeUser(sql, { roles: ['owner'], storeIds: [mine.id] })
    const { id } = (await post(owner, 'user', director.id)).body.data
    assert.equal((await manager.get(`${PATH}/${id}`)).status, 200)
    for (const answer of [
      await post(manager, 'user', director.id),
      await manager.patch(`${PATH}/${id}`, { city: 'X' }),
      await manager.del(`${PATH}/${id}`),
    ])
      assert.deepEqual([answer.status, answer.body.code], [403, 'beyond_power'])
  })

  it('nobody’s once the owner is deleted, and again when they are back', async () => {
    const store = await makeStore(sql)
    const person = await makeUser(sql)
    const ids = [
      (await post(owner, 'store', store.id)).body.data.id,
      (await post(owner, 'user', person.id)).body.data.id,
    ]
    await owner.del(`/api/v1/stores/${store.id}`)
    await sql`update users set deleted_at = now() where id = ${person.id}`
    assert.deepEqual(await idsOf(owner, `ids=${ids}`), [])
    assert.equal((await post(owner, 'store', store.id)).status, 422)
    assert.equal((await owner.patch(`${PATH}/${ids[0]}`, { city: 'X' })).status, 404)
    await owner.post(`/api/v1/stores/${store.id}/restore`)
    assert.deepEqual(await idsOf(owner, `ids=${ids}`), [ids[0]])
  })
})
