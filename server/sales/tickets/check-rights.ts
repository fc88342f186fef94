import { type Actor, may } from '../../platform/actor.ts'
import { platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import type { ReceiptReturnDraft, SaleDraft } from './ticket.ts'

/**
 * Selling at the catalogue's price is anyone's who sells; taking something off it, or changing it, is a right of its own.
 *
 * @throws forbidden naming the field
 */
export function checkDiscountRight(draft: SaleDraft | ReceiptReturnDraft): void {
  if (may(draft.actor, 'sales.discount')) return
  const [lines, path] =
    draft.kind === 'sale' ? [draft.lines, 'lines' as const] : [draft.exchangeLines, 'exchange_lines' as const]
  const line = lines.findIndex(({ discount }) => discount !== null)
  if (draft.discount === null && line < 0) return
  throw platformErrors.forbidden({
    fields: {
      [draft.discount === null ? `${path}.${line}.discount` : 'discount']: text(
        'Accorder une remise demande la permission sales.discount.',
        'Giving a discount takes the permission sales.discount.',
      ),
    },
  })
}

/** @throws forbidden naming the field */
export function checkPriceRight(actor: Actor, path: string): void {
  if (may(actor, 'sales.override')) return
  throw platformErrors.forbidden({
    fields: {
      [`${path}.unit_price`]: text(
        'Changer un prix demande la permission sales.override.',
        'Changing a price takes the permission sales.override.',
      ),
    },
  })
}

/** What is bought in exchange is sold. @throws forbidden naming the field */
export function checkSellRight(actor: Actor): void {
  if (may(actor, 'sales.create')) return
  throw platformErrors.forbidden({
    fields: {
      exchange_lines: text(
        'Vendre en échange demande la permission sales.create.',
        'Selling in exchange takes the permission sales.create.',
      ),
    },
  })
}

/** Goods without a receipt are taken back by whoever may approve what others may not do. @throws forbidden */
export function checkOpenReturnRight(actor: Actor): void {
  if (may(actor, 'approvals.give')) return
  throw platformErrors.forbidden({
    fields: {
      approvals: text('Un retour sans reçu demande une approbation.', 'A return without a receipt takes an approval.'),
    },
  })
}
