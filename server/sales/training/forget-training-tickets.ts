import { type Sql, type Tx, withTransaction } from '../../platform/database/connect.ts'
import type { Fragment } from '../../platform/http/select-page.ts'
import { auditOfJob } from '../../platform/jobs/audit-of-job.ts'

/** Long enough to print the receipt of what was practised, and to practise its return. */
const KEPT_DAYS = 7

/** Deletes what was practised more than a week ago; answers how many tickets. */
export const purgeTrainingTickets = (sql: Sql): Promise<number> =>
  withTransaction(sql, { audit: auditOfJob('purge-training-tickets') }, (tx) =>
    forget(tx, tx`recorded_at < now() - make_interval(days => ${KEPT_DAYS})`),
  )

/** Deletes what was practised with these customers. */
export const forgetTrainingOf = (tx: Tx, customerIds: readonly number[]): Promise<number> =>
  forget(tx, tx`customer_id = any(${[...customerIds]}::bigint[])`)

/** The tickets that match, with their ids, which are nobody's then. */
async function forget(tx: Tx, condition: Fragment): Promise<number> {
  const gone = await tx`
    with gone as (delete from training_tickets where ${condition} returning store_id, id)
    delete from sale_identities identity using gone where identity.id = gone.id and identity.store_id = gone.store_id`
  return gone.count
}
