import { type Discount, PRICE_SCALE, parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import type { SaleBody } from './schema.ts'
import type { ArticleReference, DraftLine, DraftPayment } from './ticket.ts'

/** Percentages and amounts carry at most four decimals; a percentage in ppm is its value times ten thousand. */
const PERCENT_SCALE = 4
const HUNDRED_PERCENT_PPM = 1_000_000n

/** What a line says; `fee_of` only a device's. */
type LineBody = SaleBody['lines'][number] & { readonly fee_of?: number | null }

/** Lines that sell, or that come back without a receipt. @throws validation_failed */
export function readLines(lines: readonly LineBody[], path: string, decimals: number): DraftLine[] {
  const read = lines.map((line, index) => readLine(line, `${path}.${index}`, decimals))
  for (const [index, { feeOf, article }] of read.entries()) {
    if (feeOf === null) continue
    const bearer = feeOf === index ? undefined : read[feeOf]
    if (bearer === undefined || bearer.feeOf !== null) throw invalid({ [`${path}.${index}.fee_of`]: NO_BEARER })
    if (article !== null) throw invalid({ [`${path}.${index}.fee_of`]: FEE_OF_NOTHING })
  }
  return read
}

const NO_BEARER = text(
  'Un frais est celui d’une autre ligne du ticket, qui n’est pas un frais elle-même.',
  'A fee is that of another line of the ticket, which is no fee itself.',
)
const FEE_OF_NOTHING = text(
  'Un frais porte une description : il n’est pas un article.',
  'A fee carries a description: it is no article.',
)

function readLine(line: LineBody, path: string, decimals: number): DraftLine {
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
    feeOf: line.fee_of == null ? null : line.fee_of - 1,
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

export function readDiscount(discount: SaleBody['discount'] | null, path: string, decimals: number): Discount | null {
  if (discount == null) return null
  if (discount.type === 'amount')
    return { type: 'amount', amount: readAmount(discount.value, `${path}.value`, decimals) }
  const percentPpm = exact(discount.value, PERCENT_SCALE)
  if (percentPpm > HUNDRED_PERCENT_PPM) {
    throw invalid({ [`${path}.value`]: text('Une remise ne dépasse pas 100 %.', 'A discount does not exceed 100%.') })
  }
  return { type: 'percent', percentPpm }
}

export function readPayments(payments: SaleBody['payments'], path: string, decimals: number): DraftPayment[] {
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
export function exact(value: string | number, scale: number): bigint {
  const parsed = parseDecimal(value, scale)
  if (parsed === null) throw new Error(`${value} passed validation and is no decimal`)
  return parsed
}
