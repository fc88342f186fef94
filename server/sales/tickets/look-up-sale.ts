import { type Static, Type } from 'typebox'
import { currencyDecimals, formatDecimal, QUANTITY_SCALE, refundable } from '../../../rules/index.ts'
import { foreignReceiptLimit, takeAttempts } from '../../identity/index.ts'
import { type Actor, mayActInStore } from '../../platform/actor.ts'
import { type Sql, withTransaction } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import { DecimalOutput, Nullable, Strict } from '../../platform/http/fields.ts'
import type { Outcome } from '../../platform/http/route.ts'
import { type Language, text } from '../../platform/text.ts'
import type { StoreFacts } from '../../stores/index.ts'
import { type ReturnOrigin, readOrigins, readReturned } from './return-origins.ts'
import { remainingOf } from './returned-lines.ts'
import type { Sales } from './sales.ts'
import { TicketData } from './schema.ts'
import type { Ticket } from './ticket.ts'

export const LookUpQuery = Strict({
  reference: Type.String({
    minLength: 1,
    maxLength: 64,
    'x-label': text('La référence', 'The reference'),
    'x-description': text(
      'La référence imprimée, telle que le lecteur la lit aussi dans le code à barres du reçu.',
      'The printed reference, which is also what a scanner reads from the receipt’s barcode.',
    ),
    examples: ['1-1-0-000001'],
  }),
})

const { lines, id, reference, kind, store_id, occurred_at, business_day, currency, prices_include_tax } =
  TicketData.properties
const { subtotal, discount_total, taxes, tax_total, total, rounding } = TicketData.properties

/** A ticket as any store of the chain may see it that takes goods back: nothing of the people in it. */
export const TicketOfReceipt = Type.Object({
  ...{ id, reference, kind, store_id },
  store_name: Type.String(),
  ...{ occurred_at, business_day, currency, prices_include_tax },
  has_customer: Type.Boolean({
    'x-description': text(
      'Le ticket nomme un client : un remboursement en crédit est le sien.',
      'The ticket names a customer: a refund in store credit is theirs.',
    ),
  }),
  lines: Type.Array(
    Type.Object({
      ...lines.items.properties,
      returnable: DecimalOutput({
        description: text('Ce qui peut encore être rendu.', 'What may still be returned.'),
      }),
    }),
  ),
  ...{ subtotal, discount_total, taxes, tax_total, total, rounding },
  tenders: Type.Array(
    Type.Object({
      method: Type.String(),
      refundable: DecimalOutput({
        description: text(
          'Ce que ce mode de paiement peut encore rendre, pour cette vente et tout ce contre quoi elle fut échangée.',
          'What this tender may still give back, for this sale and all that it was exchanged for.',
        ),
      }),
      kept: DecimalOutput({
        description: text('Ce que la vente en a gardé, monnaie déduite.', 'What the sale kept of it, less change.'),
      }),
      refunded: DecimalOutput({
        description: text(
          'Ce que les retours et échanges en ont rendu, moins ce qu’ils en ont pris.',
          'What returns and exchanges gave back by it, less what they took.',
        ),
      }),
    }),
  ),
  due_before: DecimalOutput({
    description: text(
      'Ce que les retours et échanges ont dû au client jusqu’ici, avant l’arrondi des espèces.',
      'What returns and exchanges have owed the customer so far, before cash was rounded.',
    ),
  }),
  cash_step: Nullable(
    DecimalOutput({
      description: text(
        'À quoi le magasin qui a vendu arrondit les espèces\u00a0; null\u00a0: à rien.',
        'What the store that sold rounds cash to; null: nothing.',
      ),
    }),
  ),
})
export type TicketOfReceipt = Static<typeof TicketOfReceipt>

const REFERENCE = /^\s*(\d{1,15})-(\d{1,15})-(\d{1,9})-(\d{1,15})\s*$/

/**
 * The ticket behind a receipt that somebody holds in hand, of whatever store: that one ticket and nothing else, with what
 * of it may still come back. Its numbers follow each other, so that what is asked of other stores is counted, before
 * anybody knows whether it is there.
 *
 * @throws not_found, too_many_attempts
 */
