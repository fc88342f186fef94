import { formatMoney } from '../../../../../rules/index.ts'
import { api } from '../../../api/index.ts'
import type { Language, Translate } from '../../../i18n/index.ts'
import type { CartCustomer } from '../../cart/cart.ts'
import { toMinor } from '../../cart/decimals.ts'
import { messages } from './messages.ts'

type CreditAsked = {
  readonly customer: CartCustomer | null
  /** All that a ticket takes of it, in minor units; 0: it only gives. */
  readonly wanted: bigint
  readonly currency: string
  readonly isOnline: boolean | null
}

/** Why a customer's store credit does not pay this; null: it does. @throws ComptoirError */
export async function refuseCredit(
  { customer, wanted, currency, isOnline }: CreditAsked,
  t: Translate,
  language: Language,
): Promise<string | null> {
  if (customer === null) return t(messages.creditNoCustomer)
  if (isOnline === false) return t(messages.creditOffline)
  if (wanted === 0n) return null
  const { credit } = await api.getCustomer(customer.id)
  const balance = toMinor(credit.find((account) => account.currency === currency)?.balance ?? '0', currency)
  return balance < wanted ? t(messages.creditTooLittle, { amount: formatMoney(balance, currency, language) }) : null
}
