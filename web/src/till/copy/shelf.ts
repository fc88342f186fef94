import { BestKeys } from './best-keys.ts'
import { foldText, wordsOf } from './fold-text.ts'
import { equalRange, firstIndex } from './joined-words.ts'
import { findIn, WordSearch } from './search-shelf.ts'
import type { CodeKind, ShelfDocument } from './shelf-documents.ts'
import { type BuiltShelf, CHUNK_ROWS, compareTexts, kindAt, rowOf, type ShelfIndex } from './shelf-index.ts'

export type ShelfRow = { readonly id: number; readonly name: string }

/** What has changed since the shelf was built; null: it is gone. Its place is between two of the built ones. */
type Change<Row> = { readonly document: ShelfDocument; readonly row: Row; readonly place: number } | null

/** A place, of which a half stands for a change between two built ones, found again from its key. */
const PLACES = 2 ** 22
const MOST_SOLD = 2 ** 16 - 1
const WAYS = 4
const MOST_WORDS = 8

/** Rows of one kind, found by their words and codes: a built part as it stands on the disk, and the changes since. */
export class Shelf<Row extends ShelfRow> {
  readonly #describe: (row: Row) => ShelfDocument
  readonly #index: ShelfIndex
  readonly #chunks: BuiltShelf['chunks']
  readonly #search: WordSearch
  readonly #changes = new Map<number, Change<Row>>()
  /** Of the built ones, those that a change has taken the place of. */
  readonly #isChanged: Uint8Array
  readonly #soldAt: Uint16Array
  #sold: ReadonlyMap<number, number> = new Map()
  #count: number

  constructor(describe: (row: Row) => ShelfDocument, { index, chunks }: BuiltShelf) {
    this.#describe = describe
    this.#index = index
    this.#chunks = chunks
    this.#search = new WordSearch(index)
    this.#isChanged = new Uint8Array(index.ids.length)
    this.#soldAt = new Uint16Array(index.ids.length)
    this.#count = index.ids.length
  }

  get count(): number {
    return this.#count
  }

  get changedCount(): number {
    return this.#changes.size
  }

