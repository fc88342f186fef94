import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Receipt } from './receipt.ts'
import { receiptText } from './receipt-text.ts'
import { centered, columns, row, textWidth, wrapText } from './text-layout.ts'

const TPS = { fr: 'TPS', en: 'GST' }
const TVQ = { fr: 'TVQ', en: 'QST' }
const TVA = { fr: 'TVA', en: 'VAT' }

const SALE: Receipt = {
  kind: 'sale',
  store: {
    name: 'Boutique du Plateau',
    header: [],
    address: ['4321, rue Saint-Denis', 'Montréal (Québec)'],
    footer: ['Merci\u00a0!'],
    taxNumbers: [
      { name: TPS, number: '123456789 RT0001' },
      { name: TVQ, number: '1234567890 TQ0001' },
    ],
  },
  reference: 'PLA-2-3-1042',
  dateText: '2026-11-20 09:03',
  register: '2',
  currency: 'CAD',
  pricesIncludeTax: false,
  lines: [
    {
      name: 'Chandail bleu',
      quantity: 2000n,
      unitPrice: 299900n,
      gross: 5998n,
      lineDiscount: 600n,
      discountPpm: 100000n,
      taxCodes: ['TPS', 'TVQ'],
    },
  ],
  ticketDiscount: 0n,
  subtotal: 5398n,
  taxes: [
    { code: 'TPS', name: TPS, ratePpm: 50_000, base: 5398n, amount: 270n },
    { code: 'TVQ', name: TVQ, ratePpm: 99_750, base: 5398n, amount: 538n },
  ],
  total: 6206n,
  rounding: -1n,
  payments: [{ method: 'cash', amount: 8000n }],
  changeDue: 1795n,
  copyNumber: 0,
}

/** No-break spaces are kept on paper; the tables here show them as spaces. */
function lines(receipt: Receipt, language: 'fr' | 'en', width: number): string[] {
  return receiptText(receipt, { language, width }).map((line) => line.replaceAll('\u00a0', ' '))
}

test('a sale in Québec, in French on a narrow roll', () => {
  assert.deepEqual(lines(SALE, 'fr', 32), [
    '      Boutique du Plateau',
    '     4321, rue Saint-Denis',
    '       Montréal (Québec)',
    '     TPS : 123456789 RT0001',
    '    TVQ : 1234567890 TQ0001',
    '',
    '2026-11-20 09:03',
    'Reçu : PLA-2-3-1042',
    'Caisse : 2',
    '--------------------------------',
    'Chandail bleu',
    '  2 × 29,99 $            59,98 $',
    '  Rabais 10 %            -6,00 $',
    '--------------------------------',
    'Sous-total               53,98 $',
    'TPS 5 %                   2,70 $',
    'TVQ 9,975 %               5,38 $',
    'TOTAL                    62,06 $',
    'Arrondi                  -0,01 $',
    'À payer                  62,05 $',
    'Comptant                 80,00 $',
    'Monnaie rendue           17,95 $',
    '--------------------------------',
    '            Merci !',
  ])
})

test('a return in English is marked, negative, and a copy says that it is one', () => {
  const refund: Receipt = {
    ...SALE,
    kind: 'return',
    returnOf: 'PLA-2-3-1042',
    reference: 'PLA-2-3-1043',
    cashier: 'Zoé',
    lines: [
      {
        name: 'Blue sweater',
        quantity: -1000n,
        unitPrice: 299900n,
        gross: -2999n,
        lineDiscount: -300n,
        taxCodes: ['TPS', 'TVQ'],
      },
    ],
    subtotal: -2699n,
    taxes: [
      { code: 'TPS', name: TPS, ratePpm: 50_000, base: -2699n, amount: -135n },
      { code: 'TVQ', name: TVQ, ratePpm: 99_750, base: -2699n, amount: -269n },
    ],
    total: -3103n,
    rounding: -2n,
    payments: [{ method: 'cash', amount: -3105n }],
    changeDue: 0n,
    copyNumber: 2,
  }
  assert.deepEqual(lines(refund, 'en', 42).slice(6), [
    '                  REFUND',
    '2026-11-20 09:03',
    'Receipt: PLA-2-3-1043',
    'Return of receipt: PLA-2-3-1042',
    'Register: 2',
    'Served by: Zoé',
    '            *** COPY No. 2 ***',
    '------------------------------------------',
    'Blue sweater',
    '  -1 × $29.99                      -$29.99',
    '  Discount                           $3.00',
    '------------------------------------------',
    'Subtotal                           -$26.99',
    'GST 5%                              -$1.35',
    'QST 9.975%                          -$2.69',
    'TOTAL                              -$31.03',
    'Rounding                            -$0.02',
    'To give back                       -$31.05',
    'Refunded: Cash                     -$31.05',
    '------------------------------------------',
    '                 Merci !',
    '            *** COPY No. 2 ***',
  ])
})

