/** Random tickets for the property tests. */
import fc from 'fast-check'
import type { Discount } from '../discounts.ts'
import type { TicketInput, TicketLineInput } from '../pricing.ts'
import { BUILT_IN_TAX_ZONES, taxesOfClass } from '../zones.ts'

/** Discounts within and beyond what is sensible, since a price must exist for any. */
const arbitraryDiscount: fc.Arbitrary<Discount | null> = fc.oneof(
  fc.constant(null),
  fc.bigInt({ min: -10_000n, max: 1_200_000n }).map((percentPpm): Discount => ({ type: 'percent', percentPpm })),
  fc.bigInt({ min: -10n, max: 20_000n }).map((amount): Discount => ({ type: 'amount', amount })),
)

function arbitraryLine(
  zone: (typeof BUILT_IN_TAX_ZONES)[number],
  canBeNegative: boolean,
): fc.Arbitrary<TicketLineInput> {
  return fc.record({
    quantity: fc.oneof(
      fc.bigInt({ min: 1n, max: 20n }).map((pieces) => pieces * 1000n),
      fc.bigInt({ min: canBeNegative ? -5000n : 1n, max: 5000n }),
    ),
    unitPrice: fc.oneof(
      fc.bigInt({ min: 0n, max: 500n }).map((cents) => cents * 100n),
      fc.bigInt({ min: canBeNegative ? -1_000_000n : 0n, max: 10_000_000n }),
    ),
    discount: arbitraryDiscount,
    taxes: fc.constantFrom(...zone.classes.map((taxClass) => taxesOfClass(zone, taxClass.code))),
    amount: fc.option(fc.bigInt({ min: canBeNegative ? -1000n : 0n, max: 100_000n }), { nil: undefined, freq: 8 }),
  })
}

function arbitraryTicketOf(canBeNegative: boolean): fc.Arbitrary<TicketInput> {
  return fc.constantFrom(...BUILT_IN_TAX_ZONES).chain((zone) =>
    fc.record({
      decimals: fc.constantFrom(0, 2, 2, 2, 3),
      pricesIncludeTax: fc.boolean(),
      taxExempt: fc.option(fc.boolean(), { nil: undefined }),
      lines: fc.array(arbitraryLine(zone, canBeNegative), { maxLength: 12 }),
      discount: arbitraryDiscount,
    }),
  )
}

/** Any ticket, with goods sold and goods taken back. */
export const arbitraryTicket = arbitraryTicketOf(true)

/** A ticket of goods sold, each of which can be returned. */
export const arbitrarySale = arbitraryTicketOf(false)
