import type { Static } from 'typebox'
import { QUANTITY_SCALE } from '../../../rules/index.ts'
import { type Actor, mayActInStore } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { pickFields, readList } from '../../platform/http/list.ts'
import { searchWords } from '../../platform/http/select-page.ts'
import { writeQuantity } from '../present.ts'
import { pageOfNeeds } from './page-needs.ts'
import { daysLeft, findNeeds, type Needed, type Proposal, proposeOrders } from './propose.ts'
import {
  MOST_URGENT_FIRST,
  PROPOSAL_FIELDS,
  PROPOSAL_SORTS,
  type ProposalFilters,
  type ReplenishmentProposal,
} from './replenishment-schema.ts'

type ProposalItem = Static<typeof ReplenishmentProposal>

/**
 * What a store should order, and why, the most urgent first. Two statements whatever the number of articles: the figures of
 * the store, and what others want of the page's articles.
 *
 * @throws not_found when the store does not exist, or not for this actor.
 */
export async function listProposals(sql: Queryable, actor: Actor, query: ProposalFilters) {
  const { store_id: storeId } = query
  if (!mayActInStore(actor, storeId)) throw platformErrors.not_found()
  const options = { sorts: PROPOSAL_SORTS, defaultSort: MOST_URGENT_FIRST, fields: PROPOSAL_FIELDS }
  const request = readList(query, options)
  const needed = await findNeeds(sql, storeId)
  if (needed.length === 0) await requireStore(sql, storeId)
  const { ids } = request
  const found = needed.filter(matches(searchWords(query.q))).filter(isOneOf(ids))
  const { shown, meta } = pageOfNeeds(found, request)
  const fields = request.fields && new Set([...request.fields, 'store_id', 'variant_id'])
  const proposals = await proposeOrders(sql, storeId, shown)
  return { data: proposals.map((proposal) => pickFields(present(proposal), fields)), meta }
}

const isOneOf =
  (ids: readonly number[] | null) =>
  ({ figures }: Needed): boolean =>
    ids === null || ids.includes(figures.variantId)

/** @throws not_found */
export async function requireStore(sql: Queryable, storeId: number): Promise<void> {
  const found = await sql`select 1 from stores where id = ${storeId} and deleted_at is null`
  if (found.length === 0) throw platformErrors.not_found()
}

/** Without regard to accents and case. */
const plain = (words: string): string => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function matches(words: readonly string[]) {
  const wanted = words.map(plain)
  return ({ figures }: Needed): boolean => {
    const article = plain(`${figures.productName} ${figures.variantName} ${figures.sku ?? ''}`)
    return wanted.every((word) => article.includes(word))
  }
}

function present({ figures, need, quantity, limitedBy, othersWanted, otherStores }: Proposal): ProposalItem {
  return {
    store_id: figures.storeId,
    variant_id: figures.variantId,
    product_id: figures.productId,
    product_name: figures.productName,
    variant_name: figures.variantName,
    sku: figures.sku,
    source_id: figures.sourceId,
    source_name: figures.sourceName,
    quantity: writeQuantity(quantity),
    wanted: writeQuantity(need.wanted),
    limited_by: limitedBy,
    why: {
      on_hand: writeQuantity(figures.onHand),
      reserved: writeQuantity(figures.reserved),
      in_transit: writeQuantity(figures.inTransit),
      requested: writeQuantity(figures.requested),
      position: writeQuantity(need.position),
      basis: need.basis,
      reorder_point: writeQuantity(need.reorderPoint),
      target: writeQuantity(need.target),
      pack_size: writeQuantity(need.packSize),
      lead_time_days: need.leadTimeDays,
      daily_sales: decimal(need.dailySales),
      days_left: need.dailySales === 0 ? null : decimal(daysLeft(need)),
      source_available: writeQuantity(figures.sourceAvailable),
      source_claimed: writeQuantity(figures.sourceClaimed),
      others_wanted: writeQuantity(othersWanted),
      other_stores: otherStores,
    },
  }
}

const decimal = (units: number): string => writeQuantity(BigInt(Math.round(units * 10 ** QUANTITY_SCALE)))