export async function lookUpSale(
  sales: Sales,
  actor: Actor,
  printed: string,
  language: Language,
): Promise<Outcome<TicketOfReceipt>> {
  const reference = readReference(printed)
  if (reference === null) throw platformErrors.not_found()
  const headers = await countForeign(sales.sql, actor, reference.storeId)
  const key = await findByReference(sales.sql, reference)
  if (key === null) throw platformErrors.not_found({ headers })
  const { ticket, origin } = await readWithReturns(sales.sql, key)
  const store = await sales.store(key.storeId)
  const data = present(ticket, origin, await sales.present(ticket, language), store)
  return { data, headers }
}

type Reference = { readonly [part in 'storeId' | 'registerId' | 'series' | 'number']: number }

function readReference(printed: string): Reference | null {
  const [storeId, registerId, series, number] = (REFERENCE.exec(printed) ?? []).slice(1).map(Number)
  if (storeId === undefined || registerId === undefined || series === undefined || number === undefined) return null
  return { storeId, registerId, series, number }
}

/** What the answer says of the limit; nothing in the actor's own stores. @throws too_many_attempts */
async function countForeign(sql: Sql, actor: Actor, storeId: number): Promise<Record<string, string>> {
  if (mayActInStore(actor, storeId)) return {}
  const { headers } = await withTransaction(sql, {}, (tx) => takeAttempts(tx, [foreignReceiptLimit(actor.key)]))
  return headers
}

async function findByReference(
  sql: Sql,
  { storeId, registerId, series, number }: Reference,
): Promise<{ storeId: number; id: string } | null> {
  const [row] = await sql<{ store_id: number; id: string }[]>`
    select store_id, id from sales
    where store_id = ${storeId} and register_id = ${registerId} and series = ${series} and number = ${number}`
  return row === undefined ? null : { storeId: row.store_id, id: row.id }
}

async function readWithReturns(sql: Sql, key: { storeId: number; id: string }) {
  const { tickets, origins } = await readOrigins(sql, [key])
  await readReturned(sql, origins)
  const [ticket] = tickets
  if (ticket === undefined) throw platformErrors.not_found()
  return { ticket, origin: origins.get(ticket.id) ?? null }
}

function present(
  ticket: Ticket,
  origin: ReturnOrigin | null,
  data: TicketData,
  store: StoreFacts | undefined,
): TicketOfReceipt {
  const decimals = currencyDecimals(ticket.currency)
  const money = (amount: bigint) => formatDecimal(amount, decimals)
  const cashStep = store?.cashStepMinor ?? null
  const returnable = (lineNumber: number): bigint => {
    const line = ticket.lines.find((candidate) => candidate.lineNumber === lineNumber)
    return origin === null || line?.kind !== 'sale' || line.quantity <= 0n ? 0n : remainingOf(line, origin)
  }
  return {
    id: data.id,
    reference: data.reference,
    kind: data.kind,
    store_id: data.store_id,
    store_name: store?.name ?? '',
    occurred_at: data.occurred_at,
    business_day: data.business_day,
    currency: data.currency,
    prices_include_tax: data.prices_include_tax,
    has_customer: ticket.customerId !== null,
    lines: data.lines.map((line) => ({
      ...line,
      returnable: formatDecimal(returnable(line.line), QUANTITY_SCALE, 0),
    })),
    subtotal: data.subtotal,
    discount_total: data.discount_total,
    taxes: data.taxes,
    tax_total: data.tax_total,
    total: data.total,
    rounding: data.rounding,
    tenders: tendersOf(origin, money),
    due_before: money(origin?.tenders.dueBefore ?? 0n),
    cash_step: cashStep === null ? null : money(BigInt(cashStep)),
  }
}

function tendersOf(origin: ReturnOrigin | null, money: (amount: bigint) => string): TicketOfReceipt['tenders'] {
  if (origin === null) return []
  const methods = new Set([...origin.tenders.kept.keys(), ...origin.tenders.refunded.keys()])
  const { kept, refunded } = origin.tenders
  return [...methods].map((method) => ({
    method,
    refundable: money(refundable(origin.tenders, method)),
    kept: money(kept.get(method) ?? 0n),
    refunded: money(refunded.get(method) ?? 0n),
  }))
}
