/** How often this till has printed a receipt: the first is the original, every other says that it is a copy. */
const STORED = 'comptoir.till.prints'
const MOST = 500

type Counts = readonly (readonly [id: string, count: number])[]

function readCounts(): Counts {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? '[]') as Counts
  } catch {
    return []
  }
}

export const timesPrinted = (id: string): number => readCounts().find(([known]) => known === id)?.[1] ?? 0

export function countPrint(id: string): void {
  const others = readCounts().filter(([known]) => known !== id)
  localStorage.setItem(STORED, JSON.stringify([...others, [id, timesPrinted(id) + 1]].slice(-MOST)))
}
