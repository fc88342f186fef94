import { type Static, type TSchema, Type } from 'typebox'
import type { Text } from '../text.ts'

/**
 * Building blocks for the rooms' schemas. `label` is how an error calls the field ("Le nom du produit"); without one the
 * field is called by its name. `examples` are what the documentation shows; without them it finds one by the field's
 * name and form.
 */
type FieldOptions = { label?: Text; description?: string | Text; examples?: readonly unknown[] }
const labelled = (options: FieldOptions & Record<string, unknown>) => {
  const { label, description, ...rest } = options
  return {
    ...rest,
    ...(label !== undefined && { 'x-label': label }),
    ...(typeof description === 'object'
      ? { 'x-description': description }
      : description !== undefined && { description }),
  }
}

/** How a decimal is written when it goes out. */
export const DECIMAL_PATTERN = '^-?[0-9]+(\\.[0-9]+)?$'

const MAX_ID = Number.MAX_SAFE_INTEGER

export const Id = (options: FieldOptions = {}) => Type.Integer({ minimum: 1, maximum: MAX_ID, ...labelled(options) })
export const Uuid = (options: FieldOptions = {}) => Type.String({ format: 'uuid', ...labelled(options) })
export const Name = (maxLength = 255, options: FieldOptions = {}) =>
  Type.String({ minLength: 1, maxLength, ...labelled(options) })
export const LongText = (maxLength = 20_000, options: FieldOptions = {}) =>
  Type.String({ maxLength, ...labelled(options) })
export const Timestamp = (options: FieldOptions = {}) => Type.String({ format: 'date-time', ...labelled(options) })
export const Day = (options: FieldOptions = {}) => Type.String({ format: 'date', ...labelled(options) })

/**
 * A decimal number, as a string ("29.99") or a JSON number, never through a float: the text is checked and kept.
 * @param scale most decimals after the point
 */
export const DecimalInput = (scale: number, options: FieldOptions & { minimum?: string; maximum?: string } = {}) => {
  const { minimum, maximum, ...rest } = options
  return Type.Unsafe<string | number>({
    type: ['string', 'number'],
    decimal: { scale, ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) },
    ...labelled(rest),
  })
}
/** A unit price or a cost: at most four decimals, not negative. */
export const UnitPrice = (options: FieldOptions = {}) =>
  DecimalInput(4, { minimum: '0', maximum: '999999999', ...options })
/** An amount of money: at most the currency's decimals (checked by the use case, which knows the currency). */
export const Amount = (options: FieldOptions = {}) => DecimalInput(3, { maximum: '999999999', ...options })
/** A quantity, which may be a weight: at most three decimals. */
export const Quantity = (options: FieldOptions & { minimum?: string } = {}) =>
  DecimalInput(3, { maximum: '999999', ...options })

/** Decimals go out as strings. */
export const DecimalOutput = (options: FieldOptions = {}) =>
  Type.String({ pattern: DECIMAL_PATTERN, ...labelled(options) })
/**
 * The schema, or null. Written as a list of types where it can be: a choice between schemas (`anyOf`) would have every
 * answer validated before it is written, and would blame both branches for one wrong input.
 */
export const Nullable = <S extends TSchema>(schema: S) => {
  const { type, enum: values } = schema as { type?: string | string[]; enum?: unknown[] }
  if (type === undefined) return Type.Unsafe<Static<S> | null>(Type.Union([schema, Type.Null()]))
  const withNull = { ...schema, type: [type, 'null'].flat(), ...(values !== undefined && { enum: [...values, null] }) }
  return Type.Unsafe<Static<S> | null>(withNull)
}
/** An object that refuses properties it does not know. */
export const Strict = <P extends Parameters<typeof Type.Object>[0]>(
  properties: P,
  options: Record<string, unknown> = {},
) => Type.Object(properties, { additionalProperties: false, ...options })
export const IdParams = Strict({ id: Id() })
