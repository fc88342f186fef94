import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readPdf } from '../../../test/harness/read-pdf.ts'
import { NAUGHTY_STRINGS } from '../../../test/naughty/strings.ts'
import { drawableText, MM_PER_POINT, printableText } from '../../platform/pdf/pdf-font.ts'
import { barcodeSymbol, modulesWide } from './barcode-symbol.ts'
import type { LabelContent } from './describe-label.ts'
import { LABEL_KINDS } from './label-schema.ts'
import { layOutLabel } from './lay-out-label.ts'
import { SHEET_NAMES, SHEETS } from './sheets.ts'
import { writeLabelPdf } from './write-label-pdf.ts'
import { writeLabelZpl } from './write-label-zpl.ts'

const priced = (text: string, measure: string | null = null) => ({ value: 1n, text, measure })

const CONTENT: LabelContent = {
  variantId: 1,
  copies: 1,
  name: 'Café en grains, torréfaction foncée',
  sku: 'CAF-0454',
  price: priced('5,49\u00a0$'),
  compareAtPrice: priced('6,99\u00a0$'),
  unitPrice: { price: 1n, per: { quantity: 100, unit: 'g' }, text: '1,21\u00a0$\u00a0/\u00a0100\u00a0g' },
  taxText: '+ taxes',
  date: '2026-03-14',
  barcode: barcodeSymbol('3017620422003', 'gtin'),
}

const DOTS = { office: 25.4 / 300, coarse: 1 / 8 }

const sizes = SHEET_NAMES.flatMap((name) =>
  Object.values(DOTS).map((dot) => ({ width: SHEETS[name].labelWidth, height: SHEETS[name].labelHeight, dot })),
)

test('a shelf label has the sizes that Québec asks for', () => {
  for (const size of sizes) {
    const { texts } = layOutLabel(CONTENT, 'shelf', size)
    const find = (text: string) => texts.find((mark) => mark.text === text)
    const price = find('5,49\u00a0$')
    assert.ok(price?.isBold && price.size >= 28, JSON.stringify(price))
    assert.ok((find(CONTENT.unitPrice?.text ?? '')?.size ?? 0) >= 10)
    assert.ok((texts[0]?.size ?? 0) >= 10)
    assert.equal(find('6,99\u00a0$')?.isStruck, true)
    assert.ok(find('+ taxes'))
  }
})

test('bars are whole dots of the printer, wide enough to be read', () => {
  for (const size of sizes) {
    for (const kind of LABEL_KINDS) {
      const { bars } = layOutLabel(CONTENT, kind, size)
      assert.ok(bars !== null)
      assert.ok(Math.abs(bars.module / size.dot - Math.round(bars.module / size.dot)) < 1e-9)
      assert.ok(bars.module >= 0.25 && bars.height >= 3.99, JSON.stringify(bars))
    }
  }
})

test('a code too long for the label stands there in letters', () => {
  const code = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789-abcdefghijklmnopqrstuvwxyz'
  const { texts, bars } = layOutLabel({ ...CONTENT, barcode: barcodeSymbol(code, 'internal') }, 'shelf', {
    width: 50,
    height: 30,
    dot: DOTS.coarse,
  })
  assert.equal(bars, null)
  assert.ok(texts.some((mark) => mark.text === code))
})

const words = fc.string({ unit: 'grapheme', maxLength: 255 }).map(printableText)
const amounts = fc.constantFrom(
  '0,99\u00a0$',
  '129,99\u00a0$',
  '12\u00a0345\u00a0678,90\u00a0€',
  '999\u00a0999\u00a0999,9999\u00a0US$',
)
const orNone = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const codes = fc.constantFrom<[string, 'gtin' | 'internal']>(
  ['3017620422003', 'gtin'],
  ['96385074', 'gtin'],
  ['036000291452', 'gtin'],
  ['15400141288763', 'gtin'],
  ['A', 'internal'],
  ['ETAGERE-12^~>0', 'internal'],
  ['W'.repeat(64), 'internal'],
)
const fixed = {
  variantId: fc.constant(1),
  copies: fc.constant(1),
  name: words,
  sku: orNone(
    fc.oneof(
      words.map((text) => text.slice(0, 100)),
      fc.constantFrom('W'.repeat(100), 'CAF-0454'),
    ),
  ),
  taxText: orNone(fc.constant('+ taxes')),
  date: orNone(fc.constant('2026-03-14')),
}
const contents: fc.Arbitrary<LabelContent> = fc.record({
  ...fixed,
  price: orNone(
    fc.tuple(amounts, fc.constantFrom(null, '\u00a0/\u00a0kg')).map(([text, measure]) => priced(text, measure)),
  ),
  compareAtPrice: orNone(amounts.map((text) => priced(text))),
  unitPrice: orNone(
    amounts.map((text) => ({
      price: 1n,
      per: { quantity: 1 as const, unit: 'kg' as const },
      text: `${text}\u00a0/\u00a0kg`,
    })),
  ),
  barcode: orNone(codes.map(([code, type]) => barcodeSymbol(code, type))),
})

