import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { testApplication } from '../../../test/harness/app.ts'
import { firstVariant, makeProduct } from '../../../test/harness/catalog.ts'

const { sql, as } = await testApplication({ after })
const owner = as('owner')
const DEPOSIT = { kind: 'deposit', label: 'Consigne 10 ¢', amount: '0.10', tax_class: 'exempt' }
const ECO_FEE = { kind: 'eco_fee', label: 'Écofrais', amount: '1.25', tax_class: 'standard' }

it('a variant bears fees in an order, which it and the look-up show', async () => {
  const product = await makeProduct(sql, { sku: 'BIERE-1' })
  const id = firstVariant(product)
  const path = `/api/v1/product-variants/${id}/fees`
  const withoutIds = (fees: { id: number }[]) => fees.map(({ id: _id, ...fee }) => fee)
  const first = await owner.put(path, { fees: [DEPOSIT, ECO_FEE] })
  assert.equal(first.status, 200)
  assert.deepEqual(withoutIds(first.body.data), [DEPOSIT, ECO_FEE])
  assert.deepEqual(first.body.data, (await owner.get(path)).body.data)
  assert.deepEqual((await owner.get(`/api/v1/product-variants/${id}`)).body.data.fees, first.body.data)
  assert.deepEqual((await owner.get('/api/v1/variants/lookup?code=BIERE-1')).body.data[0].fees, first.body.data)
  const second = await owner.put(path, { fees: [DEPOSIT] })
  assert.equal(second.body.data[0].id, first.body.data[0].id)
  assert.deepEqual((await owner.put(path, { fees: [] })).body.data, [])
})

it('a fee is worth something, in a tax class that exists', async () => {
  const path = `/api/v1/product-variants/${firstVariant(await makeProduct(sql))}/fees`
  const refuse = async (fee: object) => Object.keys((await owner.put(path, { fees: [DEPOSIT, fee] })).body.errors)
  assert.deepEqual(await refuse({ ...DEPOSIT, amount: '0' }), ['fees.1.amount'])
  assert.deepEqual(await refuse({ ...DEPOSIT, tax_class: 'inconnue' }), ['fees.1.tax_class'])
  assert.deepEqual(await refuse({ ...DEPOSIT, kind: 'pourboire' }), ['fees.1.kind'])
  assert.deepEqual(await refuse({ ...DEPOSIT, label: '' }), ['fees.1.label'])
  assert.equal((await owner.put('/api/v1/product-variants/999999/fees', { fees: [] })).status, 404)
})

it('a tax class that fees have stays', async () => {
  await owner.post('/api/v1/tax-classes', { code: 'consignes', name_fr: 'Consignes', name_en: 'Deposits' })
  const product = await makeProduct(sql)
  const path = `/api/v1/product-variants/${firstVariant(product)}/fees`
  await owner.put(path, { fees: [{ ...DEPOSIT, tax_class: 'consignes' }] })
  await owner.del(`/api/v1/products/${product.id}`)
  const refused = await owner.del('/api/v1/tax-classes/consignes')
  assert.deepEqual(
    [refused.status, refused.body.code, refused.body.error],
    [
      409,
      'tax_class_in_use',
      'Cette classe de taxes ne peut pas être supprimée\u00a0: des consignes ou des écofrais la portent (variantes, supprimées comprises\u00a0: 1).',
    ],
  )
  await owner.post(`/api/v1/products/${product.id}/restore`)
  await owner.put(path, { fees: [] })
  assert.equal((await owner.del('/api/v1/tax-classes/consignes')).status, 200)
})

it('a tax class is not lost under a fee that is being written', async () => {
  const path = `/api/v1/product-variants/${firstVariant(await makeProduct(sql))}/fees`
  for (let round = 0; round < 5; round += 1) {
    const code = `f${round}`
    await owner.post('/api/v1/tax-classes', { code, name_fr: code, name_en: code })
    const [written, deleted] = await Promise.all([
      owner.put(path, { fees: [{ ...DEPOSIT, tax_class: code }] }),
      owner.del(`/api/v1/tax-classes/${code}`),
    ])
    const outcome = [written.status, deleted.status].join()
    assert.ok(outcome === '200,409' || outcome === '422,200', outcome)
    if (written.status === 422) assert.deepEqual(Object.keys(written.body.errors), ['fees.0.tax_class'])
  }
})
