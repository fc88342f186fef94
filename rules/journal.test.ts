import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import {
  canonicalSessionClose,
  canonicalTicket,
  GENESIS_HASH,
  type JournalSessionClose,
  type JournalTicket,
  journalInput,
  signedText,
} from './journal.ts'

const TICKET: JournalTicket = {
  storeId: 1,
  registerId: 2,
  position: 41,
  kind: 'sale',
  id: '0198F2C4-7D2E-7A10-8000-0123456789AB',
  series: 3,
  number: 1042,
  occurredAt: '2026-11-20T09:03:11-05:00',
  businessDay: '2026-11-20',
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
      discount: 600n,
      originLineNumber: null,
      feeOf: 3,
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

const CANONICAL_1 =
  '[1,1,2,41,"sale","0198f2c4-7d2e-7a10-8000-0123456789ab",3,1042,"2026-11-20T14:03:11.000Z","CAD",' +
  '[[1,"article",17,"CH-BL-M","Chandail « bleu » \\"M\\"",2000,299900,5998,600,0,[["TPS",270],["TVQ",538]],6206]],' +
  '[["TPS",50000,5398,270],["TVQ",99750,5398,538]],[["cash",8000,1795]],6206,-1,null,null]'

const CANONICAL_2 =
  '[2,1,2,41,"sale","0198f2c4-7d2e-7a10-8000-0123456789ab",3,1042,"2026-11-20T14:03:11.000Z","2026-11-20","CAD",' +
  '[[1,"article",17,"CH-BL-M","Chandail « bleu » \\"M\\"",2000,299900,5998,600,0,[["TPS",270],["TVQ",538]],6206,' +
  '600,null,3]],[["TPS",50000,5398,270],["TVQ",99750,5398,538]],[["cash",8000,1795]],6206,-1,null,null]'

const CLOSE: JournalSessionClose = {
  storeId: 1,
  registerId: 2,
  position: 42,
  sessionId: '0198F2C4-7D2E-7A10-8000-0123456789AC',
  zNumber: 7,
  sessionKind: 'drawer',
  openedAt: '2026-11-20T13:00:00Z',
  closedAt: '2026-11-20T22:00:00Z',
  currency: 'CAD',
  series: 3,
  openingNumber: 1040,
  lastNumber: 1043,
  openingFloat: 10_000n,
  days: [
    {
      businessDay: '2026-11-20',
      tickets: 1,
      returnTickets: 0,
      gross: 5998n,
      discounts: 600n,
      returns: 0n,
      net: 5398n,
      tax: 808n,
      total: 6206n,
      rounding: -1n,
    },
  ],
  shares: [{ businessDay: '2026-11-20', kind: 'payment', key: 'cash', count: 1, base: 8000n, amount: 6205n }],
  counted: [{ method: 'cash', amount: 16_200n }],
  difference: -5n,
}

const CANONICAL_CLOSE =
  '[2,1,2,42,"session_close","0198f2c4-7d2e-7a10-8000-0123456789ac",7,"drawer","2026-11-20T13:00:00.000Z",' +
  '"2026-11-20T22:00:00.000Z","CAD",3,1040,1043,10000,[["2026-11-20",1,0,5998,600,0,5398,808,6206,-1]],' +
  '[["2026-11-20","payment","cash",1,8000,6205]],[["cash",16200]],-5]'

// Frozen: verifiers recompute every version for as long as a chain is kept.
const HASH_1 = 'ffbbe96bcb4c5298fc3b7f44f93a671bcd34c8f923f9fe4392a3c6be1fb037fe'

const HASH_2 = 'c1ce3cb0734a99750029fcc7a32421b7e3b9ff8e8e461d5ced2903e6a175f33d'
const HASH_CLOSE = '7c6d5ed2fc5957de0a9a24176cd7e476497f10125c71e5249434ed01e307ea5d'

const sha256 = (canonical: string, previous = GENESIS_HASH) =>
  createHash('sha256').update(journalInput(previous, canonical), 'utf8').digest('hex')

test('sums of any size are written exactly', () => {
  const large = 9_007_199_254_740_993n
  assert.equal(
    canonicalSessionClose({ ...CLOSE, difference: -large, counted: [{ method: 'cash', amount: large }] }),
    CANONICAL_CLOSE.replace('["cash",16200]', '["cash",9007199254740993]').replace('-5]', '-9007199254740993]'),
  )
  assert.match(canonicalTicket({ ...TICKET, total: large }), /,9007199254740993,/)
  assert.throws(() => canonicalTicket({ ...TICKET, number: 1.5 }), RangeError)
})

test('the canonical forms of each version and their hashes never change', () => {
  assert.equal(canonicalTicket(TICKET, 1), CANONICAL_1)
  assert.equal(sha256(CANONICAL_1), HASH_1)
  assert.equal(canonicalTicket(TICKET), CANONICAL_2)
  assert.equal(sha256(CANONICAL_2), HASH_2)
  assert.equal(canonicalSessionClose(CLOSE), CANONICAL_CLOSE)
  assert.equal(sha256(CANONICAL_CLOSE, HASH_2), HASH_CLOSE)
})

test('what is signed says what it is the hash of', () => {
  assert.equal(signedText('entry', HASH_2), `comptoir journal entry\n${HASH_2}`)
  assert.notEqual(signedText('entry', HASH_2), signedText('closing', HASH_2))
})

test('an instant has one spelling', () => {
  for (const occurredAt of ['2026-11-20T14:03:11Z', '2026-11-20T14:03:11.000Z', new Date('2026-11-20T14:03:11Z')]) {
    assert.equal(canonicalTicket({ ...TICKET, occurredAt }), CANONICAL_2)
  }
  assert.throws(() => canonicalTicket({ ...TICKET, occurredAt: '2026-11-20T14:03:11' }), RangeError)
  assert.throws(() => canonicalTicket({ ...TICKET, occurredAt: '2026-13-20T14:03:11Z' }), RangeError)
})

test('numbers that could be written in two ways are refused', () => {
  assert.throws(() => canonicalTicket({ ...TICKET, number: 1.5 }), RangeError)
  assert.throws(() => canonicalTicket({ ...TICKET, position: 2 ** 53 }), RangeError)
  assert.equal(canonicalTicket({ ...TICKET, position: 41n }), CANONICAL_2)
  for (const businessDay of ['2026-11-2', '20/11/2026', '2026-13-01', '']) {
    assert.throws(() => canonicalTicket({ ...TICKET, businessDay }), RangeError)
  }
})

test('a chain continues from a hash and from nothing else', () => {
  assert.throws(() => journalInput('', CANONICAL_1), RangeError)
  assert.throws(() => journalInput('A'.repeat(64), CANONICAL_1), RangeError)
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
  discount: arbitraryAmount,
  originLineNumber: fc.option(arbitraryId),
  feeOf: fc.option(arbitraryId),
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
  businessDay: fc.constantFrom('2026-11-20', '2026-11-21'),
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
function expected(ticket: JournalTicket, version: 1 | 2): unknown {
  const numbers = (...values: (bigint | number)[]): number[] => values.map(Number)
  return [
    ...numbers(version, ticket.storeId, ticket.registerId, ticket.position),
    ticket.kind,
    ticket.id,
    ...numbers(ticket.series, ticket.number),
    ticket.occurredAt,
    ...(version === 1 ? [] : [ticket.businessDay]),
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
      ...(version === 1 ? [] : [Number(line.discount), line.originLineNumber, line.feeOf]),
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
    fc.property(arbitraryJournalTicket, fc.constantFrom(1, 2), (ticket, version) => {
      const canonical = canonicalTicket(ticket, version)
      assert.deepEqual(JSON.parse(canonical), expected(ticket, version))
      assert.equal(canonical.includes('\n'), false)
    }),
  )
})

test('two records that differ have two forms, and a form of one version is none of the other', () => {
  fc.assert(
    fc.property(arbitraryJournalTicket, arbitraryJournalTicket, (one, other) => {
      const isSame = isDeepStrictEqual(one, other)
      assert.equal(canonicalTicket(one) === canonicalTicket(other), isSame)
      assert.notEqual(canonicalTicket(one, 1), canonicalTicket(other))
    }),
  )
})

test('a record that differs from another in one place only has another form', () => {
  const [line] = TICKET.lines
  if (line === undefined) assert.fail()
  const others: Partial<JournalTicket>[] = [
    ...(['storeId', 'registerId', 'position', 'series', 'number'] as const).map((name) => ({
      [name]: Number(TICKET[name]) + 1,
    })),
    { kind: 'return' },
    { id: '0198f2c4-7d2e-7a10-8000-0123456789ac' },
    { occurredAt: '2026-11-20T09:03:11.001-05:00' },
    { businessDay: '2026-11-21' },
    { currency: 'EUR' },
    { total: 0n },
    { rounding: 0n },
    { returnOf: TICKET.id },
    { recordHash: GENESIS_HASH },
    { taxes: [] },
    { payments: [] },
    { lines: [] },
    { lines: [line, line] },
    ...Object.entries(line).map(([name, value]) => ({
      lines: [{ ...line, [name]: typeof value === 'bigint' ? value + 1n : otherThan(value) }],
    })),
  ]
  const forms = new Set(
    [TICKET, ...others.map((other) => ({ ...TICKET, ...other }))].map((one) => canonicalTicket(one)),
  )
  assert.equal(forms.size, others.length + 1)
})

function otherThan(value: unknown): unknown {
  if (Array.isArray(value)) return []
  return typeof value === 'string' ? `${value}x` : Number(value ?? 0) + 1
}

test('a closing can be read back from its form, and has another when anything in it differs', () => {
  assert.equal(JSON.parse(CANONICAL_CLOSE).length, 19)
  const others: Partial<JournalSessionClose>[] = [
    { zNumber: 8 },
    { sessionKind: 'day' },
    { openedAt: null },
    { openingNumber: null },
    { lastNumber: 1 },
    { openingFloat: 0n },
    { days: [] },
    { shares: [] },
    { counted: [] },
    { difference: null },
    { series: 0 },
  ]
  const forms = new Set([{}, ...others].map((other) => canonicalSessionClose({ ...CLOSE, ...other })))
  assert.equal(forms.size, others.length + 1)
  assert.throws(() => canonicalSessionClose({ ...CLOSE, closedAt: '2026-11-20T22:00:00' }), RangeError)
})
