import { readVersions } from '../platform/cache/namespace-versions.ts'
import type { Gate } from '../platform/create-gate.ts'
import type { Readings } from '../platform/database/readings.ts'
import type { CachePolicy, Route } from '../platform/http/route.ts'

/** Says of a report up to when all that was sold is in it, in ISO 8601. */
export const AS_OF_HEADER = 'x-data-as-of'

/**
 * The same route, answered from where reports are read when its turn has come, and saying how fresh its answer is. Files
 * have turns of their own, which last as long as their reader reads.
 */
export const readFresh =
  (readings: Readings, inTurn: Gate) =>
  (route: Route): Route => ({
    ...route,
    ...(route.cache !== undefined && { cache: standFresh(readings, route.cache) }),
    async run(context) {
      const read = () =>
        readings.read(async (sql) => {
          const outcome = () => route.run({ ...context, sql })
          if (route.cache === undefined || isFile(context.query)) return outcome()
          // Before the report itself, which may be of a later moment, but not of an earlier one.
          const versions = await readVersions(sql, route.cache.namespaces)
          return { ...(await outcome()), versions }
        })
      const { result, asOf } = await (isFile(context.query) ? read() : inTurn(read))
      return { ...result, headers: { ...result.headers, [AS_OF_HEADER]: asOf.toISOString() } }
    },
  })

const isFile = (query: unknown): boolean => ((query as { format?: string }).format ?? 'json') !== 'json'
/** An answer that is kept is as fresh as the reading that found it still true. */
function standFresh(readings: Readings, cache: CachePolicy): CachePolicy {
  const { standing } = cache
  if (standing === undefined) return cache
  return {
    ...cache,
    async standing(context) {
      const { result, asOf } = await readings.read((sql) => standing({ ...context, sql }))
      return result === null ? null : { ...result, headers: { [AS_OF_HEADER]: asOf.toISOString() } }
    },
  }
}
