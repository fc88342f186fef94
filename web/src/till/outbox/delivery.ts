import type { DeviceRow, RecordRow, TillDatabase } from '../database.ts'
import { readOffset } from '../device/clock.ts'
import { signRequest } from '../device/device-key.ts'
import { type Outcome, readAnswers, readErrorCode } from './read-answers.ts'

/** How the till tells, and is told, of what it delivers. */
type Surroundings = {
  readonly database: TillDatabase
  language(): string
  onDelivering(isDelivering: boolean): void
  /** The server has answered, or has not; with the difference of the clocks where it is known. */
  onAnswer(isOnline: boolean, clockOffsetMs: number | null): void
  onOutcomes(outcomes: readonly Outcome[]): void
  /** By the server's clock. */
  nowMs(): number
}

const PATH = '/api/v1/sales/batch'
const BATCH = 100
const LAST = Number.MAX_SAFE_INTEGER
const PERIOD_MS = 15_000
const FIRST_WAIT_MS = 1_000
const MOST_WAIT_MS = 60_000
const TIMEOUT_MS = 30_000

/** A batch that is not even read: it is divided until the record is found that is the reason. */
const NOT_TAKEN: readonly number[] = [400, 413, 422]

/** What a request has come to: answers, or that it must be sent in smaller parts, or again later. */
type Attempt =
  | { readonly kind: 'answered'; readonly outcomes: readonly Outcome[] }
  /** `code`: the server's own; null: something on the way there takes no more at once. */
  | { readonly kind: 'not_taken'; readonly code: string | null }
  /** The device itself is not admitted: others may be. */
  | { readonly kind: 'not_admitted' }
  | { readonly kind: 'later' }

/**
 * Delivers what waits, in order, again and again until each record has its answer. The server knows records by their ids, so
 * that sending one twice is harmless; losing one is not, so only an answer that names it ends its waiting.
 */
export class Delivery {
  readonly #around: Surroundings
  #timer: ReturnType<typeof setTimeout> | undefined
  #underWay: Promise<void> | null = null
  #retrying: Promise<void> | null = null
  #isAskedAgain = false
  #failures = 0
  #isPaused = false

  constructor(around: Surroundings) {
    this.#around = around
  }

  resume(): void {
    this.#isPaused = false
    void this.deliver()
  }

