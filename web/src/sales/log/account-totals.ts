import { currencyDecimals, formatDecimal, parseDecimal } from '../../../../rules/index.ts'
import type { ExportAccountingData } from '../../api/index.ts'

/** What a line of the books says, of one day or of many. */
export type Entry = Pick<
  ExportAccountingData['rows'][number],
  'account' | 'kind' | 'label' | 'debit' | 'credit' | 'currency'
>

/** What a period comes to, account by account; each currency by itself. */
export function totalsByAccount(rows: readonly Entry[]): { currency: string; entries: Entry[] }[] {
  return [...Map.groupBy(rows, (row) => row.currency)].map(([currency, ofCurrency]) => ({
    currency,
    entries: [...Map.groupBy(ofCurrency, (row) => row.account)]
      .map(([account, ofAccount]) => totalOf(account, ofAccount))
      .sort((one, other) => one.account.localeCompare(other.account, 'en', { numeric: true })),
  }))
}

function totalOf(account: string, rows: readonly Entry[]): Entry {
  return {
    account,
    kind: rows[0]?.kind ?? 'sales',
    label: [...new Set(rows.map(({ label }) => label))].join(' · '),
    debit: sumOf(rows, 'debit'),
    credit: sumOf(rows, 'credit'),
    currency: rows[0]?.currency ?? 'CAD',
  }
}

/** Of entries of one currency. */
export function sumOf(rows: readonly Entry[], side: 'debit' | 'credit'): string {
  const decimals = currencyDecimals(rows[0]?.currency ?? 'CAD')
  return formatDecimal(
    rows.reduce((sum, row) => sum + (parseDecimal(row[side], decimals) ?? 0n), 0n),
    decimals,
  )
}
