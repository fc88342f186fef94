import type { Readings } from '../platform/database/readings.ts'
import type { Route } from '../platform/http/route.ts'

/** Says of a report up to when all that was sold is in it, in ISO 8601. */
export const AS_OF_HEADER = 'x-data-as-of'

/** The same route, answered from where reports are read, and saying how fresh its answer is. */
export const readFresh =
  (readings: Readings) =>
  (route: Route): Route => ({
    ...route,
    async run(context) {
      const { result, asOf } = await readings.read((sql) => route.run({ ...context, sql }))
      return { ...result, headers: { ...result.headers, [AS_OF_HEADER]: asOf.toISOString() } }
    },
  })
