const GROUP_ENDS = [8, 12, 16, 20, 32] as const

/** A UUID of version 7 (RFC 9562, 5.7): the milliseconds of its making, then chance. */
export function newId(nowMs: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let time = nowMs
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256
    time = Math.floor(time / 256)
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const digits = toHex(bytes)
  return GROUP_ENDS.map((end, index) => digits.slice(GROUP_ENDS[index - 1] ?? 0, end)).join('-')
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
