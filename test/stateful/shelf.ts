type Move = { readonly at: number; readonly quantity: number }

/** What lies on a shelf, in whole units; a count is the truth of its moment. */
export class Shelf {
  onHand: number
  #countedAt = Number.NEGATIVE_INFINITY
  readonly #moves: Move[] = []

  constructor(onHand: number) {
    this.onHand = onHand
  }

  /** Whether somebody counted the shelf after this moment, and so saw what it had done. */
  isBeforeCount(at: number): boolean {
    return at <= this.#countedAt
  }

  move(at: number, quantity: number): void {
    this.#moves.push({ at, quantity })
    if (!this.isBeforeCount(at)) this.onHand += quantity
  }

  /** What was counted then, and what has moved since; an older count than the last is history. */
  count(at: number, counted: number): void {
    if (this.isBeforeCount(at)) return
    this.onHand = this.#moves.reduce((sum, move) => (move.at > at ? sum + move.quantity : sum), counted)
    this.#countedAt = at
  }
}
