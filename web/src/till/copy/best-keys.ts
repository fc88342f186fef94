/** The smallest numbers of many, in order: a list that is kept short while they pass. */
export class BestKeys {
  readonly #limit: number
  readonly #keys: number[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  get keys(): readonly number[] {
    return this.#keys
  }

  add(key: number): void {
    const keys = this.#keys
    if (keys.length === this.#limit) {
      if (key >= (keys[this.#limit - 1] ?? Number.POSITIVE_INFINITY)) return
      keys.pop()
    }
    let at = keys.length
    keys.push(key)
    for (; at > 0 && (keys[at - 1] ?? 0) > key; at -= 1) keys[at] = keys[at - 1] ?? 0
    keys[at] = key
  }
}
