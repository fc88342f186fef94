import { verifyCatalog } from './catalog/index.ts'
import { verifyStock } from './inventory/index.ts'
import { type Queryable, type Sql, withTransaction } from './platform/database/connect.ts'
import type { Finding, Findings } from './platform/verification/findings.ts'
import { findReportFaults, findRollUpFaults } from './reporting/index.ts'
import { findSalesFaults } from './sales/index.ts'

export type Progress = (done: number, total: number) => void

/** The map of what must always hold: each room's invariants, in the order in which they are told. */
const rooms: readonly ((sql: Queryable, onProgress: Progress) => Promise<Findings>)[] = [
  verifyCatalog,
  verifyStock,
  findSalesFaults,
  findReportFaults,
  findRollUpFaults,
]

/**
 * Recomputes every invariant from the rows. All of it is seen at one moment, and nothing is locked: the shops go on
 * selling meanwhile.
 *
 * @param onProgress called with the tickets checked and to be checked
 */
export function verifyInstallation(sql: Sql, onProgress: Progress = () => {}): Promise<Finding[]> {
  const snapshot = { isolation: 'repeatable read', readOnly: true, statementTimeoutMs: 0 } as const
  return withTransaction(sql, snapshot, async (tx) => {
    const found: Finding[] = []
    for (const find of rooms) found.push(...(await find(tx, onProgress)).list())
    return found
  })
}
