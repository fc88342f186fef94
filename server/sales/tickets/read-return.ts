import { currencyDecimals, QUANTITY_SCALE } from '../../../rules/index.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { type FindStore, type Request, readHead, storeOf } from './read-input.ts'
import { exact, readDiscount, readLines, readPayments } from './read-lines.ts'
import type { OpenReturnBody, ReturnBody, SaleBody } from './schema.ts'
import type { OpenReturnDraft, ReceiptReturnDraft } from './ticket.ts'

const TWICE = text('Cette ligne est déjà dans le retour.', 'This line is already in the return.')

/**
 * A return against a receipt, with what is bought in exchange; without a store it is made where the sale was.
 *
 * @throws not_found for a store that is not the actor's, validation_failed
 */
export async function readReturn(
  body: ReturnBody,
  originSaleId: string,
  storeId: number,
  request: Request,
  findStore: FindStore,
): Promise<ReceiptReturnDraft> {
  const store = await storeOf(storeId, request.actor, findStore)
  const decimals = currencyDecimals(store.currency)
  const seen = new Set<number>()
  for (const [index, line] of body.lines.entries()) {
    if (seen.has(line.sale_line)) throw invalid({ [`lines.${index}.sale_line`]: TWICE })
    seen.add(line.sale_line)
  }
  return {
    ...readHead({ ...body, sale_id: originSaleId }, 'return', request),
    kind: 'return',
    storeId: store.id,
    customerId: body.customer_id ?? null,
    originSaleId,
    lines: body.lines.map((line) => ({
      saleLine: line.sale_line,
      quantity: exact(line.quantity, QUANTITY_SCALE),
      restock: line.restock ?? true,
      withFees: line.with_fees ?? true,
    })),
    exchangeLines: readLines(body.exchange_lines ?? [], 'exchange_lines', decimals),
    discount: readDiscount(body.discount ?? null, 'discount', decimals),
    payments: readPayments(body.payments ?? [], 'payments', decimals),
    refunds: readPayments(body.refunds ?? [], 'refunds', decimals),
    statedTotal: null,
    statedTaxes: null,
  }
}

type OpenReturn = Omit<OpenReturnBody, 'reason' | 'refunds' | 'lines'> & {
  readonly lines: readonly (OpenReturnBody['lines'][number] & { readonly fee_of?: number | null })[]
  readonly refunds: SaleBody['payments']
  readonly note?: string | null
}

/** A return without a receipt, of a device's or of a program's. @throws not_found, validation_failed */
export async function readOpenReturn(
  body: OpenReturn,
  request: Request,
  findStore: FindStore,
): Promise<OpenReturnDraft> {
  const store = await storeOf(body.store_id, request.actor, findStore)
  const decimals = currencyDecimals(store.currency)
  const restocked = body.lines.map(({ restock }) => restock ?? true)
  return {
    ...readHead(body, 'return', request),
    kind: 'return',
    storeId: store.id,
    customerId: body.customer_id ?? null,
    originSaleId: null,
    lines: readLines(body.lines, 'lines', decimals).map((line, index) => ({
      ...line,
      restock: restocked[index] ?? true,
    })),
    refunds: readPayments(body.refunds, 'refunds', decimals),
    statedTotal: null,
    statedTaxes: null,
  }
}
