import type { Tx } from '../../platform/database/connect.ts'
import { text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import { moneyText } from '../tickets/money-text.ts'
import { lockAccounts } from './lock-accounts.ts'

/** Whoever is still owed something does not go away unnoticed. @throws customer_has_credit naming the balances */
export async function refuseCredit(tx: Tx, customerId: number): Promise<void> {
  const owed = (await lockAccounts(tx, [customerId])).filter((account) => account.balance > 0n)
  if (owed.length === 0) return
  const amounts = owed.map(({ balance, currency }) => moneyText(balance, currency))
  const balances = text(amounts.map(({ fr }) => fr).join(', '), amounts.map(({ en }) => en).join(', '))
  throw salesErrors.customer_has_credit({ values: { balances } })
}
