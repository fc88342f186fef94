import { formatMoney } from '../../../rules/index.ts'
import { type Text, text } from '../../platform/text.ts'

/** An amount in minor units, written as the reader of each language writes it, for the sentences of a refusal. */
export const moneyText = (amount: bigint, currency: string): Text =>
  text(formatMoney(amount, currency, 'fr'), formatMoney(amount, currency, 'en'))
