import type { Gate } from '../platform/create-gate.ts'
import type { Readings } from '../platform/database/readings.ts'
import type { Route } from '../platform/http/route.ts'

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
    async run(context) {
      const read = () => readings.read((sql) => route.run({ ...context, sql }))
      const { result, asOf } = await (isFile(context.query) ? read() : inTurn(read))
      return { ...result, headers: { ...result.headers, [AS_OF_HEADER]: asOf.toISOString() } }
    },
  })

const isFile = (query: unknown): boolean => ((query as { format?: string }).format ?? 'json') !== 'json'
