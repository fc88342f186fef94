import { parseDecimal, QUANTITY_SCALE } from '../../../../rules/index.ts'
import type { Sale } from '../../api/index.ts'
import type { NewRecord } from '../memory.ts'
import type { RecordPlace, Sealed } from './seal-record.ts'
import { referenceOf } from './seal-record.ts'

export type TicketRecord = Extract<NewRecord, { kind: 'sale' | 'return' }>

export const isTicket = (record: NewRecord): record is TicketRecord =>
  record.kind === 'sale' || record.kind === 'return'

type Marks = { readonly occurredAt: string; readonly sessionId: string | null; readonly timeZone: string }

/** The ticket as the API will present it, with what the memory has put into its record. */
export function ticketOf(record: TicketRecord, place: RecordPlace, sealed: Sealed, marks: Marks): Sale {
  return {
    ...record.ticket,
    id: record.content.id,
    reference: referenceOf(place, sealed.number),
    kind: record.kind,
    store_id: place.storeId,
    register_id: place.registerId,
    session_id: marks.sessionId ?? '',
    device_id: place.deviceId,
    series: place.series,
    number: sealed.number,
    cashier_id: record.content.cashier_id,
    external_id: null,
    occurred_at: marks.occurredAt,
    business_day: dayIn(marks.timeZone, marks.occurredAt),
    flags: [],
    training: false,
    previous_hash: place.lastHash,
    hash: sealed.hash,
  }
}

/** The calendar day of a moment in a time zone, as ISO writes it: Sweden does. */
const dayIn = (timeZone: string, moment: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(moment))

export type StockChange = { readonly variantId: number; readonly quantity: number }

/** What left the stock by a ticket, in thousandths; negative for what came back to it. */
export function stockChanges({ content, ticket }: TicketRecord): StockChange[] {
  const broken = new Set(
    'sale_id' in content ? content.lines.filter(({ restock }) => restock === false).map((line) => line.sale_line) : [],
  )
  const changes = new Map<number, number>()
  for (const line of ticket.lines) {
    if (line.variant_id === null || line.is_fee) continue
    if (line.sale_line !== null && broken.has(line.sale_line)) continue
    const quantity = Number(parseDecimal(line.quantity, QUANTITY_SCALE) ?? 0n)
    changes.set(line.variant_id, (changes.get(line.variant_id) ?? 0) + quantity)
  }
  return [...changes].map(([variantId, quantity]) => ({ variantId, quantity }))
}

/** The articles that were sold, for what sells most. */
export const soldArticles = ({ ticket }: TicketRecord): number[] => [
  ...new Set(
    ticket.lines.flatMap(({ kind, variant_id: id, is_fee: isFee }) =>
      kind === 'sale' && !isFee && id !== null ? [id] : [],
    ),
  ),
]
