import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../test/harness/app.ts'
import { firstVariant, makeProduct } from '../../test/harness/catalog.ts'
import { makeRole, makeStore, makeToken, makeUser } from '../../test/harness/factories.ts'
import { systemActor } from '../platform/actor.ts'
import { withTransaction } from '../platform/database/connect.ts'
import { text } from '../platform/text.ts'
import { deleteStore } from './delete-store.ts'

const { sql, as, withToken } = await testApplication({ after })
const owner = as('owner')
const other = await makeStore(sql)
const stranger = as('manager', { storeIds: [other.id] })

describe('a deleted store', () => {
  it('is nowhere but on the list of those who may restore it, and comes back whole', async () => {
    const store = await makeStore(sql, { name: 'Éclipse', code: 'ECLIPSE' })
    const person = await makeUser(sql, { roles: ['manager'], storeIds: [store.id] })
    const manager = withToken((await makeToken(sql, person.id)).secret)
    const cashier = as('cashier', { storeIds: [store.id] })
    await cashier.person
    await owner.post('/api/v1/addresses', {
      owner_type: 'store',
      owner_id: store.id,
      line1: '1, rue du Port',
      city: 'Québec',
      country: 'CA',
    })
    const before = (await manager.get(`/api/v1/stores/${store.id}?include=registers,users,addresses`)).body.data
    assert.equal((await manager.del(`/api/v1/stores/${store.id}`)).status, 200)
    for (const path of ['', '/registers', '/users', '/stock'])
      assert.equal((await manager.get(`/api/v1/stores/${store.id}${path}`)).status, 404, path)
    for (const query of ['', '?q=eclipse', `?ids=${store.id}`, '?deleted=false'])
      assert.equal((await manager.get(`/api/v1/stores${query}`)).body.meta.total, 0, query)
    const [deleted, ...others] = (await manager.get('/api/v1/stores?deleted=true')).body.data
    assert.deepEqual([deleted.id, typeof deleted.deleted_at, others], [store.id, 'string', []])
    assert.equal((await stranger.get('/api/v1/stores?deleted=true')).body.meta.total, 0)
    assert.equal((await cashier.get('/api/v1/stores?deleted=true')).status, 403)
    assert.equal((await owner.post('/api/v1/stores', { ...GOOD, code: 'ECLIPSE' })).body.code, 'store_code_taken')
    assert.equal((await stranger.post(`/api/v1/stores/${store.id}/restore`)).status, 404)
    assert.equal((await cashier.post(`/api/v1/stores/${store.id}/restore`)).status, 403)
    const restored = await manager.post(`/api/v1/stores/${store.id}/restore`)
    assert.deepEqual([restored.status, restored.body.message], [200, 'Magasin restauré avec succès.'])
    assert.equal((await manager.post(`/api/v1/stores/${store.id}/restore`)).status, 200)
    const { updated_at: _now, ...back } = (
      await manager.get(`/api/v1/stores/${store.id}?include=registers,users,addresses`)
    ).body.data
    const { updated_at: _then, ...was } = before
    assert.deepEqual(back, was)
    assert.equal((await owner.post('/api/v1/stores/999999/restore')).status, 404)
  })

  it('is refused with all that still depends on it at once', async () => {
    const store = await makeStore(sql)
    const variantId = firstVariant(await makeProduct(sql))
    await owner.put(`/api/v1/product-variants/${variantId}/stock`, {
      store_id: store.id,
      on_hand: '3',
      reason: 'Arrivage',
    })
    const refused = await owner.del(`/api/v1/stores/${store.id}`)
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.error],
      [409, 'store_in_use', 'Ce magasin ne peut pas être supprimé\u00a0: il y reste du stock (articles\u00a0: 1).'],
    )
    const guards = {
      beforeDelete: [
        async () => text('il y reste du stock.', 'stock remains there.'),
        async () => null,
        async () => text('un tiroir est ouvert.', 'a drawer is open.'),
      ],
      beforeCurrencyChange: [],
    }
    await assert.rejects(
      withTransaction(sql, {}, (tx) => deleteStore(tx, systemActor, store.id, guards)),
      {
        text: {
          fr: 'Ce magasin ne peut pas être supprimé\u00a0: il y reste du stock\u00a0; un tiroir est ouvert.',
          en: 'This store cannot be deleted: stock remains there; a drawer is open.',
        },
      },
    )
  })
})

const GOOD = { name: 'Verdun', time_zone: 'America/Toronto', currency: 'CAD', tax_zone: 'QC' }

