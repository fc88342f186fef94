import { takeStep } from '../harness/transfers.ts'
import type { Plan } from './requests.ts'
import type { World } from './world.ts'

/** The side of a transfer at which the world's store stands; everybody who works there sees the other end too. */
type Side = 'source' | 'destination'

/** A transfer of one article, after these steps. */
async function newTransfer(world: World, side: Side, steps: readonly string[] = []) {
  const { id: other } = await world.newStore()
  const { variantId } = await world.newReceipt()
  const [source_id, destination_id] = side === 'source' ? [world.store.id, other] : [other, world.store.id]
  const lines = [{ variant_id: variantId, quantity: '2' }]
  const { status, body } = await world.service.post('/api/v1/transfers', { source_id, destination_id, lines })
  if (status !== 201) throw new Error(`The transfer was refused: ${JSON.stringify(body)}`)
  const { id } = body.data
  for (const step of steps) await takeStep(world.service, id, step)
  return { id, variantId }
}

const after =
  (side: Side, steps: readonly string[], body: (variantId: number) => object = () => ({})): Plan =>
  async (world) => {
    const { id, variantId } = await newTransfer(world, side, steps)
    return { params: { id }, body: body(variantId) }
  }
const reading =
  (side: Side): Plan =>
  async (world) => ({ params: { id: (await newTransfer(world, side)).id } })

/** An article of which the store has nothing and wants some; another store has it. */
const ofNewNeed: Plan = async (world) => {
  const { variantId } = await world.newProduct()
  const levels = { reorder_point: '2', target: '8' }
  await world.service.put(`/api/v1/stock/${world.store.id}/${variantId}/levels`, levels)
  const { id: sourceId } = await world.newStore()
  return { body: { store_id: world.store.id, source_id: sourceId, lines: [{ variant_id: variantId }] } }
}

export const TRANSFER_PLANS: Readonly<Record<string, Plan>> = {
  'POST /api/v1/transfers': async (world) => ({
    body: {
      source_id: (await world.newStore()).id,
      destination_id: world.store.id,
      lines: [{ variant_id: (await world.newProduct()).variantId, quantity: '1' }],
    },
  }),
  'GET /api/v1/transfers/:id': reading('destination'),
  'PATCH /api/v1/transfers/:id': after('destination', [], () => ({ note: 'Pour samedi' })),
  'GET /api/v1/transfers/:id/pick-list': reading('source'),
  'POST /api/v1/transfers/:id/approve': after('source', []),
  'POST /api/v1/transfers/:id/pick': after('source', ['approve'], (variantId) => ({
    lines: [{ variant_id: variantId, quantity: '1' }],
  })),
  'POST /api/v1/transfers/:id/ship': after('source', ['approve']),
  'POST /api/v1/transfers/:id/receive': after('destination', ['approve', 'ship']),
  'POST /api/v1/transfers/:id/settle': after('source', ['approve', 'ship'], (variantId) => ({
    lines: [{ variant_id: variantId, outcome: 'returned', quantity: '1', reason: 'Refusé' }],
  })),
  'POST /api/v1/transfers/:id/cancel': after('destination', []),
  'GET /api/v1/replenishment/proposals': ({ store }) => ({ query: `store_id=${store.id}` }),
  'POST /api/v1/replenishment/requests': ofNewNeed,
}