test('a sale in France: VAT by rate with its base, after a total that includes it', () => {
  const sale: Receipt = {
    ...SALE,
    store: { name: 'Épicerie', header: [], address: [], footer: [], taxNumbers: [] },
    register: null,
    currency: 'EUR',
    pricesIncludeTax: true,
    lines: [
      {
        name: 'Comté',
        quantity: 345n,
        unit: 'kg',
        unitPrice: 249000n,
        gross: 859n,
        lineDiscount: 0n,
        taxCodes: ['TVA5.5'],
      },
      {
        name: 'Tire-bouchon',
        quantity: 1000n,
        unitPrice: 299900n,
        gross: 2999n,
        lineDiscount: 0n,
        taxCodes: ['TVA20'],
      },
    ],
    ticketDiscount: 386n,
    ticketDiscountPpm: 100_000n,
    subtotal: 2982n,
    taxes: [
      { code: 'TVA5.5', name: TVA, ratePpm: 55_000, base: 733n, amount: 40n },
      { code: 'TVA20', name: TVA, ratePpm: 200_000, base: 2249n, amount: 450n },
    ],
    total: 3472n,
    rounding: 0n,
    payments: [
      { method: 'gift_card', amount: 2000n },
      { method: 'cash', amount: 1500n },
      { method: 'Ticket Resto', amount: 0n },
    ],
    changeDue: 28n,
  }
  assert.deepEqual(lines(sale, 'fr', 42), [
    '                 Épicerie',
    '',
    '2026-11-20 09:03',
    'Reçu : PLA-2-3-1042',
    '------------------------------------------',
    'Comté',
    '  0,345 kg × 24,90 €              8,59 € A',
    'Tire-bouchon                     29,99 € B',
    '------------------------------------------',
    'Rabais sur le reçu 10 %            -3,86 €',
    'TOTAL                              34,72 €',
    'Taux             HT        TVA         TTC',
    'A 5,5 %        7,33       0,40        7,73',
    'B 20 %        22,49       4,50       26,99',
    'Total         29,82       4,90       34,72',
    'Carte-cadeau                       20,00 €',
    'Espèces                            15,00 €',
    'Ticket Resto                        0,00 €',
    'Monnaie rendue                      0,28 €',
  ])
})

test('in Québec too, letters tell a book, which bears the TPS alone, from food, which bears nothing', () => {
  const taxCodes = ['TPS', 'TVQ']
  const line = { quantity: 1000n, unitPrice: 100000n, gross: 1000n, lineDiscount: 0n }
  const sale: Receipt = {
    ...SALE,
    lines: [
      { ...line, name: 'Stylo', taxCodes },
      { ...line, name: 'Roman', taxCodes: ['TPS'] },
      { ...line, name: 'Pain', lineDiscount: 100n, taxCodes: [] },
    ],
    subtotal: 2900n,
    taxes: [
      { code: 'TPS', name: TPS, ratePpm: 50_000, base: 2000n, amount: 100n },
      { code: 'TVQ', name: TVQ, ratePpm: 99_750, base: 1000n, amount: 100n },
    ],
    total: 3100n,
  }
  assert.deepEqual(lines(sale, 'fr', 32).slice(10, 18), [
    'Stylo                 10,00 $ AB',
    'Roman                 10,00 $ A',
    'Pain                  10,00 $',
    '  Rabais              -1,00 $',
    '--------------------------------',
    'Sous-total               29,00 $',
    'A TPS 5 %                 1,00 $',
    'B TVQ 9,975 %             1,00 $',
  ])
})

