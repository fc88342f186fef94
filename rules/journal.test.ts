import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalTicket, GENESIS_HASH, type JournalTicket, journalInput } from './journal.ts'

const TICKET: JournalTicket = {
  storeId: 1,
  registerId: 2,
  position: 41,
  kind: 'sale',
  id: '0198F2C4-7D2E-7A10-8000-0123456789AB',
  series: 3,
  number: 1042,
  occurredAt: '2026-11-20T09:03:11-05:00',
  currency: 'CAD',
  lines: [
    {
      lineNumber: 1,
      kind: 'article',
      variantId: 17,
      sku: 'CH-BL-M',
      name: 'Chandail « bleu » "M"',
      quantity: 2000n,
      unitPrice: 299900n,
      gross: 5998n,
      lineDiscount: 600n,
      ticketDiscount: 0n,
      taxAmounts: [
        { code: 'TPS', amount: 270n },
        { code: 'TVQ', amount: 538n },
      ],
      total: 6206n,
    },
  ],
  taxes: [
    { code: 'TPS', ratePpm: 50_000, base: 5398n, amount: 270n },
    { code: 'TVQ', ratePpm: 99_750, base: 5398n, amount: 538n },
  ],
  payments: [{ method: 'cash', amount: 8000n, change: 1795n }],
  total: 6206n,
  rounding: -1n,
  returnOf: null,
  recordHash: null,
}

const CANONICAL =
  '[1,1,2,41,"sale","0198f2c4-7d2e-7a10-8000-0123456789ab",3,1042,"2026-11-20T14:03:11.000Z","CAD",' +
  '[[1,"article",17,"CH-BL-M","Chandail « bleu » \\"M\\"",2000,299900,5998,600,0,[["TPS",270],["TVQ",538]],6206]],' +
  '[["TPS",50000,5398,270],["TVQ",99750,5398,538]],[["cash",8000,1795]],6206,-1,null,null]'

// Frozen: version 1 is recomputed by verifiers for as long as a chain is kept.
const HASH = 'ffbbe96bcb4c5298fc3b7f44f93a671bcd34c8f923f9fe4392a3c6be1fb037fe'

test('the canonical form of version 1 and its hash never change', () => {
  assert.equal(canonicalTicket(TICKET), CANONICAL)
  const input = journalInput(GENESIS_HASH, canonicalTicket(TICKET))
  assert.equal(createHash('sha256').update(input, 'utf8').digest('hex'), HASH)
})

test('an instant has one spelling', () => {
  for (const occurredAt of ['2026-11-20T14:03:11Z', '2026-11-20T14:03:11.000Z', new Date('2026-11-20T14:03:11Z')]) {
    assert.equal(canonicalTicket({ ...TICKET, occurredAt }), CANONICAL)
  }
  assert.throws(() => canonicalTicket({ ...TICKET, occurredAt: '2026-11-20T14:03:11' }), RangeError)
  assert.throws(() => canonicalTicket({ ...TICKET, occurredAt: '2026-13-20T14:03:11Z' }), RangeError)
})

test('numbers that could be written in two ways are refused', () => {
  assert.throws(() => canonicalTicket({ ...TICKET, number: 1.5 }), RangeError)
  assert.throws(() => canonicalTicket({ ...TICKET, position: 2 ** 53 }), RangeError)
  assert.equal(canonicalTicket({ ...TICKET, position: 41n }), CANONICAL)
})

test('a chain continues from a hash and from nothing else', () => {
  assert.throws(() => journalInput('', CANONICAL), RangeError)
  assert.throws(() => journalInput('A'.repeat(64), CANONICAL), RangeError)
})

const arbitraryAmount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
const arbitraryText = fc.string({ unit: 'binary', maxLength: 12 })
const arbitraryId = fc.nat({ max: 5 })

const arbitraryJournalLine = fc.record({
  lineNumber: arbitraryId,
  kind: arbitraryText,
  variantId: fc.option(arbitraryId),
  sku: fc.option(arbitraryText),
  name: arbitraryText,
  quantity: arbitraryAmount,
  unitPrice: arbitraryAmount,
  gross: arbitraryAmount,
  lineDiscount: arbitraryAmount,
  ticketDiscount: arbitraryAmount,
  taxAmounts: fc.array(fc.record({ code: arbitraryText, amount: arbitraryAmount }), { maxLength: 2 }),
  total: arbitraryAmount,
})

const arbitraryJournalTicket: fc.Arbitrary<JournalTicket> = fc.record({
  storeId: arbitraryId,
  registerId: arbitraryId,
  position: arbitraryId,
  kind: arbitraryText,
  id: fc.uuid(),
  series: arbitraryId,
  number: arbitraryId,
  occurredAt: fc
    .date({ noInvalidDate: true, min: new Date('1970-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z') })
    .map((date) => date.toISOString()),
  currency: fc.constantFrom('CAD', 'EUR'),
  lines: fc.array(arbitraryJournalLine, { maxLength: 3 }),
  taxes: fc.array(
    fc.record({ code: arbitraryText, ratePpm: arbitraryId, base: arbitraryAmount, amount: arbitraryAmount }),
    { maxLength: 2 },
  ),
  payments: fc.array(fc.record({ method: arbitraryText, amount: arbitraryAmount, change: arbitraryAmount }), {
    maxLength: 2,
  }),
  total: arbitraryAmount,
  rounding: arbitraryAmount,
  returnOf: fc.option(fc.uuid()),
  recordHash: fc.option(fc.constantFrom(GENESIS_HASH, 'f'.repeat(64))),
})

/** The record as its form is read by any JSON reader. That each can be read back makes the form unambiguous. */
function expected(ticket: JournalTicket): unknown {
  const numbers = (...values: (bigint | number)[]): number[] => values.map(Number)
  return [
    ...numbers(1, ticket.storeId, ticket.registerId, ticket.position),
    ticket.kind,
    ticket.id,
    ...numbers(ticket.series, ticket.number),
    ticket.occurredAt,
    ticket.currency,
    ticket.lines.map((line) => [
      line.lineNumber,
      line.kind,
      line.variantId,
      line.sku,
      line.name,
      ...numbers(line.quantity, line.unitPrice, line.gross, line.lineDiscount, line.ticketDiscount),
      line.taxAmounts.map((tax) => [tax.code, Number(tax.amount)]),
      Number(line.total),
    ]),
    ticket.taxes.map((tax) => [tax.code, ...numbers(tax.ratePpm, tax.base, tax.amount)]),
    ticket.payments.map((payment) => [payment.method, ...numbers(payment.amount, payment.change)]),
    ...numbers(ticket.total, ticket.rounding),
    ticket.returnOf,
    ticket.recordHash,
  ]
}

test('every record can be read back from its form, so no two records share one', () => {
  fc.assert(
    fc.property(arbitraryJournalTicket, (ticket) => {
      const canonical = canonicalTicket(ticket)
      assert.deepEqual(JSON.parse(canonical), expected(ticket))
      assert.equal(canonical.includes('\n'), false)
    }),
  )
})
