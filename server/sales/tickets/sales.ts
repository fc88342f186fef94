import type { Actor } from '../../platform/actor.ts'
import type { Sql } from '../../platform/database/connect.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { RequestFacts } from '../../platform/http/route.ts'
import type { Language } from '../../platform/text.ts'
import type { StoreDirectory, StoreFacts } from '../../stores/index.ts'
import type { JournalSigner } from '../journal/journal-signer.ts'
import { recordTraining } from '../training/record-training.ts'
import { findStoreOfSale } from './get-sale.ts'
import { presentTicket } from './present-ticket.ts'
import { readSale, storeOf } from './read-input.ts'
import { readOpenReturn, readReturn } from './read-return.ts'
import type { RecordResult } from './record-sales.ts'
import { SaleWriter } from './sale-writer.ts'
import type { OpenReturnBody, ReturnBody, SaleBody, TicketData } from './schema.ts'
import type { RecordDraft, ReturnDraft, SaleDraft, Ticket } from './ticket.ts'

export type Recorded = { ticket: Ticket; isReplay: boolean }

/** The room's long-lived part: the writer that every sale of this process passes through. */
export class Sales {
  readonly sql: Sql
  readonly #stores: StoreDirectory
  readonly #writer: SaleWriter

  constructor(sql: Sql, stores: StoreDirectory, signer: JournalSigner) {
    this.sql = sql
    this.#stores = stores
    this.#writer = new SaleWriter(sql, stores, signer)
  }

  /** Called after each commit with what it recorded, for the metrics. */
  set onRecorded(listener: (results: readonly RecordResult[]) => void) {
    this.#writer.onRecorded = listener
  }

  /** Called with what that listener throws, which harms no sale. */
  set onObserverFault(listener: (error: unknown) => void) {
    this.#writer.onObserverFault = listener
  }

  async recordSale(actor: Actor, body: SaleBody, request: RequestFacts): Promise<Recorded> {
    const store = await storeOf(body.store_id, actor, (id) => this.store(id))
    const draft = readSale(body, { actor, idempotencyKey: request.idempotencyKey }, store)
    return body.training === true ? this.#practise(draft) : this.#record(draft)
  }

  /** A return is made in the store that the body names, else where the sale was; the sale may be of any store. */
  async recordReturn(actor: Actor, saleId: string, body: ReturnBody, request: RequestFacts): Promise<Recorded> {
    const id = saleId.toLowerCase()
    const soldIn = await findStoreOfSale(this.sql, id)
    if (soldIn === null) throw platformErrors.not_found()
    const asked = { actor, idempotencyKey: request.idempotencyKey }
    const draft = await readReturn(body, id, body.store_id ?? soldIn, asked, (storeId) => this.store(storeId))
    return body.training === true ? this.#practise(draft) : this.#record(draft)
  }

  /** Goods taken back without a receipt; the reason is what stands on the ticket as its note. */
  async recordOpenReturn(actor: Actor, body: OpenReturnBody, request: RequestFacts): Promise<Recorded> {
    const { reason: note, ...rest } = body
    const asked = { actor, idempotencyKey: request.idempotencyKey }
    const draft = await readOpenReturn({ ...rest, note }, asked, (storeId) => this.store(storeId))
    return body.training === true ? this.#practise(draft) : this.#record(draft)
  }

  async #practise(draft: SaleDraft | ReturnDraft): Promise<Recorded> {
    return recordTraining(this.sql, await this.#stores.facts([draft.storeId]), draft)
  }

  async #record(draft: SaleDraft | ReturnDraft): Promise<Recorded> {
    const result = await this.#writer.submit(draft)
    if (result.kind === 'refused') throw result.error
    // Only what a device delivers is held, and only an event is no ticket.
    if (result.kind === 'held' || result.kind === 'event') throw new Error(`${draft.id} became no ticket`)
    return { ticket: result.ticket, isReplay: result.kind === 'replayed' }
  }

  /** Records whatever a till makes, or an event of a drawer that a program tells. */
  submit(draft: RecordDraft): Promise<RecordResult> {
    return this.#writer.submit(draft)
  }

  /** Answers at once what it knows. */
  store(id: number): StoreFacts | undefined | Promise<StoreFacts | undefined> {
    return this.#stores.store(id)
  }

  async present(ticket: Ticket, language: Language): Promise<TicketData> {
    return presentTicket(ticket, await this.store(ticket.storeId), language)
  }
}
