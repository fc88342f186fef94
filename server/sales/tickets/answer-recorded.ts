import type { Language } from '../../platform/text.ts'
import type { Recorded, Sales } from './sales.ts'

/** 201 when recorded now; 200 and `Idempotent-Replayed` when the chain had it already. */
export async function answerRecorded(sales: Sales, { ticket, isReplay }: Recorded, language: Language) {
  const data = await sales.present(ticket, language)
  return isReplay ? { data, status: 200, headers: { 'idempotent-replayed': 'true' } } : { data }
}
