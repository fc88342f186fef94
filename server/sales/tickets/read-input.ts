import { hash } from 'node:crypto'
import { canonicalJson, currencyDecimals } from '../../../rules/index.ts'
import { type Actor, mayActInStore } from '../../platform/actor.ts'
import { invalid, platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import type { StoreFacts } from '../../stores/index.ts'
import { readAmount, readDiscount, readLines, readPayments } from './read-lines.ts'
import type { SaleBody } from './schema.ts'
import type { SaleDraft } from './ticket.ts'

export type Request = { actor: Actor; idempotencyKey: string | undefined }
export type FindStore = (storeId: number) => StoreFacts | undefined | Promise<StoreFacts | undefined>

/**
 * What a program asks to sell, understood: numbers exact, references told apart. Everything that can be refused without
 * the database is refused here, before the sale joins a set.
 *
 * @param store that the body names
 * @throws validation_failed
 */
export function readSale(body: SaleBody, request: Request, store: StoreFacts): SaleDraft {
  const decimals = currencyDecimals(store.currency)
  return {
    ...readHead(body, 'sale', request),
    kind: 'sale',
    storeId: store.id,
    customerId: body.customer_id ?? null,
    lines: readLines(body.lines, 'lines', decimals),
    discount: readDiscount(body.discount ?? null, 'discount', decimals),
    payments: readPayments(body.payments, 'payments', decimals),
    statedTotal: body.total == null ? null : readAmount(body.total, 'total', decimals),
    // The taxes of what a program sells are ours to compute.
    statedTaxes: null,
  }
}

/** A store that is not there and a store that is not the actor's answer alike. @throws not_found */
export async function storeOf(storeId: number, actor: Actor, findStore: FindStore): Promise<StoreFacts> {
  const store = mayActInStore(actor, storeId) ? await findStore(storeId) : undefined
  if (store !== undefined) return store
  throw platformErrors.not_found({
    fields: { store_id: text('Ce magasin n’existe pas.', 'This store does not exist.') },
  })
}

type Head = Pick<
  SaleBody,
  'id' | 'approvals' | 'register_id' | 'session_id' | 'cashier_id' | 'occurred_at' | 'note'
> & {
  sale_id?: string
}

/** What sales and returns say alike. `body`: all that is compared when the same id comes again. */
export function readHead(body: Head, kind: 'sale' | 'return', { actor, idempotencyKey }: Request) {
  // The letters of a UUID have no case, neither as a name nor in what is compared.
  const given = body.id?.toLowerCase()
  const { occurred_at: occurredAt } = body
  return {
    id: given ?? idFromKey(actor, kind, idempotencyKey),
    bodyHash: hash('sha256', canonicalJson({ ...body, id: given }), 'hex'),
    actor,
    registerId: body.register_id ?? null,
    sessionId: body.session_id?.toLowerCase() ?? null,
    // Whoever does not say for whom they sell sells for themselves.
    cashierId: body.cashier_id ?? actor.userId,
    occurredAt: occurredAt == null ? new Date().toISOString() : readInstant(occurredAt, 'occurred_at'),
    note: body.note || null,
    approvalIds: (body.approvals ?? []).map((id) => id.toLowerCase()),
    device: null,
  }
}

/**
 * A program without ids of its own is known by its key: per actor and kind of record, the same key always makes the same
 * id (RFC 9562, version 8).
 */
function idFromKey(actor: Actor, kind: 'sale' | 'return', key: string | undefined): string {
  if (key === undefined) {
    throw invalid({
      id: text(
        'Un identifiant (UUID) ou une clé d’idempotence est obligatoire.',
        'An id (UUID) or an Idempotency-Key is required.',
      ),
    })
  }
  return uuidFrom(`${actor.key}\n${kind}\n${key}`)
}

export function uuidFrom(name: string): string {
  const digits = hash('sha256', name, 'hex')
  const variant = ((Number.parseInt(digits.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}

const EARLIEST_YEAR = 1990
const LATEST_YEAR = 2200

/** A time as people may have meant it, in UTC. @throws validation_failed naming `path` */
export function readInstant(value: string, path: string): string {
  const epoch = Date.parse(value)
  const year = Number.isNaN(epoch) ? 0 : new Date(epoch).getUTCFullYear()
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) {
    throw invalid({ [path]: text('Cette date n’est pas plausible.', 'This date is not plausible.') })
  }
  return new Date(epoch).toISOString()
}
