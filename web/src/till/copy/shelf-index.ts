import { type JoinedWords, joinWords } from './joined-words.ts'
import { CODE_KINDS, type CodeKind, type ShelfDocument } from './shelf-documents.ts'

/** So many rows stand in one piece of the disk. */
export const CHUNK_ROWS = 256

/** Some rows as the server sent them: JSON, one after the other. */
export type Chunk = {
  /** Where each row ends among the bytes. */
  readonly ends: Uint32Array<ArrayBuffer>
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * What finds rows: flat arrays, which are read from the disk as they are. A row's place is its rank by folded name. Postings are
 * places, word by word.
 */
export type ShelfIndex = {
  readonly ids: Float64Array<ArrayBuffer>
  /** The places in the order of their ids. */
  readonly byId: Uint32Array<ArrayBuffer>
  readonly groups: Float64Array<ArrayBuffer>
  readonly words: JoinedWords
  readonly postingStarts: Uint32Array<ArrayBuffer>
  readonly postings: Uint32Array<ArrayBuffer>
  readonly codes: JoinedWords
  readonly codePlaces: Uint32Array<ArrayBuffer>
  /** Indexes of `CODE_KINDS`. */
  readonly codeKinds: Uint8Array<ArrayBuffer>
}

export type BuiltShelf = { readonly index: ShelfIndex; readonly chunks: readonly Chunk[] }

type Slot = { readonly document: ShelfDocument; readonly row: string }

/** Gathers rows, each in place of the one with its id, and puts them in order once. */
export class ShelfBuilder {
  readonly #slots = new Map<number, Slot>()
  /** One text for each word, however many rows hold it. */
  readonly #texts = new Map<string, string>()

  get count(): number {
    return this.#slots.size
  }

  put(document: ShelfDocument, row: string): void {
    const words = [...new Set(document.words)].map((word) => this.#only(word))
    this.#slots.set(document.id, { document: { ...document, words }, row })
  }

  remove(id: number): void {
    this.#slots.delete(id)
  }

  build(): BuiltShelf {
    const slots = [...this.#slots.values()].sort(
      ({ document: left }, { document: right }) => compareTexts(left.name, right.name) || left.id - right.id,
    )
    const documents = slots.map(({ document }) => document)
    const ids = Float64Array.from(documents, ({ id }) => id)
    const index = {
      ids,
      byId: Uint32Array.from(ids.keys()).sort((left, right) => (ids[left] ?? 0) - (ids[right] ?? 0)),
      groups: Float64Array.from(documents, ({ group }) => group),
      ...indexWords(documents),
      ...indexCodes(documents),
    }
    return { index, chunks: chunksOf(slots.map(({ row }) => row)) }
  }

  #only(word: string): string {
    const known = this.#texts.get(word)
    if (known !== undefined) return known
    this.#texts.set(word, word)
    return word
  }
}

export const compareTexts = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

function indexWords(documents: readonly ShelfDocument[]) {
  const placesByWord = new Map<string, number[]>()
  let count = 0
  for (const [place, { words }] of documents.entries()) {
    for (const word of words) {
      const places = placesByWord.get(word)
      if (places === undefined) placesByWord.set(word, [place])
      else places.push(place)
      count += 1
    }
  }
  const sorted = [...placesByWord.keys()].sort()
  const postings = new Uint32Array(count)
  const postingStarts = new Uint32Array(sorted.length + 1)
  let end = 0
  sorted.forEach((word, index) => {
    postingStarts[index] = end
    const places = placesByWord.get(word) ?? []
    postings.set(places, end)
    end += places.length
  })
  postingStarts[sorted.length] = end
  return { words: joinWords(sorted), postingStarts, postings }
}

function indexCodes(documents: readonly ShelfDocument[]) {
  const entries = documents.flatMap(({ codes }, place) =>
    codes.map(({ text, kind }) => ({ text: text.replaceAll('\n', ' '), kind, place })),
  )
  entries.sort((left, right) => compareTexts(left.text, right.text) || left.place - right.place)
  return {
    codes: joinWords(entries.map(({ text }) => text)),
    codePlaces: Uint32Array.from(entries, ({ place }) => place),
    codeKinds: Uint8Array.from(entries, ({ kind }) => CODE_KINDS.indexOf(kind)),
  }
}

export const kindAt = ({ codeKinds }: ShelfIndex, index: number): CodeKind =>
  CODE_KINDS[codeKinds[index] ?? 0] ?? 'gtin'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

function chunksOf(rows: readonly string[]): Chunk[] {
  const chunks: Chunk[] = []
  for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
    const parts = rows.slice(from, from + CHUNK_ROWS).map((row) => encoder.encode(row))
    const ends = new Uint32Array(parts.length)
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
    let end = 0
    parts.forEach((part, index) => {
      bytes.set(part, end)
      end += part.length
      ends[index] = end
    })
    chunks.push({ ends, bytes })
  }
  return chunks
}

/** The text of a row by its rank in its chunk. */
export function rowOf({ ends, bytes }: Chunk, rank: number): string {
  return decoder.decode(bytes.subarray(rank === 0 ? 0 : ends[rank - 1], ends[rank]))
}
