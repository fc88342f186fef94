import { GENESIS_HASH } from '../../../rules/index.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import type { Findings } from '../../platform/verification/findings.ts'
import type { SalesInvariant } from './sales-invariants.ts'

/** Compares what tills have numbered and sealed with their tickets and leases: a statement per invariant. */
export async function findRecordFaults(sql: Queryable, findings: Findings<SalesInvariant>): Promise<void> {
  await compareTickets(sql, findings)
  await compareLeases(sql, findings)
  await compareSeals(sql, findings)
  await compareGaps(sql, findings)
}

const compareTickets = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'tickets_are_records',
    sql`
      select coalesce(sale.store_id, record.store_id) || ' ' || coalesce(sale.id, record.id) as subject,
        sale.kind || ' ' || sale.register_id || '-' || sale.series || '-' || sale.number as expected,
        record.kind || ' ' || record.register_id || '-' || record.series || '-' || record.number as found,
        (sale.kind, sale.register_id, sale.series, sale.number, sale.device_id, sale.business_day)
          is distinct from (record.kind, record.register_id, record.series, record.number, record.device_id,
            record.business_day) as is_fault
      from sales sale
      full join (select * from till_records where kind in ('sale', 'return')) record
        on record.id = sale.id and record.store_id = sale.store_id`,
  )

/** A series begins at 1; what is missing of it may still come. */
const compareLeases = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'leases_count_records',
    sql`
      with given as (
        select store_id, register_id, series, count(*) as records, min(number) as first, max(number) as last,
          count(*) filter (where device_id is null or hash is null) as strangers
        from till_records where series > 0 group by store_id, register_id, series
      )
      select store_id || '-' || register_id || '-' || series as subject,
        coalesce(lease.record_count::text, '?') || ', ' || coalesce(lease.last_number::text, '?') as expected,
        coalesce(records, 0) || ', ' || coalesce(last, 0) as found,
        lease.record_count is distinct from coalesce(records, 0) or lease.last_number is distinct from coalesce(last, 0)
          or first < 1 or strangers > 0 as is_fault
      from given full join register_leases lease using (store_id, register_id, series)`,
  )

/** A seal holds the one before it; where it did not, one of the two says so. */
const compareSeals = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'records_are_chained',
    sql`
      select record.store_id || '-' || record.register_id || '-' || record.series || '-' || record.number as subject,
        encode(coalesce(earlier.hash, decode(${GENESIS_HASH}, 'hex')), 'hex') as expected,
        encode(record.previous_hash, 'hex') as found,
        record.previous_hash is distinct from coalesce(earlier.hash, decode(${GENESIS_HASH}, 'hex'))
          and not 'chain_broken' = any(record.flags || coalesce(earlier.flags, '{}')) as is_fault
      from till_records record
      left join till_records earlier on earlier.store_id = record.store_id and earlier.register_id = record.register_id
        and earlier.series = record.series and earlier.number = record.number - 1
      where record.series > 0 and (record.number = 1 or earlier.id is not null)`,
  )

/** Where numbers of a series are missing that nobody will give any more, somebody is told. */
const compareGaps = (sql: Queryable, findings: Findings<SalesInvariant>) =>
  findings.compareAll(
    sql,
    'gaps_are_flagged',
    sql`
      select lease.store_id || '-' || lease.register_id || '-' || lease.series as subject,
        lease.missing::text as expected, coalesce(review.settlement, review.flag) as found,
        (lease.missing > 0) <> (review.id is not null and review.settlement is distinct from 'resolved') as is_fault
      from (
        select store_id, register_id, series, greatest(last_number, final_number) - record_count as missing
        from register_leases where ended_at is not null) lease
      left join reviews review on review.store_id = lease.store_id and review.subject_type = 'lease'
        and review.subject_id = lease.register_id || '-' || lease.series and review.flag = 'number_gap'
        and (lease.missing > 0 or review.settled_at is null)`,
  )
