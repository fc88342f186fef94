import { type Data, type Example, type Examples, readByIds } from './example.ts'
import type { World } from './world.ts'

/** From where there are plenty of every article. */
const endsOf = ({ stores }: World) => ({ source_id: stores[3] ?? 0, destination_id: stores[2] ?? 0 })
const lineOf = ({ variants }: World, slot: number) => ({ variant_id: variants[slot] ?? 0, quantity: '0.001' })
const LARGE = '9000'
/** Who never has enough of the slot's article: where transfers arrive, and where they come from, wants change. */
const needyOf = ({ stores }: World, slot: number) => stores[slot === 2 || slot === 3 ? slot - 2 : slot] ?? 0

const known = new Map<string, number>()

/**
 * A transfer of the slot's article in one of these states, reached by these steps. The slot keeps it as long as it stays
 * there: what is refused changes nothing.
 */
function ofTransfer(states: readonly string[], steps: readonly string[]): Example['params'] {
  return async (world, slot) => {
    const key = `${slot} ${steps.join(' ')}`
    const id = known.get(key) ?? 0
    const [kept] = await world.sql<{ status: string }[]>`select status from stock_transfers where id = ${id}`
    if (kept !== undefined && states.includes(kept.status)) return { id }
    const lines = [{ ...lineOf(world, slot), quantity: LARGE }]
    const { body } = await world.owner.post('/api/v1/transfers', { ...endsOf(world), lines })
    for (const step of steps) await world.owner.post(`/api/v1/transfers/${body.data.id}/${step}`)
    known.set(key, body.data.id)
    return { id: body.data.id }
  }
}

const requested = ofTransfer(['requested'], [])
const approved = ofTransfer(['approved', 'picking'], ['approve'])
const underWay = ofTransfer(['shipped', 'partially_received'], ['approve', 'ship'])

const transfers: Pick<Example, 'readBack'> = {
  readBack: ({ owner }, answers) =>
    readByIds(
      owner,
      '/api/v1/transfers',
      answers.map(({ id }: Data) => id),
    ),
}
const withNote = (world: World, slot: number) => ({ note: 'Note', lines: [lineOf(world, slot)] })

export const TRANSFER_EXAMPLES: Examples = {
  'POST /api/v1/transfers': {
    ...transfers,
    bodies: [(world, slot) => ({ ...endsOf(world), reference: 'T-1', ...withNote(world, slot) })],
  },
  'GET /api/v1/transfers/:id': { params: requested },
  'PATCH /api/v1/transfers/:id': {
    ...transfers,
    params: requested,
    bodies: [
      (world, slot) => ({ reference: 'T-2', note: 'Note', lines: [{ ...lineOf(world, slot), quantity: LARGE }] }),
    ],
  },
  'GET /api/v1/transfers/:id/pick-list': { params: requested },
  'POST /api/v1/transfers/:id/approve': { params: requested, bodies: [withNote] },
  'POST /api/v1/transfers/:id/pick': { params: approved, bodies: [withNote] },
  'POST /api/v1/transfers/:id/ship': { params: approved, bodies: [withNote] },
  'POST /api/v1/transfers/:id/receive': {
    params: underWay,
    bodies: [
      (world, slot) => ({
        id: crypto.randomUUID(),
        note: 'Note',
        lines: [{ ...lineOf(world, slot), surplus: true, reason: 'Motif' }],
      }),
    ],
  },
  'POST /api/v1/transfers/:id/settle': {
    params: underWay,
    bodies: [
      (world, slot) => ({ note: 'Note', lines: [{ ...lineOf(world, slot), outcome: 'lost', reason: 'Motif' }] }),
    ],
  },
  'POST /api/v1/transfers/:id/cancel': { params: requested, bodies: [() => ({ note: 'Note' })] },
  'GET /api/v1/replenishment/proposals': { query: { store_id: '1' } },
  'POST /api/v1/replenishment/requests': {
    bodies: [
      (world, slot) => ({
        store_id: needyOf(world, slot),
        source_id: world.stores[3],
        reference: 'R-1',
        note: 'Note',
        lines: [lineOf(world, slot)],
      }),
      // All of it only once: the store of number 1 then wants no more.
      ({ stores }) => ({ store_id: 1, source_id: stores[3], all: true }),
    ],
  },
}
