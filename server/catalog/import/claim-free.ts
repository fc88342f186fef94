import { LRUCache } from 'lru-cache'

const REMEMBERED_MAX = 50_000

/**
 * Which suffix of a text to try next, since those before it are taken: a file that has the same code in every record would
 * otherwise try all of them for each. What a batch learns counts for the next one once it has committed.
 */
export class Suffixes {
  readonly #known = new LRUCache<string, number>({ max: REMEMBERED_MAX })
  readonly #learnt = new Map<string, number>()

  /** A batch begins, perhaps anew. */
  begin(): void {
    this.#learnt.clear()
  }

  next(text: string): number | undefined {
    return this.#learnt.get(text) ?? this.#known.get(text)
  }

  note(text: string, next: number): void {
    this.#learnt.set(text, next)
  }

  /** The batch has committed. */
  keep(): void {
    for (const [text, next] of this.#learnt) this.#known.set(text, next)
    this.#learnt.clear()
  }
}

/** Candidates beyond those that are needed, so that one question nearly always finds enough. */
const MORE_CANDIDATES = 50

export type FreeTexts = {
  /** The number tried first. */
  readonly firstSuffix: number
  /** A text is cut so that it fits with its suffix. */
  readonly lengthMax: number
  readonly suffixes: Suffixes
  /** Answers which of the candidates are taken in the database. */
  findTaken(candidates: string[]): Promise<ReadonlySet<string>>
}

/**
 * Gives each wanted text a free one: itself, or itself with the first free suffix (`-2`, `-3` …). Earlier wishes come
 * first; two equal wishes get two texts.
 */
export async function claimFree(wanted: readonly string[], rules: FreeTexts): Promise<string[]> {
  const claimed: string[] = []
  const used = new Set<string>()
  const open = new Map<string, number[]>()
  for (const [index, text] of wanted.entries()) {
    const places = open.get(text)
    if (places === undefined) open.set(text, [index])
    else places.push(index)
  }
  while (open.size > 0) {
    const asked = [...open].map(([text, places]) => ({
      text,
      places,
      candidates: candidatesOf(text, places.length, rules),
    }))
    const taken = await rules.findTaken([...new Set(asked.flatMap(({ candidates }) => candidates))])
    for (const { text, places, candidates } of asked) {
      let tried = 0
      let given = 0
      for (; tried < candidates.length && given < places.length; tried += 1) {
        const candidate = candidates[tried] ?? ''
        if (taken.has(candidate) || used.has(candidate)) continue
        claimed[places[given] ?? 0] = candidate
        used.add(candidate)
        given += 1
      }
      const start = rules.suffixes.next(text)
      // A text that one wish has had for itself is not worth remembering.
      if (start !== undefined || tried > 1 || given === 0) {
        rules.suffixes.note(text, start === undefined ? rules.firstSuffix + tried - 1 : start + tried)
      }
      if (given === places.length) open.delete(text)
      else open.set(text, places.slice(given))
    }
  }
  return claimed
}

/** The text itself, unless it is known to be taken, and the next suffixes. */
function candidatesOf(text: string, count: number, { firstSuffix, lengthMax, suffixes }: FreeTexts): string[] {
  const start = suffixes.next(text)
  if (start === undefined && count === 1) return [text.slice(0, lengthMax)]
  const suffixed = Array.from({ length: count + MORE_CANDIDATES }, (_, index) => {
    const suffix = `-${(start ?? firstSuffix) + index}`
    return text.slice(0, lengthMax - suffix.length) + suffix
  })
  return start === undefined ? [text.slice(0, lengthMax), ...suffixed] : suffixed
}
