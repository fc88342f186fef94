import assert from 'node:assert/strict'
import { test } from 'node:test'
import { referencePage } from './movement-kinds.ts'

const pageOf = (reference_type: string, permissions: readonly string[]) =>
  referencePage({ reference_type, reference_id: '7' }, (permission) => permissions.includes(permission))

test('a movement leads a clerk to what they may see, and to a ticket only those who may see sales', () => {
  const clerk = ['stock.view', 'stock.count', 'transfers.view']
  assert.equal(pageOf('transfer', clerk), '/transfers/7')
  assert.equal(pageOf('stocktake', clerk), '/stocktakes/7')
  assert.equal(pageOf('stock_receipt', clerk), '/stock-receipts/7')
  assert.equal(pageOf('ticket', clerk), null)
  assert.equal(pageOf('ticket', [...clerk, 'sales.view']), '/sales/7')
  assert.equal(pageOf('delivery', clerk), null)
})
