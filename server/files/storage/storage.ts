import type { Readable } from 'node:stream'

/** What a storage holds under one name. */
export type StoredObject = { readonly stream: Readable; readonly bytes: number }
export type ObjectEntry = { readonly name: string; readonly changedAt: Date }

/**
 * Where the bytes of stored files are: a folder of this machine, or a service that speaks S3. A name holds what it was
 * given first and never anything else, so that whoever reads it may keep it for ever.
 */
export type Storage = {
  /** Keeps a copy of a file of this machine; it is whole, or not there. Nothing happens where the name is taken. */
  put(name: string, path: string, contentType: string): Promise<void>
  /** null when there is none. The stream must be read or destroyed. */
  get(name: string): Promise<StoredObject | null>
  has(name: string): Promise<boolean>
  /** Also when there is none. */
  remove(name: string): Promise<void>
  /** Every name that begins so, in no order. */
  list(prefix: string): AsyncIterable<ObjectEntry>
}

const NAME = /^[a-z0-9]+(?:[./-][a-z0-9]+)*$/

/** Whether a file that is found somewhere may be one of ours. */
export const isName = (name: string): boolean => NAME.test(name)

/** Names are the program's own: letters, digits and single dots, so that none leads out of its folder. */
export function checkName(name: string): string {
  if (!isName(name)) throw new Error(`“${name}” is no name for a stored file.`)
  return name
}