test('the bars of an article of the shop are always there', () => {
  const ordinary = fc.integer({ min: 1, max: 999_999 }).chain((cents) => {
    const french = `${(cents / 100).toFixed(2).replace('.', ',')}\u00a0$`
    const price = fc.constantFrom(french, `$${(cents / 100).toFixed(2)}`).map((text) => priced(text))
    const barcode = fc
      .constantFrom('3017620422003', '96385074', '036000291452')
      .map((code) => barcodeSymbol(code, 'gtin'))
    const unitPrice = orNone(
      price.map(({ text }) => ({ ...CONTENT.unitPrice, text: `${text}\u00a0/\u00a0100\u00a0ml` })),
    )
    return fc.record({ ...fixed, price, unitPrice, compareAtPrice: orNone(price), barcode })
  })
  fc.assert(
    fc.property(ordinary, fc.constantFrom(...sizes), fc.constantFrom(...LABEL_KINDS), (content, size, kind) => {
      const { bars } = layOutLabel(content as LabelContent, kind, size)
      assert.ok(bars !== null && bars.height >= 3.99, JSON.stringify(bars))
    }),
    { numRuns: 500 },
  )
})

test('whatever a label says, nothing passes its edge or stands on its bars', () => {
  fc.assert(
    fc.property(contents, fc.constantFrom(...sizes), fc.constantFrom(...LABEL_KINDS), (content, size, kind) => {
      const { texts, bars } = layOutLabel(content, kind, size)
      const boxes = texts.map((mark) => {
        const left = mark.align === 'right' ? mark.x - mark.width : mark.x
        const height = mark.size * MM_PER_POINT
        return { ...mark, left, right: left + mark.width, top: mark.baseline - 0.72 * height, bottom: mark.baseline }
      })
      for (const box of boxes) {
        const said = `${box.text}: ${JSON.stringify(box)}`
        assert.ok(box.left >= 0 && box.right <= size.width + 1e-6, said)
        assert.ok(box.top >= 0 && box.bottom <= size.height, said)
      }
      if (bars === null || content.barcode === null) return
      const { quietBefore, quietAfter } = content.barcode
      const left = bars.x - quietBefore * bars.module
      const right = bars.x + (modulesWide(content.barcode) + quietAfter) * bars.module
      assert.ok(left >= 0 && right <= size.width && bars.height > 1, JSON.stringify(bars))
      for (const box of boxes) {
        const isClear: boolean = box.right <= left + 1e-6 || box.bottom <= bars.y || box.top >= bars.y + bars.height
        assert.ok(isClear, `${box.text} on ${JSON.stringify(bars)}: ${JSON.stringify(box)}`)
      }
    }),
    { numRuns: 500 },
  )
})

test('every string that is known to break programs is only a name', async () => {
  const size = { width: 57, height: 32, dot: DOTS.coarse }
  const labelsOf = (toText: (text: string) => string) =>
    NAUGHTY_STRINGS.map((raw) => {
      const content = { ...CONTENT, name: toText(raw), sku: toText(raw) }
      return { content, layout: layOutLabel(content, 'shelf', size) }
    })
  const options = { sheet: SHEETS['roll-57x32'], startAt: 1, title: 'Étiquettes', language: 'fr' } as const
  const { pages } = readPdf(await writeLabelPdf(labelsOf(drawableText), options))
  assert.equal(pages.length, NAUGHTY_STRINGS.length)
  for (const page of pages) assert.ok(page.texts.some(({ text }) => text === CONTENT.price?.text))
  const zpl = writeLabelZpl(labelsOf(printableText), size)
  assert.equal(zpl.split('^XA').length - 1, NAUGHTY_STRINGS.length)
  assert.equal(zpl.split('^XZ').length - 1, NAUGHTY_STRINGS.length)
  assert.ok(!zpl.includes('~'))
})
