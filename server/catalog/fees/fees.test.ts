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
