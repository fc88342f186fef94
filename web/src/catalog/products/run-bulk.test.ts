import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Client, ListedProduct } from '../../api/index.ts'
import { changeProducts, deleteProducts } from './run-bulk.ts'

type Api = Parameters<typeof changeProducts>[0]

const NO_ANSWER = Object.assign(new Error('No answer came.'), { status: 0, errors: {} })
const REFUSED = Object.assign(new Error('Refused.'), { status: 422, errors: { name: ['Not so.'] } })
const ignore = () => {}

const product = (id: number, variants: ListedProduct['variants'] = []): ListedProduct => ({
  id,
  name: `P${id}`,
  is_active: true,
  variants,
})
const variant = (id: number, price: string) => ({ id, price }) as NonNullable<ListedProduct['variants']>[number]

/** Answers what each request asks for, and keeps what was sent. */
function fakeApi(products: ListedProduct[], own: Partial<Record<keyof Api, (...given: never[]) => unknown>>) {
  const sent: unknown[][] = []
  const answer = (name: keyof Api, otherwise: unknown) => {
    const act = async (...given: never[]) => {
      sent.push([name, ...given])
      return own[name]?.(...given) ?? otherwise
    }
    return [name, act] as const
  }
  const api = Object.fromEntries([
    answer('listProducts', { data: products }),
    answer('updateProduct', {}),
    answer('changeManyVariants', []),
    answer('deleteProduct', {}),
    answer('restoreProduct', {}),
  ])
  return { api: api as Pick<Client, keyof Api>, sent, of: (name: keyof Api) => sent.filter(([one]) => one === name) }
}

const fail = (error: Error) => () => {
  throw error
}

test('prices that were sent without an answer can be given back, and the rest is done', async () => {
  const products = [product(1, [variant(7, '10.00'), variant(8, '20.00')])]
  let count = 0
  const { api, of } = fakeApi(products, { changeManyVariants: () => (count++ === 0 ? fail(NO_ANSWER)() : []) })
  const wanted = { is_active: false, price: { percent: '5', rounding: 'cent' } } as const
  const outcome = await changeProducts(api, { ids: [1], wanted }, ignore)
  assert.equal(outcome.done, 1)
  assert.deepEqual(outcome.refusals, [{ name: 'P1', reason: 'No answer came.' }])
  assert.deepEqual(await outcome.undo?.(), [])
  const back = [
    { id: 7, price: '10.00' },
    { id: 8, price: '20.00' },
  ]
  assert.deepEqual(of('changeManyVariants')[1], ['changeManyVariants', { variants: back }])
  assert.deepEqual(of('updateProduct')[1], ['updateProduct', 1, { is_active: true }])
})

test('a row that was refused is neither done nor given back', async () => {
  const products = [product(1, [variant(7, '10.00')]), product(2, [variant(8, '20.00')])]
  const answers = [
    { id: 7, status: 200 },
    { id: 8, status: 422, errors: { price: ['Too much.'] } },
  ]
  const { api, of } = fakeApi(products, { changeManyVariants: () => answers })
  const wanted = { price: { percent: '5', rounding: 'cent' } } as const
  const outcome = await changeProducts(api, { ids: [1, 2], wanted }, ignore)
  assert.deepEqual([outcome.done, outcome.refusals], [1, [{ name: 'P2', reason: 'Too much.' }]])
  await outcome.undo?.()
  assert.deepEqual(of('changeManyVariants')[1], ['changeManyVariants', { variants: [{ id: 7, price: '10.00' }] }])
})

test('an undo says what did not go back', async () => {
  let count = 0
  const { api } = fakeApi([product(1, [variant(7, '10.00')])], {
    changeManyVariants: () => (count++ === 0 ? [] : [{ id: 7, status: 404, error: 'Gone.' }]),
    updateProduct: (_id: never, { is_active: isActive }: { is_active: boolean }) => (isActive ? fail(REFUSED)() : {}),
  })
  const wanted = { is_active: false, price: { percent: '5', rounding: 'cent' } } as const
  const { undo } = await changeProducts(api, { ids: [1], wanted }, ignore)
  assert.deepEqual(await undo?.(), [
    { name: 'P1', reason: 'Not so.' },
    { name: 'P1', reason: 'Gone.' },
  ])
})

test('what is deleted without an answer is restored by the undo, what was refused is not', async () => {
  const { api, of } = fakeApi([product(1), product(2), product(3)], {
    deleteProduct: (id: number) => (id === 1 ? {} : fail(id === 2 ? NO_ANSWER : REFUSED)()),
  })
  const outcome = await deleteProducts(api, [1, 2, 3], ignore)
  assert.deepEqual([outcome.done, outcome.refusals.map(({ name }) => name)], [1, ['P2', 'P3']])
  await outcome.undo?.()
  assert.deepEqual(
    of('restoreProduct').map(([, id]) => id),
    [1, 2],
  )
})

test('where everything was refused there is nothing to undo', async () => {
  const { api } = fakeApi([product(3)], { deleteProduct: fail(REFUSED) })
  assert.equal((await deleteProducts(api, [3], ignore)).undo, null)
})