test('a table of rates that has no room, and taxes that fall on one price, are told one by one', () => {
  const vat = (base: bigint, amount: bigint) => ({ code: 'TVA20', name: TVA, ratePpm: 200_000, base, amount })
  const sale: Receipt = {
    ...SALE,
    currency: 'EUR',
    pricesIncludeTax: true,
    subtotal: 100_000_000n,
    taxes: [vat(100_000_000n, 20_000_000n)],
    total: 120_000_000n,
    rounding: 0n,
  }
  assert.deepEqual(lines(sale, 'en', 32).slice(14, 17), [
    'TOTAL              €1,200,000.00',
    'Including VAT 20%    €200,000.00',
    '  Before tax       €1,000,000.00',
  ])
  const stacked: Receipt = { ...SALE, pricesIncludeTax: true }
  assert.deepEqual(lines(stacked, 'fr', 42).slice(14, 20), [
    'TOTAL                              62,06 $',
    'Dont TPS 5 %                        2,70 $',
    '  Base hors taxes                  53,98 $',
    'Dont TVQ 9,975 %                    5,38 $',
    '  Base hors taxes                  53,98 $',
    'Total hors taxes                   53,98 $',
  ])
})

test('what bears no tax has its own row in the table of rates', () => {
  const sale: Receipt = {
    ...SALE,
    currency: 'EUR',
    pricesIncludeTax: true,
    subtotal: 1500n,
    taxes: [{ code: 'TVA20', name: TVA, ratePpm: 200_000, base: 1000n, amount: 200n }],
    total: 1700n,
    rounding: 0n,
  }
  assert.deepEqual(lines(sale, 'fr', 32).slice(14, 19), [
    'TOTAL                    17,00 €',
    'Taux           HT    TVA     TTC',
    '20 %        10,00   2,00   12,00',
    'Sans taxe    5,00   0,00    5,00',
    'Total       15,00   2,00   17,00',
  ])
})

test('an exempt customer sees the tax that was taken out, and the certificate', () => {
  const sale: Receipt = {
    ...SALE,
    pricesIncludeTax: true,
    exemptionCertificate: 'QC-55-12',
    customer: 'École du Parc',
    lines: [{ name: 'Cahiers', quantity: 1000n, unitPrice: 1149800n, gross: 11498n, lineDiscount: 0n, taxCodes: [] }],
    subtotal: 10000n,
    taxes: [],
    exemptedTax: 1498n,
    total: 10000n,
    rounding: 0n,
    payments: [{ method: 'card', amount: 10000n }],
    changeDue: 0n,
  }
  assert.deepEqual(lines(sale, 'fr', 48).slice(6, 18), [
    '2026-11-20 09:03',
    'Reçu : PLA-2-3-1042',
    'Caisse : 2',
    'Client : École du Parc',
    'Exonéré, certificat : QC-55-12',
    '-'.repeat(48),
    'Cahiers                                 114,98 $',
    '-'.repeat(48),
    'Taxe non perçue                         -14,98 $',
    'TOTAL                                   100,00 $',
    'Carte                                   100,00 $',
    '-'.repeat(48),
  ])
})

test('columns: centring, wide characters, and an amount that has no room', () => {
  assert.deepEqual(centered('abc', 8), ['  abc'])
  assert.equal(textWidth('日本'), 4)
  assert.deepEqual(wrapText('日本語', 4), ['日本', '語'])
  assert.deepEqual(row('a long label', '123456789', 14), ['a long label', '     123456789'])
  assert.deepEqual(
    columns(
      [
        ['a', '1'],
        ['bb', '22,5'],
      ],
      12,
    ),
    ['a          1', 'bb      22,5'],
  )
  assert.equal(columns([['label', '1234', '5678']], 14), null)
  assert.deepEqual(row('label', '1234567890123456', 10), ['label', '1234567890', '    123456'])
})

test('paper that is too narrow is refused', () => {
  assert.throws(() => receiptText(SALE, { language: 'fr', width: 20 }), RangeError)
})
