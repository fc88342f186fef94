const CANDIDATES_PER_QUESTION = 50

/**
 * Gives each wanted text a free one: itself, or itself with the first free suffix (`-1`, `-2` …). Earlier wishes come
 * first; two equal wishes get two texts.
 *
 * @param firstSuffix the number tried first
 * @param findTaken answers which of the candidates are taken in the database
 * @param lengthMax a text is cut so that it fits with its suffix
 */
export async function claimFree(
  wanted: readonly string[],
  firstSuffix: number,
  lengthMax: number,
  findTaken: (candidates: string[]) => Promise<ReadonlySet<string>>,
): Promise<string[]> {
  const claimed: (string | null)[] = wanted.map(() => null)
  const used = new Set<string>()
  // Round 0 tries the texts themselves, and each later round the next fifty suffixes of those that found nothing.
  for (let round = 0; claimed.includes(null); round += 1) {
    const open = wanted.map((text, index) =>
      claimed[index] === null ? candidatesOf(text, round, firstSuffix, lengthMax) : [],
    )
    const taken = await findTaken([...new Set(open.flat())])
    for (const [index, candidates] of open.entries()) {
      const free = candidates.find((candidate) => !taken.has(candidate) && !used.has(candidate))
      if (free === undefined) continue
      claimed[index] = free
      used.add(free)
    }
  }
  return claimed.map((text) => text ?? '')
}

function candidatesOf(text: string, round: number, firstSuffix: number, lengthMax: number): string[] {
  if (round === 0) return [text.slice(0, lengthMax)]
  const start = firstSuffix + (round - 1) * CANDIDATES_PER_QUESTION
  return Array.from({ length: CANDIDATES_PER_QUESTION }, (_, index) => {
    const suffix = `-${start + index}`
    return text.slice(0, lengthMax - suffix.length) + suffix
  })
}
