import type { Sql } from '../database/connect.ts'

const KEPT_DAYS = 30
/** Small enough that no write waits long for the rows. */
const BATCH_ROWS = 5_000

/** Forgets the outcomes of writes after thirty days, as the contract says; answers how many. */
export async function purgeIdempotencyKeys(sql: Sql): Promise<number> {
  let purged = 0
  for (;;) {
    const { count } = await sql`
      delete from idempotency_keys where ctid = any (array(
        select ctid from idempotency_keys where created_at < now() - make_interval(days => ${KEPT_DAYS})
        limit ${BATCH_ROWS}))`
    purged += count
    if (count < BATCH_ROWS) return purged
  }
}
