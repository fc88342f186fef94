import type { Static } from 'typebox'
import { formatDecimal, PRICE_SCALE, parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { type Column, insertSet } from '../../platform/database/insert-set.ts'
import { together } from '../../platform/database/together.ts'
import { invalid, missingReference } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { type CountMark, isBeforeCount } from '../count-correction.ts'
import { findArticles, type StoreArticles } from '../find-articles.ts'
import { fitsLevel } from '../level-limits.ts'
import { lockLevels } from '../lock-levels.ts'
import { type Movement, postMovements } from '../post-movements.ts'
import { receiptIntoStock, type StockBalance } from '../stock-cost.ts'
import { readReceipt } from './read-receipt.ts'
import type { ReceiveGoodsInput, StockReceipt } from './receipt-schema.ts'

/** A delivery noted by a clock that is a little ahead of ours. */
const CLOCK_TOLERANCE_MS = 5 * 60 * 1000
const EARLIEST = Date.parse('1990-01-01T00:00:00Z')

type ReceivedLine = {
  readonly receiptId: number
  readonly storeId: number
  readonly lineNumber: number
  readonly variantId: number
  /** Thousandths. */
  readonly quantity: bigint
  /** Ten-thousandths. */
  readonly unitCost: bigint
  readonly valueMinor: bigint
  readonly costVarianceMinor: bigint
}

/**
 * Takes in goods that come from outside the chain, at their cost: one movement per line, and a difference of cost where
 * some were missing, since the goods of the receipt then set the average (architecture, rule 11).
 *
 * @throws not_found when the store does not exist, or not for this actor; validation_failed.
 */
export async function receiveGoods(
  tx: Tx,
  actor: Actor,
  input: ReceiveGoodsInput,
): Promise<Static<typeof StockReceipt>> {
  const receivedAt = readMoment(input.received_at ?? null)
  const storeId = input.store_id
  const variantIds = input.lines.map((line) => line.variant_id)
  const articles = await findArticles(tx, actor, storeId, variantIds)
  refuseUnknownArticles(variantIds, articles)
  const locked = await lockLevels(
    tx,
    variantIds.map((variantId) => ({ storeId, variantId })),
  )
  const levels = new Map<number, ReceivingLevel>(locked.map((level) => [level.variantId, level]))
  const scene = { articles, levels, receivedAt }
  const entries = input.lines.map((line, index) => enter(line, index, scene))
  const [receipt] = await tx<[{ id: number }]>`
    insert into stock_receipts (store_id, reference, note, received_at, actor_id, actor_name)
    values (${storeId}, ${input.reference ?? null}, ${input.note ?? null}, ${receivedAt}, ${actor.userId}, ${actor.name})
    returning id`
  const lines = entries.map((entry): ReceivedLine => ({ ...entry, receiptId: receipt.id, storeId }))
  const movements = lines.flatMap((line) =>
    movementsOf(line, { actor, occurredAt: receivedAt, lastCount: levels.get(line.variantId)?.lastCount ?? null }),
  )
  await together([insertLines(tx, lines), postMovements(tx, movements)])
  return readReceipt(tx, actor, receipt.id)
}

function readMoment(given: string | null): string {
  const now = Date.now()
  const moment = given === null ? now : Date.parse(given)
  if (moment >= EARLIEST && moment <= now + CLOCK_TOLERANCE_MS) return new Date(moment).toISOString()
  throw invalid({
    received_at: text(
      'Une réception ne peut pas être à venir, ni si ancienne.',
      'A receipt cannot be still to come, nor so old.',
    ),
  })
}

function refuseUnknownArticles(variantIds: readonly number[], { unitCosts }: StoreArticles): void {
  const unknown = variantIds.findIndex((variantId) => !unitCosts.has(variantId))
  if (unknown >= 0) throw missingReference(`lines.${unknown}.variant_id`)
}

type ReceivingLevel = StockBalance & { readonly lastCount: CountMark | null }
type ReceivingScene = {
  readonly articles: StoreArticles
  readonly levels: Map<number, ReceivingLevel>
  readonly receivedAt: string
}

/**
 * Adds a line to the balance of its article; lines of one article follow each other. Goods that came before the article was
 * counted were counted with it, and change nothing.
 */
function enter(
  line: ReceiveGoodsInput['lines'][number],
  index: number,
  { articles: { unitCosts, decimals }, levels, receivedAt }: ReceivingScene,
): Omit<ReceivedLine, 'receiptId' | 'storeId'> {
  const variantId = line.variant_id
  const before = levels.get(variantId)
  // Purged between the look-up and the lock.
  if (before === undefined) throw missingReference(`lines.${index}.variant_id`)
  const quantity = parseDecimal(line.quantity, QUANTITY_SCALE) ?? 0n
  const given = line.unit_cost == null ? null : parseDecimal(line.unit_cost, PRICE_SCALE)
  const unitCost = given ?? unitCosts.get(variantId) ?? 0n
  const entry = receiptIntoStock({ ...before, quantity, unitCost, decimals })
  const after = {
    onHand: before.onHand + quantity,
    valueMinor: before.valueMinor + entry.valueMinor + entry.costVarianceMinor,
    lastCount: before.lastCount,
  }
  if (!fitsLevel(after)) {
    throw invalid({
      [`lines.${index}.quantity`]: text(
        'Le stock deviendrait trop grand pour être tenu.',
        'The stock would become too large to be kept.',
      ),
    })
  }
  if (!isBeforeCount(before.lastCount, receivedAt)) levels.set(variantId, after)
  return { lineNumber: index + 1, variantId, quantity, unitCost, ...entry }
}

function movementsOf(
  line: ReceivedLine,
  { actor, occurredAt, lastCount }: { actor: Actor; occurredAt: string; lastCount: CountMark | null },
): Movement[] {
  const common = {
    storeId: line.storeId,
    variantId: line.variantId,
    reason: null,
    referenceType: 'stock_receipt',
    referenceId: String(line.receiptId),
    referenceLine: line.lineNumber,
    actorId: actor.userId,
    actorName: actor.name,
    occurredAt,
    lastCount,
  }
  const entry: Movement = { ...common, kind: 'receipt', quantity: line.quantity, valueMinor: line.valueMinor }
  if (line.costVarianceMinor === 0n) return [entry]
  return [entry, { ...common, kind: 'cost_variance', quantity: 0n, valueMinor: line.costVarianceMinor }]
}

const lineColumns: readonly Column<ReceivedLine>[] = [
  ['store_id', 'bigint', (line) => line.storeId],
  ['receipt_id', 'bigint', (line) => line.receiptId],
  ['line_no', 'int', (line) => line.lineNumber],
  ['variant_id', 'bigint', (line) => line.variantId],
  ['quantity', 'numeric', (line) => formatDecimal(line.quantity, QUANTITY_SCALE)],
  ['unit_cost', 'numeric', (line) => formatDecimal(line.unitCost, PRICE_SCALE)],
  ['value_minor', 'bigint', (line) => line.valueMinor],
  ['cost_variance_minor', 'bigint', (line) => line.costVarianceMinor],
]
const insertLines = insertSet('stock_receipt_lines', lineColumns)