  /** Delivers now what waits, whatever the last attempt came to. */
  deliver(): Promise<void> {
    this.#isAskedAgain = true
    this.#underWay ??= this.#run().finally(() => {
      this.#underWay = null
      this.#schedule()
    })
    return this.#underWay
  }

  /** What was refused is tried once more: the server may have learned to understand it. */
  retryRefused(): Promise<void> {
    this.#retrying ??= this.#retry().finally(() => {
      this.#retrying = null
    })
    return this.#retrying
  }

  async #retry(): Promise<void> {
    for (const record of await this.#around.database.records.where('state').equals('refused').toArray()) {
      if (this.#isPaused || (await this.#send([record])) === 'later') return
    }
  }

  pause(): void {
    this.#isPaused = true
    clearTimeout(this.#timer)
  }

  #schedule(): void {
    clearTimeout(this.#timer)
    if (this.#isPaused) return
    const backoff = Math.min(FIRST_WAIT_MS * 2 ** (this.#failures - 1), MOST_WAIT_MS)
    this.#timer = setTimeout(() => void this.deliver(), this.#failures === 0 ? PERIOD_MS : backoff)
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer)
    const { database } = this.#around
    const turnedAway = new Set<string>()
    let isDelivering = false
    try {
      while (this.#isAskedAgain && !this.#isPaused) {
        this.#isAskedAgain = false
        for (let after = 0; ; ) {
          const waiting = database.records
            .where('[state+sequence]')
            .between(['waiting', after], ['waiting', LAST], false)
          const batch = await waiting.limit(BATCH).toArray()
          if (batch.length === 0) break
          if (!isDelivering) this.#around.onDelivering(true)
          isDelivering = true
          if (!(await this.#sendByDevice(batch, turnedAway))) return
          after = batch.at(-1)?.sequence ?? after
        }
      }
    } catch (error) {
      this.#failures += 1
      console.error(error)
    } finally {
      if (isDelivering) this.#around.onDelivering(false)
    }
  }

  /** Records of one device at a time: only its own key may deliver them. Answers whether the server answers. */
  async #sendByDevice(batch: readonly RecordRow[], turnedAway: Set<string>): Promise<boolean> {
    for (const deviceId of new Set(batch.map((record) => record.deviceId))) {
      if (turnedAway.has(deviceId)) continue
      const sent = await this.#send(batch.filter((record) => record.deviceId === deviceId))
      if (sent === 'later') return false
      if (sent === 'not_admitted') turnedAway.add(deviceId)
    }
    return true
  }

  /** Halves what is not taken; a record that the server does not take by itself is refused. */
  async #send(records: readonly RecordRow[]): Promise<'sent' | 'not_admitted' | 'later'> {
    const device = await this.#around.database.devices.get(records[0]?.deviceId ?? '')
    if (device === undefined) return 'not_admitted'
    const attempt = await this.#attempt(device, records)
    if (attempt.kind === 'later' || attempt.kind === 'not_admitted') return this.#failed(attempt.kind)
    if (attempt.kind === 'answered') {
      this.#failures = 0
      await this.#keep(attempt.outcomes)
      return 'sent'
    }
    const [only] = records
    if (records.length === 1 && only !== undefined) {
      const { code } = attempt
      if (code === null) return this.#failed('later')
      this.#failures = 0
      await this.#keep([{ record: only, state: 'refused', code, message: null, reason: null }])
      return 'sent'
    }
    const half = Math.ceil(records.length / 2)
    const first = await this.#send(records.slice(0, half))
    return first === 'sent' ? this.#send(records.slice(half)) : first
  }

  #failed<Kind extends 'not_admitted' | 'later'>(kind: Kind): Kind {
    this.#failures += 1
    return kind
  }

  async #attempt({ id, privateKey }: DeviceRow, records: readonly RecordRow[]): Promise<Attempt> {
    const body = `{"records":[${records.map(({ text }) => text).join(',')}]}`
    const authorization = await signRequest({ deviceId: id, privateKey, method: 'POST', path: PATH, body })
    const sentAtMs = Date.now()
    try {
      const response = await fetch(PATH, {
        method: 'POST',
        headers: {
          authorization,
          'content-type': 'application/json',
          'accept-language': this.#around.language(),
        },
        body,
        credentials: 'omit',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      const offset = readOffset(response.headers.get('date'), sentAtMs, Date.now())
      this.#around.onAnswer(response.status !== 503, offset)
      if (response.status === 401 || response.status === 403) return { kind: 'not_admitted' }
      if (NOT_TAKEN.includes(response.status)) return readNotTaken(response.status, await response.text())
      const outcomes = response.ok ? readAnswers(records, await response.json()) : null
      if (outcomes !== null) return { kind: 'answered', outcomes }
      return { kind: 'later' }
    } catch {
      this.#around.onAnswer(false, null)
      return { kind: 'later' }
    }
  }

  async #keep(outcomes: readonly Outcome[]): Promise<void> {
    const { database } = this.#around
    const answeredAtMs = this.#around.nowMs()
    await database.transaction('rw', [database.records, database.stock], async () => {
      for (const { record, state, code, message } of outcomes) {
        if (state === 'waiting') continue
        await database.records.update(record.sequence, { state, code, message, answeredAtMs })
        if (state === 'refused') continue
        await database.stock.where('recordId').equals(record.id).modify({ deliveredAtMs: Date.now() })
      }
    })
    this.#around.onOutcomes(outcomes)
  }
}

/** Only the server may refuse: the page of a proxy or of a guest network says nothing of a record. */
function readNotTaken(status: number, text: string): Attempt {
  const code = readErrorCode(text)
  return code === null && status !== 413 ? { kind: 'later' } : { kind: 'not_taken', code }
}
