/** Everything that a simulation leaves to chance, the same again from the same seed. */
export type Chance = {
  /** A whole number from 0 to one below `count`. */
  below(count: number): number
  happens(probability: number): boolean
  one<T>(list: readonly T[]): T
  shuffled<T>(list: readonly T[]): T[]
  /** A UUID of version 4. */
  id(): string
}

/** Mulberry32: small, and even enough to deal tickets. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const below = (count: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count)
  }
  return {
    below,
    happens: (probability) => below(1_000_000) < probability * 1_000_000,
    one: <T>(list: readonly T[]) => list[below(list.length)] as T,
    shuffled: <T>(list: readonly T[]) => {
      const mixed = [...list]
      for (let last = mixed.length - 1; last > 0; last -= 1) {
        const other = below(last + 1)
        const [left, right] = [mixed[last] as T, mixed[other] as T]
        mixed[last] = right
        mixed[other] = left
      }
      return mixed
    },
    id: () => {
      const bytes = Buffer.from(Array.from({ length: 16 }, () => below(256)))
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
      return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    },
  }
}