  put(row: Row): void {
    const document = this.#describe(row)
    if (!this.#has(row.id)) this.#count += 1
    this.#change(row.id, { document, row, place: this.#placeFor(document) - 0.5 })
  }

  remove(id: number): void {
    if (!this.#has(id)) return
    this.#count -= 1
    this.#change(id, null)
  }

  /** How often rows were sold, by id: what sells most is found first. */
  setSold(sold: ReadonlyMap<number, number>): void {
    this.#sold = sold
    this.#soldAt.fill(0)
    for (const [id, count] of sold) {
      const place = this.#placeOfId(id)
      if (place !== null) this.#soldAt[place] = Math.min(count, MOST_SOLD)
    }
  }

  get(id: number): Row | null {
    const change = this.#changes.get(id)
    if (change !== undefined) return change?.row ?? null
    const place = this.#placeOfId(id)
    return place === null ? null : this.#rowAt(place)
  }

  /** Exact codes first; then names that begin with the text; then as well as the words were found; then what sells most. */
  search(text: string, limit: number): Row[] {
    const folded = foldText(text).trim()
    const words = wordsOf(folded).slice(0, MOST_WORDS)
    if (words.length === 0) return []
    const exact = this.byCode(folded)
      .map(({ row }) => row)
      .sort((left, right) => left.id - right.id)
    let best = this.#rank(folded, words, { limit, withErrors: false })
    if (best.length < limit) best = this.#rank(folded, words, { limit, withErrors: true })
    return uniqueById([...exact, ...best]).slice(0, limit)
  }

  /** All rows of some groups in the order of their names; null: of any. */
  inGroups(groups: ReadonlySet<number> | null, limit: number): Row[] {
    const best = new BestKeys(limit)
    for (let place = 0; place < this.#isChanged.length; place += 1) {
      if (this.#isChanged[place] === 0 && (groups === null || groups.has(this.#index.groups[place] ?? 0))) {
        best.add(place)
        if (best.keys.length === limit) break
      }
    }
    const changed = this.#changed().filter(({ document }) => groups === null || groups.has(document.group))
    return this.#rowsOf(
      best,
      changed.map((change) => ({ ...change, key: change.place })),
      limit,
    )
  }

  /** The rows that bear exactly this code, in folded text. */
  byCode(code: string): { row: Row; kind: CodeKind }[] {
    if (code === '') return []
    const [from, to] = equalRange(this.#index.codes, code)
    const found: { row: Row; kind: CodeKind }[] = []
    for (let index = from; index < to; index += 1) {
      const place = this.#index.codePlaces[index] ?? 0
      if (this.#isChanged[place] === 0) found.push({ row: this.#rowAt(place), kind: kindAt(this.#index, index) })
    }
    for (const { document, row } of this.#changed()) {
      for (const { text, kind } of document.codes) if (text === code) found.push({ row, kind })
    }
    return found
  }

  #rank(
    folded: string,
    words: readonly string[],
    { limit, withErrors }: { limit: number; withErrors: boolean },
  ): Row[] {
    const best = new BestKeys(limit)
    const [firstStart, lastStart] = this.#placesStarting(folded)
    this.#search.each(words, withErrors, (place, way) => {
      if (this.#isChanged[place] !== 0) return
      const starts = place >= firstStart && place < lastStart
      best.add(keyOf({ starts, way, sold: this.#soldAt[place] ?? 0, place }))
    })
    const changed = this.#changed().flatMap((change) => {
      const way = findIn(change.document, words, withErrors)
      if (way === null) return []
      const starts = change.document.name.startsWith(folded)
      const sold = Math.min(this.#sold.get(change.document.id) ?? 0, MOST_SOLD)
      return [{ ...change, key: keyOf({ starts, way, sold, place: change.place }) }]
    })
    return this.#rowsOf(best, changed, limit)
  }

  #rowsOf(
    best: BestKeys,
    changed: readonly { key: number; row: Row; document: ShelfDocument }[],
    limit: number,
  ): Row[] {
    const built = best.keys.map((key) => ({ key, row: () => this.#rowAt(key % PLACES), name: '', id: 0 }))
    const others = changed.map(({ key, row, document }) => ({ key, row: () => row, name: document.name, id: row.id }))
    return [...built, ...others]
      .sort((left, right) => left.key - right.key || compareTexts(left.name, right.name) || left.id - right.id)
      .slice(0, limit)
      .map(({ row }) => row())
  }

  #changed(): NonNullable<Change<Row>>[] {
    return [...this.#changes.values()].filter((change) => change !== null)
  }

  #change(id: number, change: Change<Row>): void {
    this.#changes.set(id, change)
    const place = this.#placeOfId(id)
    if (place !== null) this.#isChanged[place] = 1
  }

  #has(id: number): boolean {
    const change = this.#changes.get(id)
    return change === undefined ? this.#placeOfId(id) !== null : change !== null
  }

  #placeOfId(id: number): number | null {
    const { ids, byId } = this.#index
    const at = firstIndex(byId.length, (index) => (ids[byId[index] ?? 0] ?? 0) >= id)
    const place = byId[at]
    return place !== undefined && ids[place] === id ? place : null
  }

  /** Before which built one a row stands: by its name, then by its id. */
  #placeFor({ id, name }: ShelfDocument): number {
    return firstIndex(this.#isChanged.length, (place) => {
      const order = compareTexts(this.#nameAt(place), name)
      return order > 0 || (order === 0 && (this.#index.ids[place] ?? 0) >= id)
    })
  }

  /** The built rows whose names begin with a text stand together. */
  #placesStarting(folded: string): [number, number] {
    const { length } = this.#isChanged
    const from = firstIndex(length, (place) => this.#nameAt(place) >= folded)
    return [from, firstIndex(length, (place) => this.#nameAt(place).slice(0, folded.length) > folded)]
  }

  #nameAt(place: number): string {
    return foldText(this.#rowAt(place).name)
  }

  #rowAt(place: number): Row {
    const chunk = this.#chunks[Math.floor(place / CHUNK_ROWS)]
    if (chunk === undefined) throw new RangeError(`There is no row at ${place}.`)
    return JSON.parse(rowOf(chunk, place % CHUNK_ROWS))
  }
}

type Rank = { readonly starts: boolean; readonly way: number; readonly sold: number; readonly place: number }

/** One number that orders by all of it, the last first by what differs first. */
const keyOf = ({ starts, way, sold, place }: Rank): number =>
  (((starts ? 0 : WAYS) + way) * (MOST_SOLD + 1) + (MOST_SOLD - sold)) * PLACES + place

function uniqueById<Row extends ShelfRow>(rows: readonly Row[]): Row[] {
  const seen = new Map<number, Row>()
  for (const row of rows) if (!seen.has(row.id)) seen.set(row.id, row)
  return [...seen.values()]
}
