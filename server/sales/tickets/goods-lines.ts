import type { TicketLine } from './ticket.ts'

/**
 * Which lines count as units, wherever units are counted: goods that were sold or taken back; neither an adjustment of the
 * amount nor a deposit or an eco-fee, whose money counts.
 */
export const isGoods = ({ kind, isFee }: Pick<TicketLine, 'kind' | 'isFee'>): boolean => kind !== 'adjustment' && !isFee

/** The same of the rows of `sale_lines`. */
export const goodsCondition = (table: string): string => `(${table}.kind <> 'adjustment' and not ${table}.is_fee)`
