import { type Sql, withTransaction } from '../../server/platform/database/connect.ts'
import { JournalSigner } from '../../server/sales/index.ts'
import { TEST_SECRET_KEY } from './secret-key.ts'

/** What signs the journal of an application under test. */
export const testSigner = (sql: Sql): JournalSigner => new JournalSigner(sql, TEST_SECRET_KEY)

/** Lets time pass: what a store’s journal has accepted so far, or from a moment on, was accepted so many of its days earlier. */
export const ageJournal = (sql: Sql, storeId: number, days: number, since = new Date(0)): Promise<void> =>
  withTransaction(sql, {}, async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`
      update journal_entries set
        recorded_at = ((recorded_at at time zone time_zone) - make_interval(days => ${days})) at time zone time_zone
      from stores
      where stores.id = store_id and store_id = ${storeId} and recorded_at >= ${since}`
  })
