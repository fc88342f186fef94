type AddressSchema = { properties?: Record<string, { type?: string | readonly string[] }> }

/** One way to write a whole number, so that a record has one address: no `0x10`, `1e1`, `1.0` or `01`. */
const WHOLE_NUMBER = /^-?(0|[1-9]\d{0,15})$/

/**
 * Everything in an address is text: where the schema asks for a whole number or a boolean, it is read from the text, in
 * place. What is not written as one stays a text, for the schema to refuse. The schema is looked at once, for all requests.
 */
export function addressReader(schema: object): (values: Record<string, unknown>) => void {
  const types = Object.entries((schema as AddressSchema).properties ?? {}).map(([name, { type }]) => ({ name, type }))
  const read = types.filter(({ type }) => type === 'integer' || type === 'boolean')
  return (values) => {
    for (const { name, type } of read) {
      const value = Object.hasOwn(values, name) ? values[name] : undefined
      if (typeof value !== 'string') continue
      if (type === 'integer' && WHOLE_NUMBER.test(value)) values[name] = Number(value)
      else if (type === 'boolean' && (value === 'true' || value === 'false')) values[name] = value === 'true'
    }
  }
}
