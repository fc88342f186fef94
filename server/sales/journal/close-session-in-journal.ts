import { hash } from 'node:crypto'
import { canonicalSessionClose, JOURNAL_VERSION, journalInput, SESSION_CLOSE } from '../../../rules/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { JournalKey } from './journal-key.ts'

export type ClosedSession = { readonly storeId: number; readonly registerId: number; readonly id: string }

/** A session as it was just closed, with its sums in time; amounts as texts of minor units. */
type SessionFacts = {
  position: number
  head_hash: string
  z_number: number
  kind: string
  opened_at: string | null
  closed_at: string
  currency: string
  series: number
  opening_number: number | null
  last_number: number | null
  opening_float_minor: string
  counted: Record<string, string> | null
  days: DayFacts[] | null
  shares: ShareFacts[] | null
}
type DayFacts = { business_day: string; tickets: number; return_tickets: number } & Record<
  'gross' | 'discounts' | 'returns' | 'net' | 'tax' | 'total' | 'rounding',
  string
>
type ShareFacts = { business_day: string; kind: string; key: string; count: number; base: string; amount: string }

/**
 * Gives the closing of a session the next place in its register's journal: its Z as it stands now, signed. The caller holds
 * the register's lock and has closed the session.
 */
export async function closeSessionInJournal(tx: Tx, session: ClosedSession, key: JournalKey): Promise<void> {
  const { storeId, registerId, id } = session
  const facts = await readFacts(tx, session)
  const position = facts.position + 1
  const content = canonicalSessionClose({ storeId, registerId, position, sessionId: id, ...closeOf(facts) })
  const digest = hash('sha256', journalInput(facts.head_hash, content), 'hex')
  await tx`
    with entry as (
      insert into journal_entries (store_id, register_id, position, kind, record_id, formula_version, previous_hash, hash,
        key_id, signature, content)
      values (${storeId}, ${registerId}, ${position}, ${SESSION_CLOSE}, ${id}, ${JOURNAL_VERSION},
        decode(${facts.head_hash}, 'hex'), decode(${digest}, 'hex'), ${key.id},
        decode(${key.sign('entry', digest)}, 'hex'), ${content})
    )
    update register_journals set position = ${position}, head_hash = decode(${digest}, 'hex')
    where store_id = ${storeId} and register_id = ${registerId}`
}

async function readFacts(tx: Tx, { storeId, registerId, id }: ClosedSession): Promise<SessionFacts> {
  const [row] = await tx<SessionFacts[]>`
    select journal.position, encode(journal.head_hash, 'hex') as head_hash, s.z_number, s.kind, s.opened_at, s.closed_at,
      s.currency::text, s.series, s.opening_number, s.last_number, s.opening_float_minor::text, s.counted,
      (select json_agg(day order by day.business_day) from (
         select business_day, tickets, return_tickets, gross_minor::text as gross, discount_minor::text as discounts,
           returns_minor::text as returns, net_minor::text as net, tax_minor::text as tax, total_minor::text as total,
           rounding_minor::text as rounding
         from session_totals where store_id = s.store_id and session_id = s.id and not is_late
           and (tickets, return_tickets) <> (0, 0)) day) as days,
      (select json_agg(share order by share.business_day, share.kind, share.key collate "C") from (
         select business_day, kind, key, occurrences as count, base_minor::text as base, amount_minor::text as amount
         from session_shares where store_id = s.store_id and session_id = s.id and not is_late
           and occurrences <> 0) share) as shares
    from register_sessions s
    join register_journals journal on journal.store_id = s.store_id and journal.register_id = s.register_id
    where s.store_id = ${storeId} and s.register_id = ${registerId} and s.id = ${id} and s.closed_at is not null`
  if (row === undefined) throw new Error(`Session ${id} is not a closed one of register ${registerId}`)
  return row
}

function closeOf(facts: SessionFacts) {
  const shares = (facts.shares ?? []).map(({ business_day, kind, key, count, base, amount }) => ({
    businessDay: business_day,
    kind,
    key,
    count,
    base: BigInt(base),
    amount: BigInt(amount),
  }))
  const counted = Object.entries(facts.counted ?? {})
    .map(([method, amount]) => ({ method, amount: BigInt(amount) }))
    .sort((left, right) => (left.method < right.method ? -1 : 1))
  const openingFloat = BigInt(facts.opening_float_minor)
  const expectedCash = shares
    .filter(({ kind, key }) => kind === 'movement' || (key === 'cash' && (kind === 'payment' || kind === 'refund')))
    .reduce((sum, { amount }) => sum + amount, openingFloat)
  const countedCash = counted.find(({ method }) => method === 'cash')?.amount
  return {
    zNumber: facts.z_number,
    sessionKind: facts.kind,
    openedAt: facts.opened_at,
    closedAt: facts.closed_at,
    currency: facts.currency,
    series: facts.series,
    openingNumber: facts.opening_number,
    lastNumber: facts.last_number,
    openingFloat,
    days: (facts.days ?? []).map(({ business_day, tickets, return_tickets, ...amounts }) => ({
      businessDay: business_day,
      tickets,
      returnTickets: return_tickets,
      gross: BigInt(amounts.gross),
      discounts: BigInt(amounts.discounts),
      returns: BigInt(amounts.returns),
      net: BigInt(amounts.net),
      tax: BigInt(amounts.tax),
      total: BigInt(amounts.total),
      rounding: BigInt(amounts.rounding),
    })),
    shares,
    counted,
    difference: countedCash === undefined ? null : countedCash - expectedCash,
  }
}
