import { countOf } from '../harness/stocktakes.ts'
import type { Plan } from './requests.ts'
import type { World } from './world.ts'

/** A stocktake of five of a new article, four of which were counted; finished where it is said. */
async function newStocktake({ service, store, newReceipt }: World, isFinished: boolean) {
  const post = async (path: string, body?: object) => {
    const answer = await service.post(`/api/v1/stocktakes${path}`, body)
    if (answer.status >= 300) throw new Error(`${path} was refused: ${JSON.stringify(answer.body)}`)
    return answer.body.data
  }
  const { variantId } = await newReceipt()
  const { id } = await post('', { store_id: store.id, scope: 'list', variant_ids: [variantId] })
  await post(`/${id}/counts`, { counts: [countOf(variantId, '4')] })
  if (isFinished) await post(`/${id}/finish`)
  return { id: Number(id), variantId }
}

const ofNew =
  (isFinished: boolean, bodyOf?: (variantId: number) => object): Plan =>
  async (world) => {
    const { id, variantId } = await newStocktake(world, isFinished)
    return { params: { id }, ...(bodyOf !== undefined && { body: bodyOf(variantId) }) }
  }

export const STOCKTAKE_PLANS: Readonly<Record<string, Plan>> = {
  'POST /api/v1/stocktakes': ({ store }) => ({ body: { store_id: store.id, scope: 'store' } }),
  'GET /api/v1/stocktakes/:id': ofNew(false),
  'GET /api/v1/stocktakes/:id/articles': ofNew(false),
  'GET /api/v1/stocktakes/:id/counts': ofNew(false),
  'POST /api/v1/stocktakes/:id/counts': ofNew(false, (variantId) => ({ counts: [countOf(variantId, '5')] })),
  'POST /api/v1/stocktakes/:id/finish': ofNew(false, () => ({ uncounted: 'leave' })),
  'POST /api/v1/stocktakes/:id/reopen': ofNew(true, (variantId) => ({ variant_ids: [variantId] })),
  'POST /api/v1/stocktakes/:id/approve': ofNew(true),
  'POST /api/v1/stocktakes/:id/cancel': ofNew(false),
  'GET /api/v1/stocktakes/:id/variances': ofNew(true),
  'GET /api/v1/stocktakes/:id/variances/summary': ofNew(true),
  'GET /api/v1/stocktakes/:id/variances.csv': ofNew(true),
}