describe('opening hours', () => {
  const post = (hours: object) => owner.post('/api/v1/stores', { ...GOOD, opening_hours: hours })
  const span = (opens: string, closes: string) => ({ opens, closes })

  it('are kept from morning to evening', async () => {
    const { status, body } = await post({ monday: [span('13:00', '24:00'), span('08:00', '12:00')], sunday: [] })
    assert.equal(status, 201)
    assert.deepEqual(body.data.opening_hours, { monday: [span('08:00', '12:00'), span('13:00', '24:00')], sunday: [] })
    const changed = await owner.patch(`/api/v1/stores/${body.data.id}`, {
      opening_hours: { friday: [span('12:00', '13:00'), span('09:00', '12:00')] },
    })
    assert.deepEqual(changed.body.data.opening_hours, { friday: [span('09:00', '12:00'), span('12:00', '13:00')] })
  })

  it('neither overlap nor end before they begin', async () => {
    const cases: [object, string][] = [
      [{ monday: [span('09:00', '09:00')] }, 'opening_hours.monday.0.closes'],
      [{ tuesday: [span('18:00', '09:00')] }, 'opening_hours.tuesday.0.closes'],
      [{ sunday: [span('09:00', '12:00'), span('11:59', '13:00')] }, 'opening_hours.sunday.1.opens'],
      [{ sunday: [span('09:00', '12:00'), span('08:00', '20:00')] }, 'opening_hours.sunday.1.opens'],
      [{ sunday: [span('24:00', '24:00')] }, 'opening_hours.sunday.0.opens'],
    ]
    for (const [hours, field] of cases) {
      const { status, body } = await post(hours)
      assert.deepEqual([status, Object.keys(body.errors)], [422, [field]])
    }
  })
})

describe('what is included', () => {
  it('asks for its own permission, whoever read the same page before', async () => {
    const store = await makeStore(sql)
    const manager = as('manager', { storeIds: [store.id] })
    const cashier = as('cashier', { storeIds: [store.id] })
    for (const path of [`/api/v1/stores/${store.id}?include=`, '/api/v1/stores?include=']) {
      for (const [relation, status] of [
        ['users', 403],
        ['addresses', 403],
        ['registers', 200],
      ] as const) {
        assert.equal((await manager.get(path + relation)).status, 200)
        assert.equal((await cashier.get(path + relation)).status, status, relation)
      }
      assert.equal((await manager.get(`${path}tills`)).status, 422)
    }
    const refused = await cashier.get(`/api/v1/stores/${store.id}?include=users`, { 'accept-language': 'en' })
    assert.deepEqual(refused.body.errors, { include: ['“users” asks for the permission users.view.'] })
  })

  it('shows what is now, with an ETag', async () => {
    const store = await makeStore(sql)
    const person = await makeUser(sql, { name: 'Avant', storeIds: [store.id] })
    const path = `/api/v1/stores?ids=${store.id}&include=users,registers&fields=name`
    const first = await owner.get(path)
    assert.deepEqual(first.body.data, [
      {
        id: store.id,
        name: store.name,
        registers: [{ ...first.body.data[0].registers[0], name: 'Virtuelle', kind: 'virtual', is_active: true }],
        users: [{ id: person.id, name: 'Avant', email: person.email }],
      },
    ])
    const etag = String(first.headers.etag)
    assert.equal((await owner.get(path, { 'if-none-match': etag })).status, 304)
    await sql`update users set name = 'Après' where id = ${person.id}`
    const second = await owner.get(path, { 'if-none-match': etag })
    assert.deepEqual([second.status, second.body.data[0].users[0].name], [200, 'Après'])
  })

  it('keeps another store’s people, registers and addresses from its neighbour', async () => {
    const store = await makeStore(sql, { name: 'Voisin secret' })
    const person = await makeUser(sql, { name: 'Personne secrète', storeIds: [store.id] })
    const [register] = (await owner.get(`/api/v1/stores/${store.id}/registers`)).body.data
    const role = await makeRole(sql, ['stores.view', 'registers.view', 'users.view', 'addresses.view'])
    const neighbour = await makeUser(sql, { roles: [role], storeIds: [other.id] })
    const client = withToken((await makeToken(sql, neighbour.id)).secret)
    const paths = [
      `stores?include=users,registers,addresses`,
      `stores?q=secret`,
      `stores?ids=${store.id}&include=users`,
      'stores?sort=-name&per_page=1',
      `addresses?owner_id=${store.id}`,
      `stores/${store.id}?include=users`,
      `stores/${store.id}/users`,
      `stores/${store.id}/registers`,
      `registers/${register.id}`,
    ]
    for (const path of paths) {
      // The owner's page is there to be found by whoever looked in the wrong place.
      assert.equal((await owner.get(`/api/v1/${path}`)).status, 200, path)
      const { raw, body } = await client.get(`/api/v1/${path}`)
      assert.ok(!/secr/i.test(raw.toString()), path)
      assert.ok(!raw.toString().includes(person.email), path)
      assert.ok((body.meta?.total ?? 0) <= 1, path)
    }
    const unknown = await client.get('/api/v1/stores/999999')
    assert.deepEqual((await client.get(`/api/v1/stores/${store.id}`)).body.error, unknown.body.error)
  })
})
