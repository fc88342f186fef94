import { checkBarcode, formatDecimal, PRICE_SCALE, parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import {
  type BatchReport,
  type CsvRecord,
  type DecimalMark,
  type Mapping,
  readNumber,
} from '../../platform/csv/index.ts'
import { text } from '../../platform/text.ts'
import { EXTERNAL_ID_LENGTH_MAX, type IncomingVariant, variantName } from './incoming.ts'
import { OPTION_COUNT_MAX } from './product-fields.ts'
import { readTerms } from './read-terms.ts'

const BAD_PRICE = text('« {value} » n’est pas un prix.', '"{value}" is not a price.')
const NEGATIVE_PRICE = text('Un prix ne peut pas être négatif.', 'A price cannot be negative.')
const PRICE_TOO_FINE = text('Un prix a quatre décimales au plus.', 'A price has at most four decimals.')
const PRICE_TOO_LARGE = text('Ce prix dépasse 999 999 999.', 'This price exceeds 999,999,999.')
const BAD_BARCODES = {
  length: text(
    '« {value} » n’est pas un code-barres valide (un GTIN compte 8, 12, 13 ou 14 chiffres) ; il n’est pas repris.',
    '"{value}" is not a valid barcode (a GTIN has 8, 12, 13 or 14 digits); it is left out.',
  ),
  characters: text(
    '« {value} » n’est pas un code-barres valide (un GTIN n’a que des chiffres) ; il n’est pas repris.',
    '"{value}" is not a valid barcode (a GTIN has only digits); it is left out.',
  ),
  check_digit: text(
    '« {value} » n’est pas un code-barres valide (son dernier chiffre ne correspond pas aux autres) ; il n’est pas repris.',
    '"{value}" is not a valid barcode (its last digit does not match the others); it is left out.',
  ),
}
const BAD_INTERNAL = text(
  '« {value} » n’est pas un code interne de 1 à 64 caractères simples ; il n’est pas repris.',
  '"{value}" is not an internal code of 1 to 64 plain characters; it is left out.',
)
const BAD_WEIGHT = text(
  '« {value} » n’est pas un poids en grammes ; il n’est pas repris.',
  '"{value}" is not a weight in grams; it is left out.',
)
const BAD_STOCK = text(
  '« {value} » n’est pas une quantité ; elle n’est pas reprise.',
  '"{value}" is not a quantity; it is left out.',
)
const SKU_TOO_LONG = text(
  'L’UGS dépasse 100 caractères ; elle n’est pas reprise.',
  'The SKU exceeds 100 characters; it is left out.',
)

const EXTERNAL_ID_TOO_LONG = text(
  `L’identifiant de la variante dépasse ${EXTERNAL_ID_LENGTH_MAX} caractères ; il n’est pas repris.`,
  `The variant’s id exceeds ${EXTERNAL_ID_LENGTH_MAX} characters; it is left out.`,
)

const PRICE_MAX = 999_999_999n * 10n ** BigInt(PRICE_SCALE)
const WEIGHT_MAX_GRAMS = 2_000_000_000

export type ReadOptions = { readonly decimalMark: DecimalMark }

export type Sink = {
  readonly record: CsvRecord
  readonly mapping: Mapping
  readonly report: BatchReport
  readonly options: ReadOptions
}

/**
 * Reads a price or a cost as a decimal with at most four decimals. Empty is undefined; what is no price is null, with the
 * reason told to `tell`.
 */
function readPrice(sink: Sink, field: string, tell: 'refuse' | 'warn'): string | null | undefined {
  const given = sink.mapping.value(sink.record, field)
  if (given === '') return undefined
  const number = readNumber(given, sink.options.decimalMark)
  const price = number === null ? null : parseDecimal(number, PRICE_SCALE)
  if (price !== null && price >= 0n && price <= PRICE_MAX) return formatDecimal(price, PRICE_SCALE, 2)
  const reason =
    number === null ? BAD_PRICE : price === null ? PRICE_TOO_FINE : price < 0n ? NEGATIVE_PRICE : PRICE_TOO_LARGE
  sink.report[tell](sink.record.line, reason, { field, value: given, values: { value: given } })
  return null
}

/**
 * Reads the variant of a record: a record with a price, or with an open one. Answers undefined for one without, and null
 * for one whose price is refused. Codes, costs and weights that are none are left out and listed.
 */
export function readVariant(
  record: CsvRecord,
  mapping: Mapping,
  optionCount: number,
  report: BatchReport,
  options: ReadOptions,
): IncomingVariant | null | undefined {
  const sink = { record, mapping, report, options }
  const price = readPrice(sink, 'price', 'refuse')
  const terms = readTerms(sink)
  if (price === null || (price === undefined && terms.isOpenPrice !== true)) return price
  const optionValues = readOptionValues(sink, optionCount)
  return {
    line: record.line,
    externalId: readExternalId(sink),
    optionValues,
    name: (mapping.value(record, 'variant_name') || variantName(optionValues)).slice(0, 800),
    sku: readSku(sink),
    barcodes: readBarcodes(sink),
    internalCodes: readInternalCodes(sink),
    price: price ?? null,
    compareAtPrice: readPrice(sink, 'compare_at_price', 'warn') ?? undefined,
    cost: readPrice(sink, 'cost', 'warn') ?? undefined,
    weightGrams: readWeight(sink),
    imageUrl: mapping.value(record, 'variant_image_url') || undefined,
    stock: readStock(sink),
    terms,
  }
}

/** Shopify writes `Title` = `Default Title` for a product that has no options. */
export const isNoOption = (name: string, value: string): boolean => name === 'Title' && value === 'Default Title'

function readOptionValues({ record, mapping }: Sink, optionCount: number): string[] {
  const values: string[] = []
  for (let place = 1; place <= Math.min(optionCount, OPTION_COUNT_MAX); place += 1) {
    values.push(mapping.value(record, `option${place}_value`).slice(0, 255))
  }
  return values
}

function readExternalId({ record, mapping, report }: Sink): string | undefined {
  const field = 'variant_external_id'
  const value = mapping.value(record, field)
  if (value.length <= EXTERNAL_ID_LENGTH_MAX) return value || undefined
  report.warn(record.line, EXTERNAL_ID_TOO_LONG, { field, value })
  return undefined
}

function readSku({ record, mapping, report }: Sink): string | undefined {
  const sku = mapping.value(record, 'sku').replace(/^'/, '')
  if (sku === '') return undefined
  if (sku.length <= 100) return sku
  report.warn(record.line, SKU_TOO_LONG, { field: 'sku', value: sku })
  return undefined
}

/** Several codes are parted by `|`. An apostrophe before a code is a spreadsheet's mark for text. */
function readBarcodes({ record, mapping, report }: Sink): string[] {
  const codes: string[] = []
  for (const part of mapping.value(record, 'barcode').split('|')) {
    const given = part.trim()
    if (given === '' || given === "'") continue
    const check = checkBarcode(given.replace(/^'/, ''))
    if (check.ok) codes.push(check.normalized)
    else
      report.warn(record.line, BAD_BARCODES[check.reason], { field: 'barcode', value: given, values: { value: given } })
  }
  return [...new Set(codes)]
}

function readInternalCodes({ record, mapping, report }: Sink): string[] {
  const codes: string[] = []
  for (const part of mapping.value(record, 'internal_barcode').split('|')) {
    if (part.trim() === '') continue
    const check = checkBarcode(part, 'internal')
    if (check.ok) codes.push(check.normalized)
    else report.warn(record.line, BAD_INTERNAL, { field: 'internal_barcode', value: part, values: { value: part } })
  }
  return [...new Set(codes)]
}

function readWeight({ record, mapping, report, options }: Sink): number | undefined {
  const given = mapping.value(record, 'weight_grams')
  if (given === '') return undefined
  const grams = Math.round(Number(readNumber(given, options.decimalMark) ?? Number.NaN))
  if (grams >= 0 && grams <= WEIGHT_MAX_GRAMS) return grams
  report.warn(record.line, BAD_WEIGHT, { field: 'weight_grams', value: given, values: { value: given } })
  return undefined
}

function readStock({ record, mapping, report, options }: Sink): string | undefined {
  const given = mapping.value(record, 'stock')
  if (given === '') return undefined
  const number = readNumber(given, options.decimalMark)
  const quantity = number === null ? null : parseDecimal(number, QUANTITY_SCALE)
  if (quantity !== null && quantity > -(10n ** 9n) && quantity < 10n ** 9n)
    return formatDecimal(quantity, QUANTITY_SCALE, 0)
  report.warn(record.line, BAD_STOCK, { field: 'stock', value: given, values: { value: given } })
  return undefined
}
