import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Receipt, receiptText } from './receipt.ts'
import { centered, row, textWidth, wrapText } from './text-layout.ts'

const TPS = { fr: 'TPS', en: 'GST' }
const TVQ = { fr: 'TVQ', en: 'QST' }
const TVA = { fr: 'TVA', en: 'VAT' }

const SALE: Receipt = {
  kind: 'sale',
  store: {
    name: 'Boutique du Plateau',
    header: ['4321, rue Saint-Denis', 'Montréal (Québec)'],
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
    },
  ],
  ticketDiscount: 0n,
  subtotal: 5398n,
  taxes: [
    { name: TPS, ratePpm: 50_000, base: 5398n, amount: 270n },
    { name: TVQ, ratePpm: 99_750, base: 5398n, amount: 538n },
  ],
  total: 6206n,
  rounding: -1n,
  payments: [{ method: 'cash', amount: 8000n }],
  changeDue: 1795n,
  isCopy: false,
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
    lines: [{ name: 'Blue sweater', quantity: -1000n, unitPrice: 299900n, gross: -2999n, lineDiscount: -300n }],
    subtotal: -2699n,
    taxes: [
      { name: TPS, ratePpm: 50_000, base: -2699n, amount: -135n },
      { name: TVQ, ratePpm: 99_750, base: -2699n, amount: -269n },
    ],
    total: -3103n,
    rounding: -2n,
    payments: [{ method: 'cash', amount: -3105n }],
    changeDue: 0n,
    isCopy: true,
  }
  assert.deepEqual(lines(refund, 'en', 42).slice(6), [
    '                  REFUND',
    '2026-11-20 09:03',
    'Receipt: PLA-2-3-1043',
    'Return of receipt: PLA-2-3-1042',
    'Register: 2',
    'Served by: Zoé',
    '               *** COPY ***',
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
    '               *** COPY ***',
  ])
})

test('a sale in France: VAT by rate with its base, after a total that includes it', () => {
  const sale: Receipt = {
    ...SALE,
    store: { name: 'Épicerie', header: [], footer: [], taxNumbers: [] },
    register: null,
    currency: 'EUR',
    pricesIncludeTax: true,
    lines: [
      { name: 'Comté', quantity: 345n, unit: 'kg', unitPrice: 249000n, gross: 859n, lineDiscount: 0n },
      { name: 'Tire-bouchon', quantity: 1000n, unitPrice: 299900n, gross: 2999n, lineDiscount: 0n },
    ],
    ticketDiscount: 386n,
    ticketDiscountPpm: 100_000n,
    subtotal: 2982n,
    taxes: [
      { name: TVA, ratePpm: 55_000, base: 733n, amount: 40n },
      { name: TVA, ratePpm: 200_000, base: 2249n, amount: 450n },
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
    '  0,345 kg × 24,90 €                8,59 €',
    'Tire-bouchon                       29,99 €',
    '------------------------------------------',
    'Rabais sur le reçu 10 %            -3,86 €',
    'TOTAL                              34,72 €',
    'Dont TVA 5,5 %                      0,40 €',
    '  Base hors taxes                   7,33 €',
    'Dont TVA 20 %                       4,50 €',
    '  Base hors taxes                  22,49 €',
    'Total hors taxes                   29,82 €',
    'Carte-cadeau                       20,00 €',
    'Espèces                            15,00 €',
    'Ticket Resto                        0,00 €',
    'Monnaie rendue                      0,28 €',
  ])
})

test('an exempt customer sees the tax that was taken out, and the certificate', () => {
  const sale: Receipt = {
    ...SALE,
    pricesIncludeTax: true,
    exemptionCertificate: 'QC-55-12',
    customer: 'École du Parc',
    lines: [{ name: 'Cahiers', quantity: 1000n, unitPrice: 1149800n, gross: 11498n, lineDiscount: 0n }],
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
  assert.deepEqual(row('label', '1234567890123456', 10), ['label', '1234567890', '    123456'])
})

test('paper that is too narrow is refused', () => {
  assert.throws(() => receiptText(SALE, { language: 'fr', width: 20 }), RangeError)
})
