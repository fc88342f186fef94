import { collectBatches, type RecordBatch } from './collect-batches.ts'
import type { Counts, ImportPlan, ImportSettings } from './run-import.ts'

/** Calls `work` for every batch after the first `skip` records; the next one is read meanwhile. Answers whether it was stopped. */
export async function eachBatch(
  plan: ImportPlan,
  settings: ImportSettings,
  skip: number,
  work: (batch: RecordBatch) => Promise<Counts>,
): Promise<boolean> {
  const batches = collectBatches(plan, skip)
  let next = batches.next()
  let records = skip
  try {
    for (;;) {
      const { done, value: batch } = await next
      if (done === true) return false
      if (settings.signal?.aborted === true) return true
      next = batches.next()
      // A failure while reading ahead is answered when its turn comes, not as an unhandled one.
      next.catch(() => {})
      const counts = await work(batch)
      records += batch.records.length
      settings.onProgress?.({ records, bytesRead: batch.bytesRead, totalBytes: plan.file.sizeBytes, counts })
    }
  } finally {
    await next.catch(() => {})
    await batches.return(undefined)
  }
}

export function addCounts(left: Counts, right: Counts): Record<string, number> {
  const sum: Record<string, number> = { ...left }
  for (const [name, count] of Object.entries(right)) sum[name] = (sum[name] ?? 0) + count
  return sum
}

export const problemsIn = (counts: Counts): number => (counts.refused ?? 0) + (counts.warnings ?? 0)
