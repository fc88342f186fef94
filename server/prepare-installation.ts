import { ensureDefaultRoles } from './identity/index.ts'
import { JOB_NAMES } from './job-names.ts'
import { type Sql, withTransaction } from './platform/database/connect.ts'
import { prepareQueues } from './platform/jobs/job-queue.ts'
import { ensureTaxRules } from './stores/index.ts'

/**
 * What every installation has from its first start: the default roles, the tax rules of Québec and France, the queues of
 * its jobs. Runs after the migrations, as often as one likes: what people have changed since is kept.
 */
export async function prepareInstallation(sql: Sql): Promise<void> {
  await withTransaction(sql, {}, async (tx) => {
    await ensureDefaultRoles(tx)
    await ensureTaxRules(tx)
  })
  await prepareQueues(sql, JOB_NAMES)
}
