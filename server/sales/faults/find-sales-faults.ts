import type { Queryable } from '../../platform/database/connect.ts'
import { Findings } from '../../platform/verification/findings.ts'
import { findClosingFaults } from './find-closing-faults.ts'
import { findCustomerFaults } from './find-customer-faults.ts'
import { findJournalFaults, type Progress } from './find-journal-faults.ts'
import { findLedgerFaults } from './find-ledger-faults.ts'
import { findRecordFaults } from './find-record-faults.ts'
import { findSessionFaults } from './find-session-faults.ts'
import { SALES_INVARIANTS, type SalesInvariant } from './sales-invariants.ts'

/**
 * Recomputes everything that must hold of tickets, payments, returns, sessions, the journal and its closings. Sales may go on meanwhile when
 * `sql` is one repeatable-read transaction, which sees a single moment; on anything else they would look like faults.
 */
export async function findSalesFaults(
  sql: Queryable,
  onProgress: Progress = () => {},
): Promise<Findings<SalesInvariant>> {
  const findings = new Findings(SALES_INVARIANTS)
  await findJournalFaults(sql, findings, onProgress)
  await findClosingFaults(sql, findings)
  await findLedgerFaults(sql, findings)
  await findCustomerFaults(sql, findings)
  await findSessionFaults(sql, findings)
  await findRecordFaults(sql, findings)
  return findings
}
