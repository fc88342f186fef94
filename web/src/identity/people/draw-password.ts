/** Letters and digits that nobody takes for one another, over a table or over the telephone. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const GROUPS = 4
const GROUP_LENGTH = 4

/** A random password of eighty bits, in four groups: `7KQ2-XM9D-HF4T-3WPA`. */
export function drawPassword(): string {
  // Thirty-two signs: every byte gives one of them as often as any other.
  const bytes = crypto.getRandomValues(new Uint8Array(GROUPS * GROUP_LENGTH))
  const signs = [...bytes].map((byte) => SIGNS[byte % SIGNS.length] ?? '')
  return Array.from({ length: GROUPS }, (_, group) =>
    signs.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(''),
  ).join('-')
}
