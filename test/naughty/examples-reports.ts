import { nextNumber } from '../harness/factories.ts'
import { type Data, type Example, type Examples, readByIds } from './example.ts'
import type { World } from './world.ts'

const definition = {
  dimensions: ['month', 'store'],
  measures: ['net', 'tickets'],
  filters: [{ dimension: 'country', values: ['CA', null] }],
  date_from: '2026-01-01',
  date_to: '2026-01-31',
  week_start: 'sunday',
  sort: '-net,month',
  limit: 10,
  currency: 'CAD',
  store_id: '1',
}
const { date_from: _from, date_to: _to, ...undated } = definition

/** One compared by name, one by dates, and one whose days go with the calendar. */
const definitions = [
  { ...definition, compare: 'previous_year' },
  { ...definition, compare: { date_from: '2025-01-01', date_to: '2025-01-31' } },
  { ...undated, period: 'last_month', compare: 'previous_period' },
]

const known = new Map<number, number>()

/** The owner's, one for each slot. */
async function ofSavedReport({ owner }: World, slot: number) {
  const kept = known.get(slot)
  if (kept !== undefined) return { id: kept }
  const body = { name: `Rapport ${nextNumber()}`, definition: definitions[0] }
  const answer = await owner.post('/api/v1/saved-reports', body)
  known.set(slot, answer.body.data.id)
  return { id: Number(answer.body.data.id) }
}

const saved: Pick<Example, 'bodies' | 'readBack'> = {
  bodies: definitions.map((asked) => () => ({
    name: `Rapport ${nextNumber()}`,
    definition: asked,
    roles: ['analyst'],
  })),
  readBack: ({ owner }, answers) =>
    readByIds(
      owner,
      '/api/v1/saved-reports',
      answers.map(({ id }: Data) => id),
    ),
}

export const REPORT_EXAMPLES: Examples = {
  'POST /api/v1/reports/custom': { bodies: definitions.map((asked) => () => ({ ...asked, title: 'Ventes d’hiver' })) },
  'POST /api/v1/saved-reports': saved,
  'GET /api/v1/saved-reports/:id': { params: ofSavedReport, isForPeople: true },
  'PUT /api/v1/saved-reports/:id': { ...saved, params: ofSavedReport, isForPeople: true },
  'PATCH /api/v1/saved-reports/:id': { ...saved, params: ofSavedReport, isForPeople: true },
  'DELETE /api/v1/saved-reports/:id': {
    params: async ({ owner }) => {
      const body = { name: `Rapport ${nextNumber()}`, definition: definitions[0] }
      return { id: (await owner.post('/api/v1/saved-reports', body)).body.data.id }
    },
    isForPeople: true,
  },
}
