import { formatDecimal, PRICE_SCALE, parseDecimal } from '../../rules/money.ts'

/** A unit price for the database, from what the schema has accepted as one. */
export function priceForDatabase(value: string | number): string {
  const price = parseDecimal(value, PRICE_SCALE)
  if (price === null) throw new RangeError(`The schema let ${value} pass as a price.`)
  return formatDecimal(price, PRICE_SCALE)
}

/** The same, where null or nothing stands for none. */
export const optionalPrice = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined ? null : priceForDatabase(value)

const toTenThousandths = (value: string): bigint => BigInt(value.replace('.', ''))

/** A numeric(14, 4) of the database as the API writes prices: at least two decimals, at most four. */
export const presentPrice = (value: string): string => formatDecimal(toTenThousandths(value), PRICE_SCALE, 2)

export const presentOptionalPrice = (value: string | null): string | null =>
  value === null ? null : presentPrice(value)

/** Price minus cost; null where either is not known. */
export const presentMargin = (price: string | null, cost: string | null): string | null =>
  price === null || cost === null
    ? null
    : formatDecimal(toTenThousandths(price) - toTenThousandths(cost), PRICE_SCALE, 2)
