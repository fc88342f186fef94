import { api, ComptoirError, type Sale } from '../../../api/index.ts'
import type { ReturnableTicket } from '../../cart/cart.ts'
import { returnableOf, returnableOfLookUp } from '../../cart/take-back.ts'
import type { Store, TillMemory } from '../../memory.ts'
import { lessReturned } from './less-returned.ts'

/** A chain of exchanges is seldom longer than two. */
const LONGEST_CHAIN = 20

/**
 * The ticket of a receipt with what may still come back: any of the chain where the server answers, else those that this
 * till knows. null: there is none.
 *
 * @throws ComptoirError for what the server refuses
 */
export async function findReturnable(
  reference: string,
  { memory, store }: { readonly memory: TillMemory; readonly store: Store },
): Promise<ReturnableTicket | null> {
  const own = await memory.tickets.byReference(reference)
  const { isOnline, outbox } = memory.getSnapshot()
  if (isOnline !== false) {
    try {
      // What this till has not delivered yet is not counted there.
      if (outbox.waiting > 0) await memory.outbox.deliver()
      const told = returnableOfLookUp(await api.lookUpSale({ reference }))
      const found = lessReturned(told, await memory.tickets.returnsOf(told.id))
      return own === null ? found : withOwnLedger(found, await readOwn(own, memory, store))
    } catch (error) {
      const isAnswer = error instanceof ComptoirError && error.status !== 0 && error.status < 500
      if (isAnswer && error.status !== 404) throw error
    }
  }
  return own === null ? null : readOwn(own, memory, store)
}

/**
 * A look-up tells what each tender may still give back, this till also what it took and gave so far: by that, parts that come
 * back in cash are rounded as the whole would be. Where something came back elsewhere too, only the server knows it all.
 */
function withOwnLedger(found: ReturnableTicket, own: ReturnableTicket): ReturnableTicket {
  const left = (ticket: ReturnableTicket) => ticket.lines.map(({ line, returnable }) => `${line} ${returnable}`).join()
  return left(found) === left(own) ? { ...found, ledger: own.ledger } : found
}

async function readOwn(ticket: Sale, memory: TillMemory, store: Store): Promise<ReturnableTicket> {
  const returns = await memory.tickets.returnsOf(ticket.id)
  return returnableOf(ticket, { returns, account: await readAccount(ticket, memory), storeName: store.name })
}

/** The sale with which it all began, then everything that followed from it. */
async function readAccount(ticket: Sale, memory: TillMemory): Promise<Sale[]> {
  let root = ticket
  for (let step = 0; step < LONGEST_CHAIN && root.sale_id !== null; step += 1) {
    const origin = await memory.tickets.get(root.sale_id)
    if (origin === null) break
    root = origin
  }
  const account = [root]
  for (const one of account) {
    if (account.length > LONGEST_CHAIN) break
    account.push(...(await memory.tickets.returnsOf(one.id)))
  }
  return account
}
