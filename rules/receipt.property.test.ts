import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Receipt } from './receipt.ts'
import { receiptText } from './receipt-text.ts'
import { textWidth, wrapText } from './text-layout.ts'

const arbitraryName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(fc.constantFrom('chandail', 'mérinos', '日本語', '👩🏽‍🍳', '\u00a0', '\n', '\t', 'a'.repeat(60)), {
      maxLength: 12,
    })
    .map((words) => words.join(' ')),
)
const arbitraryAmount = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n })

const arbitraryReceipt: fc.Arbitrary<Receipt> = fc.record({
  kind: fc.constantFrom('sale', 'return'),
  store: fc.record({
    name: arbitraryName,
    legalName: fc.option(arbitraryName),
    header: fc.array(arbitraryName, { maxLength: 3 }),
    address: fc.array(arbitraryName, { maxLength: 3 }),
    footer: fc.array(arbitraryName, { maxLength: 3 }),
    taxNumbers: fc.array(fc.record({ name: fc.constant({ fr: 'TPS', en: 'GST' }), number: arbitraryName }), {
      maxLength: 2,
    }),
  }),
  reference: arbitraryName,
  returnOf: fc.option(arbitraryName),
  dateText: arbitraryName,
  register: fc.option(arbitraryName),
  cashier: fc.option(arbitraryName),
  customer: fc.option(arbitraryName),
  currency: fc.constantFrom('CAD', 'EUR', 'XOF', 'TND'),
  pricesIncludeTax: fc.boolean(),
  lines: fc.array(
    fc.record({
      name: arbitraryName,
      quantity: arbitraryAmount,
      unit: fc.option(arbitraryName),
      unitPrice: arbitraryAmount,
      gross: arbitraryAmount,
      lineDiscount: arbitraryAmount,
      discountPpm: fc.option(fc.bigInt({ min: 0n, max: 1_000_000n })),
      taxCodes: fc.subarray(['A', 'B', 'C']),
    }),
    { maxLength: 4 },
  ),
  ticketDiscount: arbitraryAmount,
  ticketDiscountPpm: fc.option(fc.bigInt({ min: 0n, max: 1_000_000n })),
  subtotal: arbitraryAmount,
  taxes: fc.array(
    fc.record({
      code: fc.constantFrom('A', 'B', 'C'),
      name: fc.record({ fr: arbitraryName, en: arbitraryName }),
      ratePpm: fc.nat(1_000_000),
      base: arbitraryAmount,
      amount: arbitraryAmount,
    }),
    { maxLength: 4 },
  ),
  exemptedTax: fc.constantFrom(0n, 100n),
  exemptionCertificate: fc.option(arbitraryName),
  total: arbitraryAmount,
  rounding: fc.constantFrom(-2n, 0n, 2n),
  payments: fc.array(fc.record({ method: fc.oneof(fc.constant('cash'), arbitraryName), amount: arbitraryAmount }), {
    maxLength: 3,
  }),
  changeDue: arbitraryAmount,
  copyNumber: fc.nat(3),
})

test('no line is ever wider than the paper, whatever stands on it', () => {
  fc.assert(
    fc.property(
      arbitraryReceipt,
      fc.constantFrom('fr', 'en'),
      fc.constantFrom(24, 32, 42, 48),
      (receipt, language, width) => {
        for (const line of receiptText(receipt, { language, width })) {
          assert.ok(textWidth(line) <= width && line.length <= width, JSON.stringify(line))
          // A control character would move the paper, so none may pass.
          assert.doesNotMatch(line, /\p{Cc}/u)
        }
      },
    ),
  )
})

test('wrapping loses no word', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-zé]{1,9}$/), { maxLength: 20 }),
      fc.integer({ min: 9, max: 48 }),
      (words, width) => {
        assert.equal(wrapText(words.join(' '), width).join(' '), words.join(' '))
      },
    ),
  )
})
