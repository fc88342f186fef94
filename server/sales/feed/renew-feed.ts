import type { Tx } from '../../platform/database/connect.ts'

/** Says that what was copied so far is of another database: every till takes its copy anew. */
export async function renewFeed(tx: Tx): Promise<void> {
  await tx`update feed_state set epoch = gen_random_uuid()`
}
