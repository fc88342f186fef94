import { randomUUID } from 'node:crypto'
import type { Actor } from '../../platform/actor.ts'
import { type AuditSettings, type Sql, type Tx, withTransaction } from '../../platform/database/connect.ts'
import type { Language } from '../../platform/text.ts'
import { getSale } from '../tickets/get-sale.ts'
import { uuidFrom } from '../tickets/read-input.ts'
import type { EmailInput } from './receipt-schema.ts'
import type { ReceiptMail } from './send-receipt.ts'
import { takePrint } from './take-print.ts'

/** Leaves the sending to the worker, in the given transaction. */
export type LeaveReceipt = (tx: Tx, mail: ReceiptMail) => Promise<void>

export type EmailRequest = {
  readonly saleId: string
  readonly input: EmailInput
  readonly language: Language
  readonly idempotencyKey: string | undefined
  readonly audit: AuditSettings
}

const LOCK_TIMEOUT_MS = 5_000

/**
 * Sends the receipt of a ticket by e-mail, later: counted and left to the worker in one transaction, so that it goes out
 * at least once when this was answered and not at all when it was not. Asked for again with the same `print_id`, or the
 * key that stands for it, it is not sent again.
 *
 * @throws not_found, also for another store's ticket; forbidden for a copy without the right; print_id_used.
 */
export async function emailReceipt(
  sql: Sql,
  actor: Actor,
  { saleId, input, language, idempotencyKey, audit }: EmailRequest,
  leave: LeaveReceipt,
): Promise<{ printId: string; copyNumber: number; isRepeat: boolean }> {
  const ticket = await getSale(sql, actor, saleId.toLowerCase())
  const printId = input.print_id?.toLowerCase() ?? idFromKey(actor, idempotencyKey)
  return withTransaction(sql, { lockTimeoutMs: LOCK_TIMEOUT_MS, audit }, async (tx) => {
    const { copyNumber, isRepeat } = await takePrint(tx, actor, ticket, { printId, format: 'email', to: input.to })
    if (!isRepeat) {
      await leave(tx, {
        store_id: ticket.storeId,
        sale_id: ticket.id,
        print_id: printId,
        copy_number: copyNumber,
        to: input.to,
        language: input.lang ?? language,
      })
    }
    return { printId, copyNumber, isRepeat }
  })
}

const idFromKey = (actor: Actor, key: string | undefined): string =>
  key === undefined ? randomUUID() : uuidFrom(`${actor.key}\nreceipt\n${key}`)
