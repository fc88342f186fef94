import { formatDecimal, parseDecimal, QUANTITY_SCALE } from '../../rules/money.ts'

/** A quantity for the database, from what the schema has accepted as one. */
export function quantityForDatabase(value: string | number): string {
  const quantity = parseDecimal(value, QUANTITY_SCALE)
  if (quantity === null) throw new RangeError(`The schema let ${value} pass as a quantity.`)
  return formatDecimal(quantity, QUANTITY_SCALE)
}

/** A numeric(12, 3) of the database as the API writes quantities: without zeros at its end. */
export const presentQuantity = (value: string): string =>
  formatDecimal(BigInt(value.replace('.', '')), QUANTITY_SCALE, 0)
