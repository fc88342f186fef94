import { type Actor, may } from '../../platform/actor.ts'
import { platformErrors } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import type { SaleDraft } from './ticket.ts'

/**
 * Selling at the catalogue's price is anyone's who sells; taking something off it, or changing it, is a right of its own.
 *
 * @throws forbidden naming the field
 */
export function checkDiscountRight(draft: SaleDraft): void {
  if (may(draft.actor, 'sales.discount')) return
  const line = draft.lines.findIndex(({ discount }) => discount !== null)
  if (draft.discount === null && line < 0) return
  throw platformErrors.forbidden({
    fields: {
      [draft.discount === null ? `lines.${line}.discount` : 'discount']: text(
        'Accorder une remise demande la permission sales.discount.',
        'Giving a discount takes the permission sales.discount.',
      ),
    },
  })
}

/** @throws forbidden naming the field */
export function checkPriceRight(actor: Actor, lineIndex: number): void {
  if (may(actor, 'sales.override')) return
  throw platformErrors.forbidden({
    fields: {
      [`lines.${lineIndex}.unit_price`]: text(
        'Changer un prix demande la permission sales.override.',
        'Changing a price takes the permission sales.override.',
      ),
    },
  })
}
