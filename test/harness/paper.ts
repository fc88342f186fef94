/** What a unit costs by the article's own card, in cents. */
const OWN_COST = 250

/** The stock of an article as an accountant could keep it on paper, by architecture's rule 11: whole units and cents. */
export class Paper {
  units = 0
  cents = 0

  /** What leaves costs its share of the value, all of it when nothing is left; what is not there, the card's cost. */
  takeOut(quantity: number): number {
    const there = Math.min(quantity, Math.max(0, this.units))
    const share = there === this.units ? this.cents : round((this.cents * there) / this.units)
    const cost = (there === 0 ? 0 : share) + (quantity - there) * OWN_COST
    this.units -= quantity
    this.cents -= cost
    return cost
  }

  /** What comes joins the value. Where some were missing, what is then there costs what came. */
  bringIn(quantity: number, cost: number): void {
    const isMissing = this.units < 0
    this.units += quantity
    this.cents = isMissing ? round((cost * this.units) / quantity) : this.cents + cost
  }

  /** Goods that are found cost what the others cost. */
  find(quantity: number): void {
    this.bringIn(quantity, this.units > 0 ? round((this.cents * quantity) / this.units) : quantity * OWN_COST)
  }
}

/** Half away from zero; the numbers are small enough to be exact. */
export const round = (value: number): number => Math.sign(value) * Math.floor(Math.abs(value) + 0.5)
