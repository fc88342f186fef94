import { canonicalJson } from '../../../../rules/index.ts'
import type { RecordRow, TillDatabase } from '../database.ts'
import { writeMark } from '../device/last-mark.ts'
import { type AppendedRecord, type NewRecord, type Outbox, type OutboxEntry, TillError } from '../memory.ts'
import { newId } from '../new-id.ts'
import type { TillState } from '../till-state.ts'
import { appendRecord, openDrawerOf, refuseRecord } from './append-record.ts'
import { Delivery } from './delivery.ts'
import { presentDrawer } from './drawer-of.ts'
import type { Outcome } from './read-answers.ts'
import { keepReserve } from './space-reserve.ts'
import { isTicket } from './ticket-of.ts'

type Surroundings = {
  readonly database: TillDatabase
  readonly state: TillState
  language(): string
  /** By the server's clock, as far as it is known. */
  now(): Date
  /** Resolves once it is known that no number is given twice. */
  checked(): Promise<void>
  onAnswer(isOnline: boolean, clockOffsetMs: number | null): void
  /** A record was written that sold articles or took stock. */
  onTicket(appended: AppendedRecord, input: NewRecord): void
  onRevoked(): void
}

const MOST_LISTED = 200

const report = (error: unknown): void => console.error(error)

/** The records of this till: written once, delivered until each has its answer. */
export class TillOutbox implements Outbox {
  readonly #around: Surroundings
  readonly #delivery: Delivery
  #last: Promise<unknown> = Promise.resolve()
  /** The last record without an id of its own that could not be written: asked for again, it is the same. */
  #failed: { readonly said: string; readonly id: string } | null = null

  constructor(around: Surroundings) {
    this.#around = around
    const { database, state } = around
    this.#delivery = new Delivery({
      database,
      language: around.language,
      onDelivering: (isDelivering) => state.changePart('outbox', { isDelivering }),
      onAnswer: around.onAnswer,
      onOutcomes: (outcomes) => void this.#hear(outcomes).catch(report),
      nowMs: () => around.now().getTime(),
    })
  }

  /** Begins to deliver; what was refused is tried once more. */
  async start(): Promise<void> {
    await this.#checkRoom()
    this.#delivery.resume()
    void this.deliver().catch(report)
  }

  pause(): void {
    this.#delivery.pause()
  }

  /** One after the other, in the order in which they were asked for. */
  append(record: NewRecord): Promise<AppendedRecord> {
    const appended = this.#last.then(() => this.#append(record))
    this.#last = appended.catch(() => {})
    return appended
  }

  async mayAppend() {
    const { database, state } = this.#around
    const { phase, copy, outbox } = state.getSnapshot()
    if (phase === 'elsewhere') return 'elsewhere'
    if (copy.store === null) return 'no_copy'
    if (outbox.isFull && !(await this.#checkRoom())) return 'storage_full'
    return refuseRecord(await database.place.get('place'), await openDrawerOf(database), 'sale')
  }

  async list({ state, limit = MOST_LISTED }: { state?: OutboxEntry['state']; limit?: number } = {}) {
    const { records } = this.#around.database
    const rows =
      state === undefined
        ? await records.orderBy('sequence').reverse().limit(limit).toArray()
        : (await records.where('state').equals(state).reverse().sortBy('sequence')).slice(0, limit)
    return rows.map(presentEntry)
  }

  /** What waits, then once more what was refused, for which nobody waits. */
  async deliver(): Promise<void> {
    await this.#delivery.deliver()
    void this.#delivery.retryRefused().catch(report)
  }

  async exportText(): Promise<string> {
    const rows = await this.#around.database.records.where('state').anyOf('waiting', 'refused').sortBy('sequence')
    return `{"records":[\n${rows.map(({ text }) => text).join(',\n')}\n]}\n`
  }

  /** What the screens see of the outbox and of the drawer. */
  async show(): Promise<void> {
    const { database, state } = this.#around
    const count = (of: OutboxEntry['state']) => database.records.where('state').equals(of).count()
    const [waiting, refused, held, oldest, drawer] = await Promise.all([
      count('waiting'),
      count('refused'),
      count('held'),
      database.records.where('[state+sequence]').between(['waiting', 0], ['waiting', Number.MAX_SAFE_INTEGER]).first(),
      openDrawerOf(database),
    ])
    state.changePart('outbox', { waiting, refused, held, oldestWaitingAt: oldest?.occurredAt ?? null })
    state.change({ drawer: drawer === undefined ? null : presentDrawer(drawer) })
  }

  async #append(input: NewRecord): Promise<AppendedRecord> {
    const { database, state, now, checked } = this.#around
    await checked()
    const { phase, copy } = state.getSnapshot()
    if (phase === 'elsewhere') throw new TillError('elsewhere')
    const { store } = copy
    if (store === null) throw new TillError('no_copy')
    const facts = { id: store.id, currency: store.currency, timeZone: store.time_zone }
    const id = isTicket(input) ? input.content.id : this.#idFor(input)
    const appended = await appendRecord({ database, store: facts, now: now(), id }, input)
    if (this.#failed?.id === id) this.#failed = null
    await this.#follow(appended, input).catch(report)
    void this.#checkRoom().catch(report)
    void this.#delivery.deliver()
    return appended
  }

  /** Until it is written, a record keeps its id, however often it is asked for. */
  #idFor({ kind, content }: NewRecord): string {
    const said = canonicalJson({ kind, content })
    if (this.#failed?.said !== said) this.#failed = { said, id: newId() }
    return this.#failed.id
  }

  /** The record stands: what follows only shows it, and whatever fails here does not take it back. */
  async #follow(appended: AppendedRecord, input: NewRecord): Promise<void> {
    const place = await this.#around.database.place.get('place')
    if (place?.lease) {
      const { deviceId, lease, lastNumber, lastHash } = place
      writeMark({ deviceId, ...lease, number: lastNumber, hash: lastHash })
    }
    this.#around.onTicket(appended, input)
    await this.show()
  }

  /** Whether the next record will fit. */
  async #checkRoom(): Promise<boolean> {
    const isKept = await keepReserve(this.#around.database)
    this.#around.state.changePart('outbox', { isFull: !isKept })
    return isKept
  }

  async #hear(outcomes: readonly Outcome[]): Promise<void> {
    if (outcomes.some(({ reason }) => reason === 'device_revoked')) this.#around.onRevoked()
    if (outcomes.some(({ state }) => state !== 'waiting')) {
      this.#around.state.changePart('outbox', { lastDeliveredAt: this.#around.now().toISOString() })
    }
    await this.show()
  }
}

const presentEntry = (row: RecordRow): OutboxEntry => ({
  id: row.id,
  kind: row.kind,
  reference: row.reference,
  occurredAt: row.occurredAt,
  state: row.state,
  message: row.message,
  code: row.code,
  total: row.total,
})
