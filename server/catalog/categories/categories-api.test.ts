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
    await makeProduct(sql, { category_id: root.id })
    const refused = (await owner.del(`${PATH}/${root.id}`)).body
    assert.deepEqual(
      [refused.code, refused.error],
      ['category_in_use', 'Cette catégorie n’est pas vide (produits\u00a0: 1, sous-catégories\u00a0: 1)'],
    )
    await sql`update products set category_id = null where category_id = ${root.id}`
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
        [zebra.id, 0],
        [elan.id, 1],
      ],
    )
    const byName = (await owner.get(`${PATH}?parent_id=${root.id}&sort=name`)).body.data
    assert.deepEqual([byName[0].id, byName[1].id], [elan.id, zebra.id])
    assert.equal((await owner.get(`${PATH}?q=zebres`)).body.meta.total, 1)
    const roots = (await owner.get(`${PATH}?parent_id=0&per_page=100&fields=parent_id`)).body.data
    assert.ok(roots.every((item: { parent_id: number | null }) => item.parent_id === null))
  })
})

describe('the order of sisters', () => {
  const orderUnder = async (id: number) =>
    (await owner.get(`${PATH}?parent_id=${id}`)).body.data.map((item: { name: string; position: number }) => [
      item.name,
      item.position,
    ])

  it('is that of their positions; one that is taken moves its holder on', async () => {
    const root = await makeCategory(sql)
    const add = async (name: string, position?: number) =>
      (await owner.post(PATH, { name, parent_id: root.id, ...(position !== undefined && { position }) })).body.data.id
    const [a, b, c] = [await add('A'), await add('B'), await add('C')]
    const list = await orderUnder(root.id)
    assert.deepEqual(list, [
      ['A', 0],
      ['B', 1],
      ['C', 2],
    ])
    await owner.patch(`${PATH}/${c}`, { position: 1 })
    assert.deepEqual(await orderUnder(root.id), [
      ['A', 0],
      ['C', 1],
      ['B', 2],
    ])
    await owner.patch(`${PATH}/${a}`, { position: 10 })
    await owner.patch(`${PATH}/${b}`, { name: 'B', position: 2 })
    assert.deepEqual(await orderUnder(root.id), [
      ['C', 1],
      ['B', 2],
      ['A', 10],
    ])
    const other = await makeCategory(sql)
    await owner.patch(`${PATH}/${other.id}`, { parent_id: root.id })
    assert.deepEqual((await orderUnder(root.id)).at(-1), [other.name, 11])
  })

  it('has no two at one place, whoever moves them at once', async () => {
    const root = await makeCategory(sql)
    const ids = []
    for (let index = 0; index < 6; index += 1) ids.push((await makeCategory(sql, { parent_id: root.id })).id)
    await Promise.all(ids.map((id) => owner.patch(`${PATH}/${id}`, { position: 2 })))
    const positions = (await orderUnder(root.id)).map(([, position]: [string, number]) => position)
    assert.equal(new Set(positions).size, 6)
    assert.deepEqual(log.faults, [])
  })
})

describe('branches', () => {
  it('are read as a tree, with the products of each and of all under it', async () => {
    const root = await makeCategory(sql, { name: 'Arbre' })
    const limb = await makeCategory(sql, { parent_id: root.id, name: 'Branche' })
    const twig = await makeCategory(sql, { parent_id: limb.id, name: 'Rameau' })
    for (const category of [root, twig, twig]) await makeProduct(sql, { category_id: category.id })
    for (const query of ['tree=true', 'include=children']) {
      const { body } = await owner.get(`${PATH}?${query}`)
      const found = body.data.find((item: { id: number }) => item.id === root.id)
      const [branch] = found.children
      const [leaf] = branch.children
      assert.deepEqual(
        [found, branch, leaf].map((item) => [
          item.name,
          item.products_count,
          item.products_count_total,
          item.children_count,
        ]),
        [
          ['Arbre', 1, 3, 1],
          ['Branche', 0, 2, 1],
          ['Rameau', 2, 2, 0],
        ],
      )
      assert.ok(body.data.every((item: { parent_id: number | null }) => item.parent_id === null))
    }
    const under = (await owner.get(`${PATH}?tree=true&parent_id=${root.id}`)).body.data
    assert.deepEqual(
      under.map((item: { name: string }) => item.name),
      ['Branche'],
    )
    assert.equal((await owner.get(`${PATH}/${root.id}`)).body.data.products_count_total, 3)
    const listed = (await owner.get(`${PATH}?ids=${limb.id}`)).body.data
    assert.deepEqual([listed[0].products_count, listed[0].products_count_total], [0, 2])
    assert.equal((await owner.get(`/api/v1/products?category_id=${root.id}`)).body.meta.total, 3)
  })

  it('have ten levels at most, also when one is moved with what is under it', async () => {
    let parent = await makeCategory(sql)
    const [top] = [parent]
    for (let level = 2; level <= 10; level += 1) parent = await makeCategory(sql, { parent_id: parent.id })
    const sentence = { parent_id: ['L’arbre des catégories a 10 niveaux au plus.'] }
    assert.deepEqual((await owner.post(PATH, { name: 'Trop', parent_id: parent.id })).body.errors, sentence)
    const above = await makeCategory(sql)
    assert.deepEqual((await owner.patch(`${PATH}/${top.id}`, { parent_id: above.id })).body.errors, sentence)
    assert.equal((await owner.patch(`${PATH}/${parent.id}`, { parent_id: above.id })).status, 200)
  })
})
