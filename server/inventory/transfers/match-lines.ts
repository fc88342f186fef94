import { parseDecimal, QUANTITY_SCALE } from '../../../rules/index.ts'
import { invalid, missingReference } from '../../platform/errors.ts'
import { fill, text } from '../../platform/text.ts'
import { writeQuantity } from '../present.ts'
import type { TransferLine } from './lock-transfer.ts'

/** What a request says of an article. */
export type GivenLine = { readonly variant_id: number; readonly quantity: string | number }

/** What was said of a line, and where in the request. */
export type MatchedLine = { readonly line: TransferLine; readonly quantity: bigint; readonly path: string }

const TWICE = text('Cet article est donné deux fois.', 'This article is given twice.')
const TOO_MANY = text('C’est plus que les {most} possibles.', 'This is more than the {most} there can be.')

/** The schema has checked the form. */
export const quantityOf = (quantity: string | number): bigint => parseDecimal(quantity, QUANTITY_SCALE) ?? 0n

/** @throws validation_failed where more is given than there can be. */
export function refuseMoreThan(most: bigint, { quantity, path }: Pick<MatchedLine, 'quantity' | 'path'>): void {
  if (quantity > most) throw invalid({ [path]: fill(TOO_MANY, { most: writeQuantity(most) }) })
}

/** @throws validation_failed for an article that is given twice. */
export function refuseTwice(given: readonly { readonly variant_id: number }[]): void {
  const seen = new Set<number>()
  for (const [index, { variant_id: variantId }] of given.entries()) {
    if (seen.has(variantId)) throw invalid({ [`lines.${index}.variant_id`]: TWICE })
    seen.add(variantId)
  }
}

/**
 * Finds the lines of a transfer that a request speaks of.
 *
 * @throws validation_failed for an article that is given twice, or that is not on the transfer.
 */
export function matchLines(given: readonly GivenLine[], lines: readonly TransferLine[]): Map<number, MatchedLine> {
  refuseTwice(given)
  const known = new Map(lines.map((line) => [line.variantId, line]))
  return new Map(
    given.map(({ variant_id: variantId, quantity }, index) => {
      const line = known.get(variantId)
      if (line === undefined) throw missingReference(`lines.${index}.variant_id`)
      return [variantId, { line, quantity: quantityOf(quantity), path: `lines.${index}.quantity` }]
    }),
  )
}
