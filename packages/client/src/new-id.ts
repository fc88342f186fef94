const GROUP_ENDS = [8, 12, 16, 20, 32] as const

/**
 * A UUID of chance (version 4, RFC 9562). `crypto.randomUUID` exists only in secure contexts; a shop's own network often
 * has plain http, and there the browser has `getRandomValues` alone.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = 0x40 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return GROUP_ENDS.map((end, index) => digits.slice(GROUP_ENDS[index - 1] ?? 0, end)).join('-')
}
