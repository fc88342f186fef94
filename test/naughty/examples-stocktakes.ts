import { countOf } from '../harness/stocktakes.ts'
import type { Data, Example, Examples } from './example.ts'
import type { World } from './world.ts'

const storeOf = ({ stores }: World) => stores[3] ?? 0
const articleOf = ({ variants }: World) => variants[0] ?? 0

async function make(world: World, path = '', body?: object): Promise<Data> {
  const listed = { store_id: storeOf(world), scope: 'list', variant_ids: [articleOf(world)] }
  const answer = await world.owner.post(`/api/v1/stocktakes${path}`, body ?? listed)
  if (answer.status >= 300) throw new Error(`${path} was refused: ${JSON.stringify(answer.body)}`)
  return answer.body.data
}

/** One for all requests about it, made when the first is sent. */
function once(step: (world: World) => Promise<number>) {
  const known = new WeakMap<World, Promise<number>>()
  return async (world: World) => {
    const id = known.get(world) ?? step(world)
    known.set(world, id)
    return { id: await id }
  }
}
const ofCounted = once(async (world) => (await make(world, '', { store_id: storeOf(world), scope: 'store' })).id)
const makeFinished = async (world: World): Promise<number> => {
  const { id } = await make(world)
  await make(world, `/${id}/finish`, {})
  return id
}
const ofFinished = once(makeFinished)
/** New for each request, which may use it up. */
const ofNew: Example['params'] = async (world) => ({ id: (await make(world)).id })
const ofNewFinished: Example['params'] = async (world) => ({ id: await makeFinished(world) })
const ofNobody: Example['params'] = () => ({ id: 1 })

export const STOCKTAKE_EXAMPLES: Examples = {
  'POST /api/v1/stocktakes': {
    bodies: [
      (world) => ({ store_id: storeOf(world), scope: 'store', blind: true, note: 'Note' }),
      (world) => ({ store_id: storeOf(world), scope: 'category', category_ids: [world.categoryId] }),
      (world) => ({ store_id: storeOf(world), scope: 'list', variant_ids: [articleOf(world)] }),
    ],
    readBack: async (_world, answers) => [...answers],
  },
  'GET /api/v1/stocktakes/:id': { params: ofCounted },
  'GET /api/v1/stocktakes/:id/articles': { params: ofCounted },
  'GET /api/v1/stocktakes/:id/counts': { params: ofCounted },
  'POST /api/v1/stocktakes/:id/counts': {
    params: ofCounted,
    bodies: [
      (world) => ({ counts: [countOf(articleOf(world), '1', { zone: 'A' })] }),
      () => ({ counts: [countOf(0, '1', { variant_id: null, sku: 'SKU-CONNU', zone: 'A' })] }),
      () => ({ counts: [countOf(0, '1', { variant_id: null, barcode: 'CODE-CONNU', zone: 'A' })] }),
    ],
    readBack: async (_world, answers) => [...answers],
    keptAs: { 'counts[].zone': '0.zone' },
  },
  'POST /api/v1/stocktakes/:id/finish': { params: ofNew, bodies: [() => ({ uncounted: 'leave' })] },
  'POST /api/v1/stocktakes/:id/reopen': {
    params: ofNewFinished,
    bodies: [(world) => ({ variant_ids: [articleOf(world)] })],
  },
  'POST /api/v1/stocktakes/:id/approve': { params: ofNobody },
  'POST /api/v1/stocktakes/:id/cancel': { params: ofNobody },
  'GET /api/v1/stocktakes/:id/variances': { params: ofFinished },
  'GET /api/v1/stocktakes/:id/variances/summary': { params: ofFinished },
  'GET /api/v1/stocktakes/:id/variances.csv': { params: ofFinished },
}
