import { hash } from 'node:crypto'

/**
 * Bytes as a text of one character each (`latin1`). It takes no more memory than they do, and leaves with its headers in one
 * write and without being encoded again, where bytes of their own take a second write.
 */
export type Bytes = string

export const asBytes = (body: string | Buffer): Bytes => Buffer.from(body as string).toString('latin1')

/** One form in which a page leaves, as it is or compressed, with the headers that tell of it: `[name, value, name, value …]`. */
export type PageForm = { readonly headers: readonly string[]; readonly body: Bytes }

/** A finished answer: a hit serializes nothing. */
export type CachedPage = {
  readonly body: Bytes
  readonly etag: string
  readonly contentType: string
  /** As it was sent already, by encoding: made for the first who asked, once for all of them. */
  readonly forms: Map<string, PageForm>
}

/** A finished answer with its ETag, kept nowhere. */
export function makePage(content: string | Buffer, contentType: string): CachedPage {
  const etag = `"${hash('sha256', content, 'base64url').slice(0, 22)}"`
  return { body: asBytes(content), etag, contentType, forms: new Map() }
}
