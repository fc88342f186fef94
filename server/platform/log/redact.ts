/** What stands where a secret stood. */
export const REDACTED = '[redacted]'

// `to`: the address of a person to whom something was sent.
const secretName =
  /^to$|pass(word|wd|phrase)|token|secret|authorization|cookie|(api|private|access)[-_]?key|setup[-_]?code|credential|signature|(^|[^a-z])pin($|[^a-z])|Pin$/i
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
  if (typeof value === 'string') return redactText(value)
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

/** Most texts are names and numbers, and are not looked through. */
function redactText(value: string): string {
  const text = value.length > longestText ? `${value.slice(0, longestText)}…` : value
  return MAY_HOLD_SECRET.test(text) ? redactAddress(text) : text
}

const MAY_HOLD_SECRET = /:\/\/|=|\b(?:Bearer|Basic|Device)\s|comptoir_|AKIA|ASIA/i

/**
 * Removes the secrets of a text, such as the message of an error: passwords before the `@` of an address, query values and
 * `name=value` by their name, and what tells by its look that it lets somebody in (credentials of HTTP, tokens of ours, keys of S3).
 */
export function redactAddress(text: string): string {
  const withoutPassword = text.replace(/(:\/\/[^:@/\s]*):[^@/\s]+@/g, `$1:${REDACTED}@`)
  const withoutValues = withoutPassword.replace(
    /([?&;,\s]|^)([^=&#;,\s?]+)=([^&#;,\s]+)/g,
    (whole, mark: string, name: string) => (hidesValue(name) ? `${mark}${name}=${REDACTED}` : whole),
  )
  return withoutValues.replace(CREDENTIALS, `$1${REDACTED}`).replace(LOOKS_SECRET, REDACTED)
}

const CREDENTIALS = /\b((?:Bearer|Basic)\s+|Device\s+(?=[\da-f-]{36}:))[\w.~+/:=-]{16,}/gi
/** Tokens of ours; access keys and pre-signed addresses of S3. */
const LOOKS_SECRET = /\bcomptoir_[\w-]{30,}|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|(?<=X-Amz-(?:Signature|Credential)=)[^&\s]+/g

/** What hides the secrets that a process knows, wherever and under whatever name they stand. */
export function createHider(secrets: readonly (string | undefined)[]): (line: string) => string {
  const known = secrets.filter((secret): secret is string => secret !== undefined && secret.length >= SHORTEST_SECRET)
  // In a line of JSON some characters are written otherwise.
  const forms = [...new Set(known.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]))]
  return (line) => forms.reduce((text, form) => (text.includes(form) ? text.replaceAll(form, REDACTED) : text), line)
}

/** A shorter one would be found inside of words. */
const SHORTEST_SECRET = 8
