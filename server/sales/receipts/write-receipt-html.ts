import { type Receipt, type ReceiptPair, type ReceiptRow, receiptRows } from '../../../rules/index.ts'
import { escapeHtml } from '../../platform/escape-html.ts'
import type { Language } from '../../platform/text.ts'
import { QUIET_MODULES, receiptBars } from './receipt-bars.ts'

/**
 * The receipt as a page that needs nothing else: no script, no address, no font. Rows are those of one table, since that
 * is what every mail program sets right. `bars` are a drawing, which mail programs leave out.
 */
export function writeReceiptHtml(receipt: Receipt, language: Language, options: { bars: boolean }): string {
  const title = `${language === 'fr' ? 'Reçu' : 'Receipt'} ${receipt.reference}`
  const rows = receiptRows(receipt, language).map(writeRow).join('\n')
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<table class="receipt" role="presentation">
${rows}
</table>
${options.bars ? drawBars(receipt.reference) : ''}</body>
</html>
`
}

const STYLE = `
@page { size: 80mm auto; margin: 4mm }
body { margin: 0 auto; padding: 4mm; max-width: 72mm; box-sizing: content-box; background: #fff; color: #000;
  font: 13px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
@media print { body { padding: 0 } }
table { width: 100%; border-collapse: collapse }
td, th { padding: 0; text-align: left; vertical-align: bottom; font-weight: normal }
.title { font-size: 20px; line-height: 1.2; font-weight: 700; text-align: center; padding-bottom: 1mm }
.centered { text-align: center }
.mark { text-align: center; font-weight: 700; font-size: 15px; padding: 1mm 0 }
.indented { padding-left: 3mm }
.amount { width: 1px; text-align: right; white-space: nowrap; padding-left: 3mm }
.letters { width: 1px; white-space: nowrap; padding-left: 2mm }
.strong td { font-weight: 700; font-size: 16px }
.rates { margin: 1mm 0 2mm }
.rates td, .rates th { padding: 0 0 0 3mm; text-align: right; white-space: nowrap }
.rates td:first-child, .rates th:first-child { padding-left: 0; text-align: left }
.rates th { border-bottom: 1px solid #000 }
.blank { height: 3mm }
.rule { border-top: 1px dashed #000; height: 1.5mm }
.rule-space { height: 1.5mm }
.bars { text-align: center; margin: 3mm 0 0 }
.bars svg { width: 100%; max-width: 60mm; height: 14mm; display: block; margin: 0 auto }
`

function writeRow(row: ReceiptRow): string {
  switch (row.kind) {
    case 'title':
    case 'centered':
    case 'mark':
    case 'text':
      return `<tr><td colspan="3" class="${row.kind}">${escapeHtml(row.text)}</td></tr>`
    case 'pair':
      return writePair(row)
    case 'table':
      return `<tr><td colspan="3"><table class="rates">${row.cells.map(writeCells).join('')}</table></td></tr>`
    case 'rule':
      return '<tr><td colspan="3" class="rule-space"></td></tr>\n<tr><td colspan="3" class="rule"></td></tr>'
    case 'blank':
      return '<tr><td colspan="3" class="blank"></td></tr>'
  }
}

function writePair({ left, right, isIndented, isStrong, letters }: ReceiptPair): string {
  const label = `<td${isIndented ? ' class="indented"' : ''}>${escapeHtml(left)}</td>`
  const amount = `<td class="amount"${letters === undefined ? ' colspan="2"' : ''}>${escapeHtml(right)}</td>`
  const mark = letters === undefined ? '' : `<td class="letters">${escapeHtml(letters)}</td>`
  return `<tr${isStrong ? ' class="strong"' : ''}>${label}${amount}${mark}</tr>`
}

function writeCells(cells: readonly string[], index: number): string {
  const tag = index === 0 ? 'th' : 'td'
  return `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`
}

const BARS_HEIGHT = 40

function drawBars(reference: string): string {
  let x = QUIET_MODULES
  const bars: string[] = []
  receiptBars(reference).forEach((width, index) => {
    if (index % 2 === 0) bars.push(`M${x} 0h${width}v${BARS_HEIGHT}h-${width}z`)
    x += width
  })
  const box = `0 0 ${x + QUIET_MODULES} ${BARS_HEIGHT}`
  const label = escapeHtml(reference)
  return `<div class="bars"><svg viewBox="${box}" preserveAspectRatio="none" shape-rendering="crispEdges" role="img" aria-label="${label}"><path d="${bars.join('')}"/></svg>${label}</div>
`
}
