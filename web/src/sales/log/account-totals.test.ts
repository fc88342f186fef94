import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Entry, totalsByAccount } from './account-totals.ts'

const entry = (account: string, label: string, debit: string, credit: string, currency = 'CAD'): Entry => ({
  account,
  kind: 'sales',
  label,
  debit,
  credit,
  currency,
})

test('a period comes to one line per account, in the order of the accounts, each currency by itself', () => {
  const totals = totalsByAccount([
    entry('4000', 'Ventes, taux normal', '0.00', '100.10'),
    entry('1060', 'Carte', '150.35', '0.00'),
    entry('4000', 'Ventes, taux normal', '0.00', '50.25'),
    entry('4000', 'Ventes, détaxé', '0.10', '0.10'),
    entry('512', 'Carte', '20.00', '0.00', 'EUR'),
    entry('1060', 'Carte', '0.00', '0.90'),
  ])
  assert.deepEqual(totals, [
    {
      currency: 'CAD',
      entries: [
        entry('1060', 'Carte', '150.35', '0.90'),
        entry('4000', 'Ventes, taux normal · Ventes, détaxé', '0.10', '150.45'),
      ],
    },
    { currency: 'EUR', entries: [entry('512', 'Carte', '20.00', '0.00', 'EUR')] },
  ])
})
