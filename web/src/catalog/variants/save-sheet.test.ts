import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Variant } from '../../api/index.ts'
import { saveSheet } from './save-sheet.ts'

type Code = Variant['barcodes'][number]

/** Variants that bear each code once, as the server has it. */
function fakeServer(codes: Map<number, string[]>) {
  const updateVariant = async (id: number, change: { barcodes?: { code: string }[] }) => {
    const wanted = change.barcodes?.map(({ code }) => code) ?? []
    const isTaken = [...codes].some(([other, own]) => other !== id && own.some((code) => wanted.includes(code)))
    if (isTaken) throw Object.assign(new Error('Taken.'), { status: 422, errors: { barcodes: ['Taken.'] } })
    codes.set(id, wanted)
  }
  const api: object = { updateVariant, changeManyVariants: async () => [] }
  return api as Parameters<typeof saveSheet>[0]
}

const variant = (id: number, code?: string) =>
  ({ id, barcodes: code === undefined ? [] : [{ code, type: 'internal' } as Code] }) as Variant

const DRAFTS = new Map([
  [1, { barcodes: '' }],
  [2, { barcodes: 'X-1' }],
])

test('a barcode that went from one row to another goes back', async () => {
  const codes = new Map([[1, ['X-1']]])
  const given = { drafts: DRAFTS, badWeight: '' }
  const outcome = await saveSheet(fakeServer(codes), [variant(1, 'X-1'), variant(2)], given)
  assert.deepEqual([outcome.saved, codes.get(2)], [[1, 2], ['X-1']])
  assert.equal((await outcome.undo()).size, 0)
  assert.deepEqual([codes.get(1), codes.get(2)], [['X-1'], []])
})

test('an undo answers which rows were refused', async () => {
  const codes = new Map([[1, ['X-1']]])
  const given = { drafts: new Map([[1, { barcodes: '' }]]), badWeight: '' }
  const outcome = await saveSheet(fakeServer(codes), [variant(1, 'X-1')], given)
  codes.set(3, ['X-1'])
  assert.deepEqual([...(await outcome.undo())], [[1, { barcodes: 'Taken.' }]])
})
