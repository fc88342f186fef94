import { hash } from 'node:crypto'

const UINT32 = 2 ** 32

/**
 * Numbers that look random and are the same everywhere for the same seed (the generator sfc32). Each purpose takes its
 * own seed, so that what one part of the demo draws does not move what another part does.
 */
export class DemoRandom {
  readonly #state: Uint32Array

  constructor(seed: string) {
    const bytes = hash('sha256', seed, 'buffer')
    this.#state = new Uint32Array([bytes.readUInt32LE(0), bytes.readUInt32LE(4), bytes.readUInt32LE(8), 1])
  }

  /** A whole number of 32 bits. */
  bits(): number {
    const state = this.#state
    const [a = 0, b = 0, c = 0, counter = 0] = state
    const result = (a + b + counter) >>> 0
    state[0] = b ^ (b >>> 9)
    state[1] = (c + (c << 3)) >>> 0
    state[2] = (((c << 21) | (c >>> 11)) + result) >>> 0
    state[3] = counter + 1
    return result
  }

  /** From 0 up to 1, without 1. */
  next(): number {
    return this.bits() / UINT32
  }

  /** From `low` to `high`, without `high`. */
  between(low: number, high: number): number {
    return low + (high - low) * this.next()
  }

  /** A whole number from 0 up to `count`, without `count`. */
  below(count: number): number {
    return Math.floor(this.next() * count)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('There is nothing to pick from.')
    return item
  }

  /** The place of one of these weights, drawn in proportion to them. `sums` are the running sums of the weights. */
  place(sums: readonly number[]): number {
    const drawn = this.next() * (sums.at(-1) ?? 0)
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] as number) > drawn) high = middle
      else low = middle + 1
    }
    return low
  }

  /** Around 0, with a standard deviation of 1. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
  }

  /** A UUID of version 7 for a moment, as a till would have made it (RFC 9562). */
  uuidAt(epochMs: number): string {
    const time = epochMs.toString(16).padStart(12, '0')
    const digits = [this.bits(), this.bits(), this.bits()].map((bits) => bits.toString(16).padStart(8, '0')).join('')
    const variant = (8 + this.below(4)).toString(16)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${digits.slice(0, 3)}-${variant}${digits.slice(3, 6)}-${digits.slice(6, 18)}`
  }
}

/** The running sums that `place` takes. */
export function runningSums(weights: readonly number[]): number[] {
  let sum = 0
  return weights.map((weight) => {
    sum += weight
    return sum
  })
}
