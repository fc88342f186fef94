/** What `/metrics` says, for looking into. */
export type Scrape = {
  readonly text: string
  /** The value of one series, by its name and what its labels hold; NaN where there is none. */
  value(name: string, labels?: Readonly<Record<string, string>>): number
}

export function readScrape(text: string): Scrape {
  const lines = text.split('\n')
  return {
    text,
    value(name, labels = {}) {
      const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`)
      const line = lines.find(
        (candidate) => candidate.startsWith(`${name}{`) && pairs.every((pair) => candidate.includes(pair)),
      )
      return Number(line?.split(' ').at(-1) ?? Number.NaN)
    },
  }
}
