import type { Level } from '../rollups/levels.ts'

/** Spans of some stores (or of the chain, store 0) whose roll-ups are read: those that begin between two days. */
export type RolledUp = {
  readonly level: Level
  readonly from: string
  readonly to: string
  readonly storeIds: readonly number[]
}
/** Days of some stores (null: of all) whose tickets are read. */
export type Live = { readonly from: string; readonly to: string; readonly storeIds: readonly number[] | null }

/** What a question is answered from: every ticket of its scope is in one part, and in one only. */
export type Cover = { readonly rolledUp: readonly RolledUp[]; readonly live: readonly Live[] }
