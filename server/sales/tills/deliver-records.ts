import type { Actor } from '../../platform/actor.ts'
import { AppError } from '../../platform/errors.ts'
import { translateDatabaseError } from '../../platform/http/database-errors.ts'
import type { RequestFacts } from '../../platform/http/route.ts'
import { salesConstraints } from '../errors.ts'
import { type BatchAnswer, idOf, mayPass, refusalOf, type WriteAnswer } from '../tickets/batch-answer.ts'
import type { RecordResult } from '../tickets/record-sales.ts'
import type { Sales } from '../tickets/sales.ts'
import type { RecordDraft } from '../tickets/ticket.ts'
import { findWaitingReturns } from './find-waiting-returns.ts'
import { HELD, WAITING } from './held-texts.ts'
import { presentRecord } from './present-record.ts'
import { readDeviceRecord } from './read-record.ts'

type Delivered = Readonly<Record<string, unknown>>

/**
 * Takes what a device has made, in whatever order and however often it comes, and answers each record by itself: nothing
 * that was understood is refused. A return that came before its sale is recorded as soon as its sale is: both sides look
 * for each other after they have committed, so one of them sees the other whoever was first.
 */
export async function deliverRecords(
  sales: Sales,
  actor: Actor,
  records: readonly Delivered[],
  request: RequestFacts,
  write: WriteAnswer,
): Promise<Uint8Array[]> {
  const readings = await Promise.all(records.map((record) => read(sales, actor, record)))
  const underWay = new Map<string, Promise<Delivery>>()
  // In the order of the batch, but for returns, each of which follows its sale if that is in the batch as well: a return
  // that waited for a return could wait for ever.
  const first = readings.map((reading) => {
    if (reading.record.kind === 'return') return null
    const delivery = submit(sales, reading)
    const id = idOf(reading.record.id)
    if (id !== '' && !underWay.has(id)) underWay.set(id, delivery)
    return delivery
  })
  const deliveries = await Promise.all(
    readings.map(
      (reading, index) => first[index] ?? submit(sales, reading, underWay.get(idOf(reading.record.sale_id))),
    ),
  )
  await recordWaiting(sales, deliveries)
  return Promise.all(deliveries.map(async (delivery) => write(await answerOf(sales, delivery, request))))
}

/** A record as it was delivered, understood or refused. */
type Reading = { readonly record: Delivered; readonly draft: RecordDraft | AppError }

/** A record as it was delivered, and what became of it. */
type Delivery = { readonly record: Delivered; result: RecordResult }

async function read(sales: Sales, actor: Actor, record: Delivered): Promise<Reading> {
  try {
    return { record, draft: await readDeviceRecord(record, actor, (id) => sales.store(id)) }
  } catch (error) {
    if (error instanceof AppError) return { record, draft: error }
    throw error
  }
}

async function submit(sales: Sales, { record, draft }: Reading, before?: Promise<Delivery>): Promise<Delivery> {
  if (draft instanceof AppError) return { record, result: { kind: 'refused', error: draft } }
  if (before !== undefined) await before
  try {
    return { record, result: await sales.submit(draft) }
  } catch (error) {
    const refused = error instanceof AppError ? error : translateDatabaseError(error, salesConstraints)
    if (refused === null) throw error
    return { record, result: { kind: 'refused', error: refused } }
  }
}

/** Goods bought in exchange may have come back before the exchange was delivered: each round may let others in. */
async function recordWaiting(sales: Sales, deliveries: readonly Delivery[]): Promise<void> {
  const awaited = deliveries.flatMap(({ record, result }) =>
    result.kind === 'held' && result.reason === 'sale_missing' ? idOf(record.sale_id) : [],
  )
  let ids = [...deliveries.flatMap(({ result }) => soldBy(result)), ...awaited]
  while (ids.length > 0) {
    const waiting = await findWaitingReturns(sales.sql, [...new Set(ids)])
    const recorded = new Map<string, RecordResult>()
    for (const { body, actor } of waiting) {
      const { result } = await submit(sales, await read(sales, actor, body))
      recorded.set(idOf(body.id), result)
      if (result.kind === 'refused' && mayPass(result.error)) sendAgain(deliveries, result)
    }
    for (const delivery of deliveries) {
      const result = recorded.get(idOf(delivery.record.id))
      if (result !== undefined && delivery.result.kind === 'held') delivery.result = result
    }
    ids = [...recorded.values()].flatMap(soldBy)
  }
}

/**
 * The till of a return that waited has done its part: who looks for it again is whoever sends what it waited for, and that is
 * sent again until it is answered.
 */
function sendAgain(deliveries: readonly Delivery[], result: RecordResult): void {
  for (const delivery of deliveries) if (soldBy(delivery.result).length > 0) delivery.result = result
}

/** The ticket that now stands, if it sold something that may come back. */
const soldBy = (result: RecordResult): string[] =>
  (result.kind === 'recorded' || result.kind === 'replayed') && result.ticket.lines.some(({ kind }) => kind === 'sale')
    ? [result.ticket.id]
    : []

async function answerOf(sales: Sales, { record, result }: Delivery, request: RequestFacts): Promise<BatchAnswer> {
  if (result.kind === 'refused') return { ...refusalOf(record, result.error, request.language) }
  if (result.kind === 'held') {
    const id = idOf(record.id)
    if (result.reason === 'sale_missing') {
      return { id, status: 202, code: 'waits_for_sale', message: WAITING[request.language] }
    }
    const { reason } = result
    return { id, status: 202, code: 'held_for_review', reason, message: HELD[reason][request.language] }
  }
  if (result.kind === 'event') {
    return { id: result.record.id, status: result.isReplay ? 200 : 201, record: presentRecord(result.record) }
  }
  const status = result.kind === 'replayed' ? 200 : 201
  return { id: result.ticket.id, status, data: await sales.present(result.ticket, request.language) }
}
