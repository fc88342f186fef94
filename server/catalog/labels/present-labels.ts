import type { Language } from '../../platform/text.ts'
import { type LabelContent, priceForAnswer } from './describe-label.ts'
import type { LabelKind, LabelsAnswer } from './label-schema.ts'
import type { LabelLayout } from './lay-out-label.ts'
import type { LabelPlace } from './resolve-label-place.ts'
import { labelsPerPage, SHEETS, type SheetName } from './sheets.ts'
import type { DrawnLabel } from './write-label-pdf.ts'

export type Printing = {
  readonly kind: LabelKind
  readonly sheet: SheetName
  readonly startAt: number
  readonly language: Language
  readonly place: LabelPlace
  readonly labels: readonly DrawnLabel[]
}

/** The labels as data, for a program that draws them itself. */
export function presentLabels({ kind, sheet, startAt, language, place, labels }: Printing): LabelsAnswer {
  const paper = SHEETS[sheet]
  const count = labels.reduce((sum, { content }) => sum + content.copies, 0)
  return {
    kind,
    language,
    currency: place.currency,
    prices_include_tax: place.pricesIncludeTax,
    start_at: startAt,
    labels_count: count,
    pages: Math.ceil((startAt - 1 + count) / labelsPerPage(paper)),
    sheet: {
      name: sheet,
      page_width: rounded(paper.pageWidth),
      page_height: rounded(paper.pageHeight),
      label_width: rounded(paper.labelWidth),
      label_height: rounded(paper.labelHeight),
      columns: paper.columns,
      rows: paper.rows,
      left: rounded(paper.left),
      top: rounded(paper.top),
      column_pitch: rounded(paper.columnPitch),
      row_pitch: rounded(paper.rowPitch),
    },
    labels: labels.map(({ content, layout }) => ({ ...presentContent(content), layout: presentLayout(layout) })),
  }
}

/** To the micrometre. */
const rounded = (millimetres: number): number => Math.round(millimetres * 1000) / 1000

function presentContent({ price, compareAtPrice, unitPrice, barcode, ...content }: LabelContent) {
  return {
    variant_id: content.variantId,
    copies: content.copies,
    name: content.name,
    sku: content.sku,
    price: price && priceForAnswer(price.value),
    price_text: price && price.text + (price.measure ?? ''),
    compare_at_price: compareAtPrice && priceForAnswer(compareAtPrice.value),
    compare_at_price_text: compareAtPrice?.text ?? null,
    unit_price: unitPrice && { price: priceForAnswer(unitPrice.price), ...unitPrice.per, text: unitPrice.text },
    tax_text: content.taxText,
    date: content.date,
    barcode: barcode && {
      symbology: barcode.symbology,
      code: barcode.code,
      text: barcode.text,
      modules: [...barcode.modules],
    },
  }
}

const presentLayout = ({ texts, bars }: LabelLayout) => ({
  texts: texts.map((mark) => ({
    text: mark.text,
    x: rounded(mark.x),
    baseline: rounded(mark.baseline),
    width: rounded(mark.width),
    size_pt: mark.size,
    is_bold: mark.isBold,
    is_struck: mark.isStruck,
    align: mark.align,
  })),
  bars: bars && {
    x: rounded(bars.x),
    y: rounded(bars.y),
    height: rounded(bars.height),
    module: rounded(bars.module),
  },
})
