import type { Row } from 'postgres'
import { GENESIS_HASH } from '../../../rules/index.ts'
import { peekLevels } from '../../inventory/index.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { type Column, forSet, givenRows } from '../../platform/database/insert-set.ts'
import { together } from '../../platform/database/together.ts'
import type { StoreFacts } from '../../stores/index.ts'
import { findApprovals } from '../approvals/find-approvals.ts'
import type { CreditAccount } from '../credit/lock-accounts.ts'
import { findSessions } from '../sessions/find-sessions.ts'
import { sessionKeyOf } from '../sessions/session-key.ts'
import { SessionsOfSet } from '../sessions/sessions-of-set.ts'
import type { CreditKey } from '../tickets/lock-credits.ts'
import type { RowsOfSet } from '../tickets/lock-set.ts'
import type { RegisterState } from '../tickets/set-state.ts'
import type { RecordDraft } from '../tickets/ticket.ts'
import { TrainingState } from './training-state.ts'

type RegisterKey = { readonly storeId: number; readonly registerId: number }

const registerColumns: readonly Column<RegisterKey>[] = [
  ['store_id', 'bigint', (key) => key.storeId],
  ['register_id', 'bigint', (key) => key.registerId],
]

const readRegisters = forSet(
  registerColumns,
  `select register.store_id, register.id, register.deleted_at is not null as is_deleted
   from ${givenRows(registerColumns)}
   join registers register on register.store_id = given.store_id and register.id = given.register_id`,
)

/** Where the registers stand does not matter: nothing that is practised is numbered or chained. */
const toRegister = ({ store_id, id, is_deleted }: Row): RegisterState => ({
  storeId: store_id,
  registerId: id,
  isDeleted: is_deleted,
  lastNumber: 0,
  position: 0,
  headHash: GENESIS_HASH,
})

async function peekPlaces(
  tx: Tx,
  registers: readonly RegisterKey[],
  drafts: readonly RecordDraft[],
  stores: ReadonlyMap<number, StoreFacts>,
  now: number,
) {
  const keys = drafts.map((draft) => sessionKeyOf(draft, stores.get(draft.storeId) as StoreFacts, now))
  const [rows, sessions] = await together([readRegisters(tx, registers), findSessions(tx, keys)])
  return { registerRows: rows.map(toRegister), sessions: new SessionsOfSet(keys, sessions) }
}

const creditColumns: readonly Column<CreditKey>[] = [
  ['customer_id', 'bigint', (key) => key.customerId],
  ['currency', 'text', (key) => key.currency],
]

/** Of a customer who was merged, the account of the one that they were merged into. */
const readCredits = forSet(
  creditColumns,
  `select distinct customer.holder as customer_id, given.currency, coalesce(credit.balance_minor, 0)::text as balance
   from ${givenRows(creditColumns)}
   join (select id, coalesce(merged_into_id, id) as holder from customers) customer on customer.id = given.customer_id
   left join customer_credits credit on credit.customer_id = customer.holder and credit.currency = given.currency::bpchar`,
)

async function peekCredits(tx: Tx, keys: readonly CreditKey[]): Promise<CreditAccount[]> {
  if (keys.length === 0) return []
  const rows = await readCredits(tx, keys)
  return rows.map((row) => ({ customerId: row.customer_id, currency: row.currency, balance: BigInt(row.balance) }))
}

/** The rows of a set as they are, unlocked: for tickets that change none of them. */
export const PEEKED: RowsOfSet = {
  identities: async () => new Map(),
  // A training return's sale is read, and held, with the returns that it has had.
  origins: async () => {},
  places: peekPlaces,
  levels: peekLevels,
  credits: peekCredits,
  approvals: (tx, drafts) => findApprovals(tx, drafts, true),
  begin: (rows) => new TrainingState(rows),
}
