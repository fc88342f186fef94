import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Receipt, ReceiptLine } from '../../../rules/index.ts'
import { columnsOf, type PaperLine, readEscpos } from '../../../test/harness/read-escpos.ts'
import { readPdf } from '../../../test/harness/read-pdf.ts'
import { PAPER_WIDTHS } from './receipt-schema.ts'
import { writeReceiptEscpos } from './write-receipt-escpos.ts'
import { writeReceiptHtml } from './write-receipt-html.ts'
import { writeReceiptPdf } from './write-receipt-pdf.ts'

const LINE: ReceiptLine = {
  name: 'Article',
  quantity: 1000n,
  unitPrice: 10000n,
  gross: 100n,
  lineDiscount: 0n,
  taxCodes: [],
}

const receiptWith = (overrides: Partial<Receipt>): Receipt => ({
  kind: 'sale',
  store: { name: 'Magasin', header: [], address: [], footer: [], taxNumbers: [] },
  reference: '1-1-0-000001',
  dateText: '2026-11-20',
  currency: 'CAD',
  pricesIncludeTax: false,
  lines: [LINE],
  ticketDiscount: 0n,
  subtotal: 100n,
  taxes: [],
  total: 100n,
  rounding: 0n,
  payments: [],
  changeDue: 0n,
  copyNumber: 0,
  ...overrides,
})

const barcodeIn = (lines: readonly PaperLine[]) => lines.find((line) => line.kind === 'barcode')

test('bars are printed where the roll has room for them, and the reference is always there to be read', () => {
  // The finest bars of a printer are two dots; a roll of 58 mm has 384 of them.
  for (const [reference, widths] of [
    ['1-1-0-000001', [32, 42, 48]],
    ['12-345-0-001042', [32, 42, 48]],
    ['200-12345-12-00104', [42, 48]],
    ['200-1234567-123-1234567', [48]],
    [`${'9'.repeat(19)}-${'9'.repeat(19)}-1-1`, []],
  ] as const) {
    for (const width of PAPER_WIDTHS) {
      const lines = readEscpos(writeReceiptEscpos(receiptWith({ reference }), 'fr', width))
      const bars = barcodeIn(lines)
      assert.equal(
        bars?.code,
        (widths as readonly number[]).includes(width) ? reference : undefined,
        `${reference} ${width}`,
      )
      const texts = lines.flatMap((line) => (line.kind === 'text' ? line.runs.map(({ text }) => text) : [])).join('')
      assert.ok(texts.replaceAll(' ', '').endsWith(reference))
      assert.ok(lines.every((line) => columnsOf(line) <= width))
    }
  }
})

test('a store’s name too long for double letters goes over several lines, and the total stands out', () => {
  const store = {
    name: 'Compagnie générale des épiceries de l’Atlantique',
    header: [],
    address: [],
    footer: [],
    taxNumbers: [],
  }
  const lines = readEscpos(writeReceiptEscpos(receiptWith({ store }), 'fr', 32))
  const titles = lines.flatMap((line) => (line.kind === 'text' ? line.runs.filter(({ width }) => width === 2) : []))
  assert.deepEqual(
    titles.map(({ text }) => text.trim()),
    ['Compagnie', 'générale des', 'épiceries de', 'l’Atlantique'],
  )
  const tall = lines.flatMap((line) =>
    line.kind === 'text' ? line.runs.filter(({ height, width }) => height > width) : [],
  )
  assert.deepEqual(
    tall.map(({ text, isBold }) => [text.replace(/ +/, ' '), isBold]),
    [['TOTAL 1,00 $', true]],
  )
})

test('a strip longer than a page may be is several, and loses nothing', async () => {
  const lines = Array.from({ length: 1000 }, (_, index) => ({ ...LINE, name: `Article ${index}` }))
  const { pages } = readPdf(await writeReceiptPdf(receiptWith({ lines }), 'fr'))
  assert.equal(pages.length, 2)
  for (const page of pages) {
    assert.ok(page.height <= 2005 && page.texts.every(({ y }) => y < page.height))
  }
  const names = pages
    .flatMap(({ texts }) => texts.map(({ text }) => text))
    .filter((text) => text.startsWith('Article '))
  assert.equal(new Set(names).size, 1000)
})

test('a page takes no name for markup', () => {
  const line = { ...LINE, name: '<b>"&\'' }
  const page = writeReceiptHtml(receiptWith({ lines: [line] }), 'en', { bars: true })
  assert.ok(page.includes('&lt;b&gt;&quot;&amp;&#39;') && !page.includes('<b>'))
})
