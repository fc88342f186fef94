/** What every statement answers after one of its transaction has failed: never the cause. */
const IN_FAILED_TRANSACTION = '25P02'

/**
 * Waits for queries of one transaction that were sent without waiting for each other. When one fails, those behind it
 * fail too, and which promise hears of it first is chance; this waits for all and throws the cause.
 */
export async function together<Queries extends readonly unknown[]>(
  queries: readonly [...Queries],
): Promise<{ -readonly [Index in keyof Queries]: Awaited<Queries[Index]> }> {
  const settled = await Promise.allSettled(queries)
  const failures = settled.flatMap((outcome): unknown[] => (outcome.status === 'rejected' ? [outcome.reason] : []))
  if (failures.length > 0) throw failures.find((failure) => !isConsequence(failure)) ?? failures[0]
  return settled.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as never
}

const isConsequence = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === IN_FAILED_TRANSACTION
