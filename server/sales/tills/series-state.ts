import { GENESIS_HASH } from '../../../rules/index.ts'
import type { DeviceMark } from './till-record.ts'

/** A device's hold on a register, as it is and as a set changes it. */
export type LeaseState = {
  readonly storeId: number
  readonly registerId: number
  readonly series: number
  readonly deviceId: string
  /** Milliseconds since 1970. */
  readonly leasedAt: number
  readonly isEnded: boolean
  readonly isRevoked: boolean
  lastNumber: number
  recordCount: number
}

/** A record of a series that is next to one which arrives, or has its number. */
export type Neighbour = { readonly id: string; readonly previousHash: string; readonly hash: string }

export type SeriesPlace = { readonly storeId: number; readonly registerId: number; readonly series: number }

export const seriesKey = ({ storeId, registerId, series }: SeriesPlace): string => `${storeId}:${registerId}:${series}`

/** One series of a set, under the lock of its register. */
export class SeriesState {
  readonly lease: LeaseState
  readonly #records = new Map<number, Neighbour>()
  isChanged = false

  constructor(lease: LeaseState) {
    this.lease = { ...lease }
  }

  know(number: number, record: Neighbour): void {
    this.#records.set(number, record)
  }

  isTaken(number: number): boolean {
    return this.#records.has(number)
  }

  /** Whether a seal holds what it should: the record itself, and the one before it; and the next, if it came first, this. */
  isChained({ number, previousHash, hash, isHashRight }: DeviceMark): boolean {
    if (!isHashRight) return false
    const before = number === 1 ? GENESIS_HASH : this.#records.get(number - 1)?.hash
    if (before !== undefined && before !== previousHash) return false
    const next = this.#records.get(number + 1)
    return next === undefined || next.previousHash === hash
  }

  add(id: string, { number, previousHash, hash }: DeviceMark): void {
    this.#records.set(number, { id, previousHash, hash })
    this.lease.recordCount += 1
    this.lease.lastNumber = Math.max(this.lease.lastNumber, number)
    this.isChanged = true
  }
}
