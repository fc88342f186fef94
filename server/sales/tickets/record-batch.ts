import type { Actor } from '../../platform/actor.ts'
import { may } from '../../platform/actor.ts'
import { createGate } from '../../platform/create-gate.ts'
import { AppError, invalid, lacking } from '../../platform/errors.ts'
import { translateDatabaseError } from '../../platform/http/database-errors.ts'
import type { RequestFacts } from '../../platform/http/route.ts'
import { compileValidator, validationError } from '../../platform/http/validation.ts'
import { text } from '../../platform/text.ts'
import { salesConstraints } from '../errors.ts'
import { idOf, mayPass, refusalOf, type WriteAnswer } from './batch-answer.ts'
import { presentTicket } from './present-ticket.ts'
import type { Recorded, Sales } from './sales.ts'
import { BatchReturnBody, OpenReturnBody, type ReturnBody, SaleBody } from './schema.ts'

const checkSale = compileValidator(SaleBody, 'body')
const checkReturn = compileValidator(BatchReturnBody, 'body')
const checkOpenReturn = compileValidator(OpenReturnBody, 'body')

/** Two full sets: what waits for a third is a few values of JSON meanwhile, and not yet a draft with all that awaits it. */
const MOST_UNDER_WAY = 256

/**
 * Takes many records at once and answers each by itself; a bad one stops no other. They share transactions, but each is
 * recorded, replayed or refused as if it had come alone. Each needs an id of its own. A return may follow its sale in the
 * same batch, as a till that was alone delivers them: it waits for the sale.
 */
export function recordBatch(
  sales: Sales,
  actor: Actor,
  records: readonly Record<string, unknown>[],
  request: RequestFacts,
  write: WriteAnswer,
): Promise<Uint8Array[]> {
  // A key names one record; in a batch only an id of its own can.
  const asker: Asker = { actor, request: { ...request, idempotencyKey: undefined } }
  const inTurn = createGate({ atOnce: MOST_UNDER_WAY, waiting: records.length })
  const underWay = new Map<string, Promise<Answered>>()
  return Promise.all(
    records.map(async (record) => {
      const sale = record.kind === 'return' ? underWay.get(idOf(record.sale_id)) : undefined
      const answered = inTurn(() => answerOne(sales, asker, record, write, sale))
      const id = idOf(record.id)
      if (id !== '' && !underWay.has(id)) underWay.set(id, answered)
      return (await answered).answer
    }),
  )
}

type Answered = {
  readonly answer: Uint8Array
  /** Why it is to be sent again, as whatever follows it is then; null: it was recorded, or refused for good. */
  readonly passing: AppError | null
}

type Asker = { readonly actor: Actor; readonly request: RequestFacts }

async function answerOne(
  sales: Sales,
  asker: Asker,
  record: Record<string, unknown>,
  write: WriteAnswer,
  before: Promise<Answered> | undefined,
): Promise<Answered> {
  const { language } = asker.request
  const refuse = (error: AppError): Answered => ({
    answer: write(refusalOf(record, error, language)),
    passing: mayPass(error) ? error : null,
  })
  const first = await before
  if (first !== undefined && first.passing !== null) return refuse(first.passing)
  try {
    const { ticket, isReplay } = await recordOne(sales, asker, record)
    // Presented and written in one go: a set resolves all of its tickets at once, and none waits as an object for the others.
    const store = await sales.store(ticket.storeId)
    const data = presentTicket(ticket, store, language)
    return { answer: write({ id: ticket.id, status: isReplay ? 200 : 201, data }), passing: null }
  } catch (error) {
    const refused = error instanceof AppError ? error : translateDatabaseError(error, salesConstraints)
    if (refused === null) throw error
    return refuse(refused)
  }
}

function recordOne(sales: Sales, { actor, request }: Asker, record: Record<string, unknown>): Promise<Recorded> {
  const { kind = 'sale', ...body } = record
  if (kind === 'sale') {
    if (!checkSale(body)) throw validationError(checkSale.errors ?? [], 'body')
    return sales.recordSale(actor, body as SaleBody, request)
  }
  if (kind === 'return') {
    if (!may(actor, 'sales.return')) throw lacking('sales.return')
    // Without its sale it says why, and in which store.
    if (body.sale_id === undefined && 'reason' in body) {
      if (!checkOpenReturn(body)) throw validationError(checkOpenReturn.errors ?? [], 'body')
      return sales.recordOpenReturn(actor, body as OpenReturnBody, request)
    }
    if (!checkReturn(body)) throw validationError(checkReturn.errors ?? [], 'body')
    const { sale_id: saleId, ...rest } = body as ReturnBody & { sale_id: string }
    return sales.recordReturn(actor, saleId, rest, request)
  }
  throw invalid({
    kind: text('Une ligne de lot est une vente (sale) ou un retour (return).', 'A record is a sale or a return.'),
  })
}
