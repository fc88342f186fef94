import assert from 'node:assert/strict'
import { test } from 'node:test'
import { receiptText } from '../../../../rules/index.ts'
import { type ReceiptStore, sampleReceipt } from './sample-receipt.ts'

const QUEBEC = {
  code: 'QC',
  name: 'Québec',
  name_fr: 'Québec',
  name_en: 'Québec',
  prices_include_tax: false,
  cash_step: '0.05',
  taxes: [
    { code: 'TPS', name: 'TPS', name_fr: 'TPS', name_en: 'GST', rate: '5' },
    { code: 'TVQ', name: 'TVQ', name_fr: 'TVQ', name_en: 'QST', rate: '9.975' },
  ],
  classes: [
    { code: 'standard', tax_codes: ['TPS', 'TVQ'] },
    { code: 'books', tax_codes: ['TPS'] },
    { code: 'basic_groceries', tax_codes: [] },
  ],
}
const STORE: ReceiptStore = {
  name: 'Marché du Plateau',
  legalName: null,
  header: 'Ouvert le dimanche',
  footer: 'Merci !\nÀ bientôt',
  registrations: [{ kind: 'TPS', number: '123456789 RT0001' }],
  address: ['1 rue Rachel', 'Montréal (QC) H2J 2J1'],
  currency: 'CAD',
  pricesIncludeTax: false,
}
const WORDS = {
  articles: ['Sac', 'Roman', 'Pain'],
  register: 'Caisse 1',
  cashier: 'Léa',
  dateText: '27 nov. 2026, 10 h',
} as const

test('the preview is a receipt: what the store says of itself, and the taxes to the cent', () => {
  const receipt = sampleReceipt(STORE, QUEBEC, { ...WORDS, articles: [...WORDS.articles] })
  // 26.99 + 29.90 + 4.25; TPS on 56.89, TVQ on 26.99.
  assert.equal(receipt.subtotal, 6114n)
  assert.deepEqual(
    receipt.taxes.map(({ code, amount }) => [code, amount]),
    [
      ['TPS', 284n],
      ['TVQ', 269n],
    ],
  )
  assert.equal(receipt.total, 6667n)
  const printed = receiptText(receipt, { language: 'fr', width: 42 }).join('\n')
  for (const words of ['Marché du Plateau', 'Ouvert le dimanche', 'À bientôt', '123456789 RT0001', 'Roman']) {
    assert.ok(printed.includes(words), words)
  }
})

test('a zone without taxes prints none', () => {
  const none = { ...QUEBEC, taxes: [], classes: [{ code: 'standard', tax_codes: [] }] }
  const receipt = sampleReceipt(STORE, none, { ...WORDS, articles: [...WORDS.articles] })
  assert.deepEqual(receipt.taxes, [])
  assert.equal(receipt.total, receipt.subtotal)
})
