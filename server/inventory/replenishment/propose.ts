import type { Queryable } from '../../platform/database/connect.ts'
import { computeNeed, type Need, type Share, shareGoods } from './compute-need.ts'
import { type ArticleFigures, readOtherFigures, readStoreFigures } from './read-needs.ts'

/** What a store should order of an article, with the figures behind it. */
export type Needed = { readonly figures: ArticleFigures; readonly need: Need }
export type Proposal = Needed &
  Share & {
    /** What the other stores that are supplied by the same place want of it, thousandths, and how many they are. */
    readonly othersWanted: bigint
    readonly otherStores: number
  }

/** What a store needs, in no order. */
export async function findNeeds(sql: Queryable, storeId: number): Promise<Needed[]> {
  return (await readStoreFigures(sql, storeId)).flatMap((figures): Needed[] => {
    const need = computeNeed(figures)
    return need === null ? [] : [{ figures, need }]
  })
}

/** For how long what there is, and will come, lasts; for ever where nothing sells. */
const FOR_EVER = Number.MAX_SAFE_INTEGER
export const daysLeft = ({ position, dailySales }: Need): number =>
  dailySales === 0 ? FOR_EVER : Math.max(0, Number(position) / 1000 / dailySales)

/**
 * What of these needs the supplier can meet, when the other stores that it supplies want the same: one statement more,
 * whatever their number. What is asked for already comes first.
 */
export async function proposeOrders(sql: Queryable, storeId: number, needed: readonly Needed[]): Promise<Proposal[]> {
  const sourceId = needed[0]?.figures.sourceId ?? null
  const variantIds = needed.map(({ figures }) => figures.variantId)
  const others = sourceId === null ? [] : await readOtherFigures(sql, sourceId, storeId, variantIds)
  const wants = Map.groupBy(others, (figures) => figures.variantId)
  return needed.map(({ figures, need }) => {
    const wanted = (wants.get(figures.variantId) ?? []).map((other) => computeNeed(other)?.wanted ?? 0n)
    const othersWanted = wanted.reduce((sum, quantity) => sum + quantity, 0n)
    const otherStores = wanted.filter((quantity) => quantity > 0n).length
    const share = shareGoods(figures.sourceAvailable - figures.sourceClaimed, need, othersWanted)
    // Without a supplier there is nothing to share, and nobody to ask.
    const known: Share = sourceId === null ? { quantity: need.wanted, limitedBy: null } : share
    return { figures, need, ...known, othersWanted, otherStores }
  })
}
