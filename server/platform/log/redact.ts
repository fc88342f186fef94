/** What stands where a secret stood. */
export const REDACTED = '[redacted]'

// `to`: the address of a person to whom something was sent.
const secretName =
  /^to$|pass(word|wd|phrase)|token|secret|authorization|cookie|api[-_]?key|setup[-_]?code|(^|[^a-z])pin($|[^a-z])|Pin$/i
const deepest = 6
const longestText = 2_000
const mostItems = 50

/** Answers whether a field or header of this name may hold a secret. */
export function hidesValue(name: string): boolean {
  return secretName.test(name)
}

/**
 * Copies a value for the log: secrets are replaced by the name of their field, long texts and lists are cut, deep
 * structures end. What the log cannot hold (functions, buffers, cycles) becomes a text.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > longestText ? `${value.slice(0, longestText)}…` : value
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Date) return value.toISOString()
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (value instanceof Error) return redactAddress(`${value.name}: ${value.message}`)
  if (depth >= deepest) return '[…]'
  if (Array.isArray(value)) {
    const items = value.slice(0, mostItems).map((item) => redact(item, depth + 1))
    return value.length > mostItems ? [...items, `… ${value.length - mostItems} more`] : items
  }
  const copy: Record<string, unknown> = {}
  for (const [name, item] of Object.entries(value)) {
    copy[name] = hidesValue(name) ? REDACTED : redact(item, depth + 1)
  }
  return copy
}

/** Removes the secrets of an address or of a text that quotes one: query values by name, and passwords before `@`. */
export function redactAddress(text: string): string {
  const withoutPassword = text.replace(/(:\/\/[^:@/\s]*):[^@/\s]+@/g, `$1:${REDACTED}@`)
  return withoutPassword.replace(/([?&])([^=&#\s]+)=([^&#\s]*)/g, (whole, mark: string, name: string) =>
    hidesValue(name) ? `${mark}${name}=${REDACTED}` : whole,
  )
}
