import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeCategory, makeProduct } from '../../../test/harness/catalog.ts'
import type { Client } from '../../../test/harness/client.ts'

const { sql, as, guest, service, log } = await testApplication({ after })
const owner = as('owner')
const PATH = '/api/v1/product-categories'

describe('who may do what with categories', () => {
  type Row = [name: string, call: (client: Client) => Promise<{ status: number }>, statuses: number[]]
  const callers = {
    guest,
    owner,
    manager: as('manager'),
    cashier: as('cashier'),
    clerk: as('stock_clerk'),
    analyst: as('analyst'),
    service,
  }
  const fresh = async (work: (id: number) => Promise<{ status: number }>) => work((await makeCategory(sql)).id)
  const table: Row[] = [
    ['list', (client) => client.get(PATH), [401, 200, 200, 200, 200, 200, 200]],
    ['read', (client) => fresh((id) => client.get(`${PATH}/${id}`)), [401, 200, 200, 200, 200, 200, 200]],
    ['create', (client) => client.post(PATH, { name: crypto.randomUUID() }), [401, 201, 201, 403, 403, 403, 201]],
    ['put', (client) => fresh((id) => client.put(`${PATH}/${id}`, {})), [401, 200, 200, 403, 403, 403, 200]],
    ['patch', (client) => fresh((id) => client.patch(`${PATH}/${id}`, {})), [401, 200, 200, 403, 403, 403, 200]],
    ['delete', (client) => fresh((id) => client.del(`${PATH}/${id}`)), [401, 200, 200, 403, 403, 403, 200]],
  ]
  for (const [name, call, statuses] of table) {
    it(name, async () => {
      const got: Record<string, number> = {}
      for (const [caller, client] of Object.entries(callers)) got[caller] = (await call(client)).status
      assert.deepEqual(got, Object.fromEntries(Object.keys(callers).map((caller, index) => [caller, statuses[index]])))
    })
  }
})

describe('the tree of categories', () => {
  it('holds children, without cycles', async () => {
    const root = (await owner.post(PATH, { nom: 'Maison', position: 3 })).body.data
    assert.deepEqual([root.name, root.parent_id, root.position, root.children_count], ['Maison', null, 3, 0])
    const child = (await owner.post(PATH, { name: 'Cuisine', parent_id: root.id })).body.data
    const grandchild = (await owner.post(PATH, { name: 'Couteaux', parent_id: child.id })).body.data
    for (const parent of [root.id, child.id, grandchild.id]) {
      const answer = await owner.patch(`${PATH}/${root.id}`, { parent_id: parent })
      assert.deepEqual(answer.body.errors, { parent_id: ['Une catégorie ne peut pas se trouver sous elle-même.'] })
    }
    assert.equal((await owner.patch(`${PATH}/${grandchild.id}`, { parent_id: root.id })).body.data.parent_id, root.id)
    assert.equal((await owner.patch(`${PATH}/${grandchild.id}`, { parent_id: null })).body.data.parent_id, null)
    const unknown = await owner.post(PATH, { name: 'x', parent_id: 999_999 })
    assert.deepEqual(unknown.body.errors, { parent_id: ['La catégorie parente n’existe pas.'] })
    assert.equal((await owner.get(`${PATH}/${root.id}`)).body.data.children_count, 1)
  })

  it('has one name in one place', async () => {
    const root = await makeCategory(sql, { name: 'Été' })
    const twin = await owner.post(PATH, { name: 'ÉTÉ' })
    assert.deepEqual([twin.status, twin.body.code], [409, 'category_name_taken'])
    assert.equal((await owner.post(PATH, { name: 'Été', parent_id: root.id })).status, 201)
    const racers = await Promise.all(Array.from({ length: 10 }, () => owner.post(PATH, { name: 'Course' })))
    assert.deepEqual(racers.map((answer) => answer.status).sort(), [201, ...Array(9).fill(409)])
    assert.deepEqual((await owner.post(PATH, {})).body.errors, { name: ['Le nom de la catégorie est obligatoire.'] })
    const external = { external_id: 'cat-1' }
    assert.equal((await owner.patch(`${PATH}/${root.id}`, external)).status, 200)
    assert.equal((await owner.post(PATH, { name: 'y', ...external })).body.code, 'category_external_id_taken')
  })

  it('keeps a category that is not empty', async () => {
    const root = await makeCategory(sql)
    const child = await makeCategory(sql, { parent_id: root.id })
    assert.equal((await owner.del(`${PATH}/${root.id}`)).body.code, 'category_in_use')
    assert.equal((await owner.del(`${PATH}/${child.id}`)).status, 200)
    assert.equal((await owner.del(`${PATH}/${root.id}`)).body.message, 'Catégorie supprimée avec succès.')
    assert.equal((await owner.get(`${PATH}/${root.id}`)).status, 404)
    assert.equal((await owner.post(PATH, { name: root.name })).status, 201)
  })

  it('never ends with a product in a deleted category', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { id } = await makeCategory(sql)
      const [made, deleted] = await Promise.all([
        owner.post('/api/v1/products', { name: 'Course', category_id: id }),
        owner.del(`${PATH}/${id}`),
      ])
      assert.ok(
        (made.status === 201 && deleted.status === 409) || (made.status === 422 && deleted.status === 200),
        `${made.status} ${deleted.status}`,
      )
    }
  })

  it('never ends in a cycle when two move at once', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [left, right] = [await makeCategory(sql), await makeCategory(sql)]
      const moves = await Promise.all([
        owner.patch(`${PATH}/${left.id}`, { parent_id: right.id }),
        owner.patch(`${PATH}/${right.id}`, { parent_id: left.id }),
      ])
      assert.deepEqual(moves.map((answer) => answer.status).sort(), [200, 422])
    }
    assert.deepEqual(log.faults, [])
  })

  it('is listed by place and name, and counts its products', async () => {
    const root = await makeCategory(sql, { name: 'Rayon' })
    const [zebra, elan] = [
      await makeCategory(sql, { name: 'Zèbres', parent_id: root.id }),
      await makeCategory(sql, { name: 'Élans', parent_id: root.id }),
    ]
    await makeProduct(sql, { category_id: elan.id })
    const list = (await owner.get(`${PATH}?parent_id=${root.id}`)).body
    assert.deepEqual(
      list.data.map((item: { id: number; products_count: number }) => [item.id, item.products_count]),
      [
        [elan.id, 1],
        [zebra.id, 0],
      ],
    )
    assert.equal((await owner.get(`${PATH}?q=zebres`)).body.meta.total, 1)
    const roots = (await owner.get(`${PATH}?parent_id=0&per_page=100&fields=parent_id`)).body.data
    assert.ok(roots.every((item: { parent_id: number | null }) => item.parent_id === null))
  })
})
