/**
 * The bytes of a record that a till seals: every record of a series holds the hash of the one before it, so nothing can be
 * changed, removed or put between without its successor telling. Till and server must hash the same bytes.
 */
import { canonicalJson } from './canonical-json.ts'

/** A record as it is delivered, with its hash or without it yet. */
export type SealedRecord = Readonly<Record<string, unknown>> & {
  /** 64 lower-case hexadecimal digits; `GENESIS_HASH` in the first record of a series. */
  readonly previous_hash: string
  readonly hash?: string
}

const HASH = /^[0-9a-f]{64}$/

/**
 * What is hashed with SHA-256 to give a record its `hash` (64 lower-case hexadecimal digits): the 32 bytes of its previous
 * hash, then its canonical JSON in UTF-8, without the hash, and without the customer and the note: what is personal may
 * have to be erased, and the seal must hold without it. Throws RangeError when the previous hash is no such hash.
 */
export function tillRecordBytes(record: SealedRecord): Uint8Array<ArrayBuffer> {
  if (!HASH.test(record.previous_hash)) throw new RangeError('The previous hash is 64 lower-case hexadecimal digits.')
  const { hash: _hash, customer_id: _customer, note: _note, ...content } = record
  const text = new TextEncoder().encode(canonicalJson(content))
  const bytes = new Uint8Array(32 + text.length)
  for (let index = 0; index < 32; index += 1) {
    bytes[index] = Number.parseInt(record.previous_hash.slice(2 * index, 2 * index + 2), 16)
  }
  bytes.set(text, 32)
  return bytes
}
