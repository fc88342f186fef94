import { hash } from 'node:crypto'
import {
  canonicalJson,
  currencyDecimals,
  type Discount,
  PRICE_SCALE,
  parseDecimal,
  QUANTITY_SCALE,
} from '../../../rules/index.ts'
import { type Actor, mayActInStore } from '../../platform/actor.ts'
import { invalid, platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import type { StoreFacts } from '../../stores/index.ts'
import type { ReturnBody, SaleBody } from './schema.ts'
import type { ArticleReference, DraftLine, DraftPayment, ReturnDraft, SaleDraft } from './ticket.ts'

export type Request = { actor: Actor; idempotencyKey: string | undefined }
export type FindStore = (storeId: number) => StoreFacts | undefined | Promise<StoreFacts | undefined>

/** Percentages and amounts carry at most four decimals; a percentage in ppm is its value times ten thousand. */
const PERCENT_SCALE = 4
const HUNDRED_PERCENT_PPM = 1_000_000n

/**
 * What a program asks to sell, understood: numbers exact, references told apart. Everything that can be refused without
 * the database is refused here, before the sale joins a set.
 *
 * @throws not_found for a store that is not the actor's, validation_failed
 */
export async function readSale(body: SaleBody, request: Request, findStore: FindStore): Promise<SaleDraft> {
  const store = await storeOf(body.store_id, request.actor, findStore)
  const decimals = currencyDecimals(store.currency)
  return {
    ...readHead(body, 'sale', request),
    kind: 'sale',
    storeId: store.id,
    customerId: body.customer_id ?? null,
    lines: body.lines.map((line, index) => readLine(line, `lines.${index}`, decimals)),
    discount: readDiscount(body.discount ?? null, 'discount', decimals),
    payments: readPayments(body.payments, 'payments', decimals),
    statedTotal: body.total == null ? null : readAmount(body.total, 'total', decimals),
    // The taxes of what a program sells are ours to compute.
    statedTaxes: null,
  }
}

/** The same for a return against a sale; without a store it is made where the sale was. */
export async function readReturn(
  body: ReturnBody,
  originSaleId: string,
  storeId: number,
  request: Request,
  findStore: FindStore,
): Promise<ReturnDraft> {
  const store = await storeOf(storeId, request.actor, findStore)
  const decimals = currencyDecimals(store.currency)
  const seen = new Set<number>()
  for (const [index, line] of body.lines.entries()) {
    if (seen.has(line.sale_line)) {
      throw invalid({
        [`lines.${index}.sale_line`]: text(
          'Cette ligne est déjà dans le retour.',
          'This line is already in the return.',
        ),
      })
    }
    seen.add(line.sale_line)
  }
  return {
    ...readHead({ ...body, sale_id: originSaleId }, 'return', request),
    kind: 'return',
    storeId: store.id,
    customerId: body.customer_id ?? null,
    originSaleId,
    lines: body.lines.map((line) => ({
      saleLine: line.sale_line,
      quantity: exact(line.quantity, QUANTITY_SCALE),
      restock: line.restock ?? true,
    })),
    refunds: readPayments(body.refunds, 'refunds', decimals),
    statedTotal: null,
    statedTaxes: null,
  }
}

/** A store that is not there and a store that is not the actor's answer alike. */
export async function storeOf(storeId: number, actor: Actor, findStore: FindStore): Promise<StoreFacts> {
  const store = mayActInStore(actor, storeId) ? await findStore(storeId) : undefined
  if (store !== undefined) return store
  throw platformErrors.not_found({
    fields: { store_id: text('Ce magasin n’existe pas.', 'This store does not exist.') },
  })
}

type Head = Pick<SaleBody, 'id' | 'register_id' | 'session_id' | 'cashier_id' | 'occurred_at' | 'note'> & {
  sale_id?: string
}

function readHead(body: Head, kind: 'sale' | 'return', { actor, idempotencyKey }: Request) {
  // The letters of a UUID have no case, neither as a name nor in what is compared.
  const given = body.id?.toLowerCase()
  const { occurred_at: occurredAt } = body
  return {
    id: given ?? idFromKey(actor, kind, idempotencyKey),
    bodyHash: hash('sha256', canonicalJson({ ...body, id: given }), 'buffer'),
    actor,
    registerId: body.register_id ?? null,
    sessionId: body.session_id?.toLowerCase() ?? null,
    // Whoever does not say for whom they sell sells for themselves.
    cashierId: body.cashier_id ?? actor.userId,
    occurredAt: occurredAt == null ? new Date().toISOString() : readInstant(occurredAt, 'occurred_at'),
    note: body.note || null,
    device: null,
  }
}

/**
 * A program without ids of its own is known by its key: per actor and kind of record, the same key always makes the same
 * id (RFC 9562, version 8).
 */
function idFromKey(actor: Actor, kind: 'sale' | 'return', key: string | undefined): string {
  if (key === undefined) {
    throw invalid({
      id: text(
        'Un identifiant (UUID) ou une clé d’idempotence est obligatoire.',
        'An id (UUID) or an Idempotency-Key is required.',
      ),
    })
  }
  return uuidFrom(`${actor.key}\n${kind}\n${key}`)
}

export function uuidFrom(name: string): string {
  const digits = hash('sha256', name, 'hex')
  const variant = ((Number.parseInt(digits.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}

const EARLIEST_YEAR = 1990
const LATEST_YEAR = 2200

/** A time as people may have meant it, in UTC. @throws validation_failed naming `path` */
export function readInstant(value: string, path: string): string {
  const epoch = Date.parse(value)
  const year = Number.isNaN(epoch) ? 0 : new Date(epoch).getUTCFullYear()
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) {
    throw invalid({ [path]: text('Cette date n’est pas plausible.', 'This date is not plausible.') })
  }
  return new Date(epoch).toISOString()
}

function readLine(line: SaleBody['lines'][number], path: string, decimals: number): DraftLine {
  const article = readReference(line, path)
  const unitPrice = line.unit_price == null ? null : exact(line.unit_price, PRICE_SCALE)
  const description = line.description ?? null
  const quantity = line.quantity == null ? null : exact(line.quantity, QUANTITY_SCALE)
  // Only the label of a scale, which is a barcode, says it by itself.
  if (quantity === null && article?.by !== 'barcode') throw quantityMissing(path)
  if (article === null) {
    if (description === null) throw invalid({ [`${path}.variant_id`]: ONE_REFERENCE })
    if (unitPrice === null) {
      throw invalid({
        [`${path}.unit_price`]: text(
          'Une ligne sans article donne son prix.',
          'A line without an article gives its own price.',
        ),
      })
    }
  }
  return {
    article,
    description,
    taxClass: line.tax_class ?? null,
    quantity,
    unitPrice,
    discount: readDiscount(line.discount ?? null, `${path}.discount`, decimals),
    reservationId: line.reservation_id ?? null,
  }
}

/** As the schema says of what is required. */
export const quantityMissing = (path: string) =>
  invalid({ [`${path}.quantity`]: text('La quantité est obligatoire.', 'The quantity is required.') })

const ONE_REFERENCE = text(
  'Une ligne nomme un article par variant_id, sku ou barcode, ou porte une description.',
  'A line names an article by variant_id, sku or barcode, or carries a description.',
)

function readReference(line: SaleBody['lines'][number], path: string): ArticleReference {
  const given: ArticleReference[] = []
  if (line.variant_id != null) given.push({ by: 'id', id: line.variant_id })
  if (line.sku != null) given.push({ by: 'sku', code: line.sku })
  if (line.barcode != null) given.push({ by: 'barcode', code: line.barcode })
  if (given.length > 1) throw invalid({ [`${path}.variant_id`]: ONE_REFERENCE })
  return given[0] ?? null
}

function readDiscount(discount: SaleBody['discount'] | null, path: string, decimals: number): Discount | null {
  if (discount == null) return null
  if (discount.type === 'amount')
    return { type: 'amount', amount: readAmount(discount.value, `${path}.value`, decimals) }
  const percentPpm = exact(discount.value, PERCENT_SCALE)
  if (percentPpm > HUNDRED_PERCENT_PPM) {
    throw invalid({ [`${path}.value`]: text('Une remise ne dépasse pas 100 %.', 'A discount does not exceed 100%.') })
  }
  return { type: 'percent', percentPpm }
}

function readPayments(payments: SaleBody['payments'], path: string, decimals: number): DraftPayment[] {
  return payments.map(({ method, amount }, index) => {
    const value = readAmount(amount, `${path}.${index}.amount`, decimals)
    if (value < 0n) {
      throw invalid({
        [`${path}.${index}.amount`]: text('Un montant n’est pas négatif.', 'An amount is not negative.'),
      })
    }
    return { method, amount: value }
  })
}

export function readAmount(value: string | number, path: string, decimals: number): bigint {
  const amount = parseDecimal(value, decimals)
  if (amount !== null) return amount
  throw invalid({
    [path]: text(
      `Un montant dans cette monnaie a au plus ${decimals} décimales.`,
      `An amount in this currency has at most ${decimals} decimals.`,
    ),
  })
}

/** The schema has already checked the text; anything else is a fault of ours. */
function exact(value: string | number, scale: number): bigint {
  const parsed = parseDecimal(value, scale)
  if (parsed === null) throw new Error(`${value} passed validation and is no decimal`)
  return parsed
}
