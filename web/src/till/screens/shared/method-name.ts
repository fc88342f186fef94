import type { Text } from '../../../i18n/index.ts'
import type { PaymentMethod } from '../../memory.ts'
import { messages } from './messages.ts'

const OTHERS = {
  card: messages.card,
  cheque: messages.cheque,
  credit: messages.credit,
  other: messages.other,
} as const

/** How a tender is called: Québec pays « comptant », France « en espèces ». */
export function methodName(method: PaymentMethod, currency: string): Text {
  if (method === 'cash') return currency === 'CAD' ? messages.cash : messages.cashEurope
  return OTHERS[method]
}
