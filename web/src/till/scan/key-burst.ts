/**
 * Tells a scanner from a person by the speed of its keys: it types a whole code at a pace that no hand keeps, and ends it with
 * Enter or Tab, or not at all.
 */
export type KeyStroke = {
  readonly key: string
  /** The key's place on the keyboard, whatever its layout makes of it. */
  readonly code: string
  readonly atMs: number
}

export type BurstSettings = {
  /** Longest time between its first keys: machines that are busy hand them on late. */
  readonly gapMs: number
  /** The same once it is sure that a scanner types. */
  readonly sureGapMs: number
  /** What they take on the whole, one with another: no hand keeps that pace. */
  readonly paceMs: number
  readonly shortest: number
}

export const USUAL_BURST: BurstSettings = { gapMs: 100, sureGapMs: 300, paceMs: 45, shortest: 4 }

/**
 * What a key is part of. `first`: it may begin a code. `inside`: it goes on with what may be one. `ends`: it ends a code, and
 * is none of its letters. `none`: it is a person's.
 */
export type BurstStep = 'first' | 'inside' | 'ends' | 'none'

const ENDS: ReadonlySet<string> = new Set(['Enter', 'Tab'])
/** From so many keys on it is a scanner's: two may be hit at once by any hand. */
const SURE = 3
const MORE_WITHOUT_END = 2

export class KeyBurst {
  readonly #settings: BurstSettings
  #strokes: KeyStroke[] = []

  constructor(settings: BurstSettings = USUAL_BURST) {
    this.#settings = settings
  }

  get length(): number {
    return this.#strokes.length
  }

  /** Whether it is sure that a scanner types. */
  get isSure(): boolean {
    return this.#strokes.length >= SURE && this.#isFast
  }

  /** How long one waits for the next key before it is over. */
  get waitMs(): number {
    return this.isSure ? this.#settings.sureGapMs : this.#settings.gapMs
  }

  take(stroke: KeyStroke): BurstStep {
    const last = this.#strokes.at(-1)
    const goesOn = last !== undefined && stroke.atMs - last.atMs <= this.waitMs
    if (ENDS.has(stroke.key)) return goesOn && this.isCode(true) ? 'ends' : 'none'
    if (!isPrintable(stroke)) return 'none'
    if (goesOn) {
      this.#strokes.push(stroke)
      return 'inside'
    }
    this.#strokes = [stroke]
    return 'first'
  }

  /**
   * Whether the keys so far are a code's: enough of them, and as fast on the whole as none are typed by hand.
   *
   * @param isEnded by a key of its own; without one, it takes more of them to be sure
   */
  isCode(isEnded: boolean): boolean {
    const least = this.#settings.shortest + (isEnded ? 0 : MORE_WITHOUT_END)
    return this.#strokes.length >= least && this.#isFast
  }

  get #isFast(): boolean {
    const tookMs = (this.#strokes.at(-1)?.atMs ?? 0) - (this.#strokes[0]?.atMs ?? 0)
    return tookMs <= this.#settings.paceMs * (this.#strokes.length - 1)
  }

  /** The keys so far, and none from here on. */
  end(): readonly KeyStroke[] {
    const strokes = this.#strokes
    this.#strokes = []
    return strokes
  }
}

const isPrintable = ({ key }: KeyStroke): boolean => [...key].length === 1

const DIGIT_PLACE = /^(?:Digit|Numpad)(\d)$/

/**
 * The code that was typed. A scanner set to another keyboard than the machine's types digits by their places, which on a French
 * keyboard are `&é"'(`: where all keys are of digits, digits were meant.
 */
export function readCode(strokes: readonly KeyStroke[]): string {
  const digits = strokes.map(({ code }) => DIGIT_PLACE.exec(code)?.[1])
  if (digits.every((digit) => digit !== undefined)) return digits.join('')
  return strokes.map(({ key }) => key).join('')
}
