import fastJsonStringify, { type AnySchema } from 'fast-json-stringify'

/** Makes what writes answers of this schema, when the first one leaves: see `compileValidator`. */
export function compileSerializer(schema: unknown): (data: unknown) => string {
  let write: ((data: unknown) => string) | undefined
  return (data) => {
    write ??= fastJsonStringify(schema as AnySchema)
    return write(data)
  }
}
