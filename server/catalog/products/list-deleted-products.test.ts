import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { makeProduct } from '../../../test/harness/catalog.ts'

const { sql, as } = await testApplication({ after })
const owner = as('owner')

type Listed = { id: number; name: string; variants_count: number; deleted_at: string }

test('deleted products are listed, the last one first, until they are restored', async () => {
  const names = ['Thé du Labrador', 'Thé des bois', 'Sirop de bouleau']
  const products = []
  for (const name of names) {
    const { id } = await makeProduct(sql, { name })
    await owner.del(`/api/v1/products/${id}`)
    products.push(id)
  }
  await makeProduct(sql, { name: 'Thé vert' })
  const listed = await owner.get('/api/v1/products/deleted')
  assert.equal(listed.status, 200)
  assert.deepEqual(
    listed.body.data.map(({ name, variants_count: count }: Listed) => [name, count]),
    names.toReversed().map((name) => [name, 1]),
  )
  assert.ok(listed.body.data.every(({ deleted_at: at }: Listed) => !Number.isNaN(Date.parse(at))))
  const found = await owner.get('/api/v1/products/deleted?q=the&sort=name&fields=id,name')
  assert.deepEqual(found.body.data, [
    { id: products[1], name: 'Thé des bois' },
    { id: products[0], name: 'Thé du Labrador' },
  ])
  await owner.post(`/api/v1/products/${products[1]}/restore`)
  assert.equal((await owner.get('/api/v1/products/deleted')).body.meta.total, 2)
})

test('whoever may not restore them does not see them', async () => {
  assert.equal((await as('cashier').get('/api/v1/products/deleted')).status, 403)
})
