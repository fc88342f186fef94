import type { PrintLabelsData } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import classes from './labels.module.css'
import { messages } from './messages.ts'
import { barsOf, type PlacedLabel, placeFirstPage } from './place-labels.ts'

const MILLIMETRES_PER_POINT = 25.4 / 72

/** The first page as it will be printed: the server says where everything stands, in millimetres. */
export function LabelPreview({ labels }: { readonly labels: PrintLabelsData }) {
  const t = useText()
  const { sheet, labels_count: count, pages } = labels
  return (
    <svg
      className={classes.page}
      viewBox={`0 0 ${sheet.page_width} ${sheet.page_height}`}
      role="img"
      aria-label={t(messages.previewOf, { labels: count, pages })}
    >
      {placeFirstPage(labels).map((placed) => (
        <Label key={placed.key} placed={placed} sheet={sheet} />
      ))}
    </svg>
  )
}

function Label({ placed, sheet }: { readonly placed: PlacedLabel; readonly sheet: PrintLabelsData['sheet'] }) {
  const { x, y, label } = placed
  const { texts, bars } = label.layout
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect className={classes.edge} width={sheet.label_width} height={sheet.label_height} rx={1} />
      {texts.map((mark) => (
        <text
          key={`${mark.x} ${mark.baseline} ${mark.text}`}
          x={mark.x}
          y={mark.baseline}
          fontSize={mark.size_pt * MILLIMETRES_PER_POINT}
          fontWeight={mark.is_bold ? 700 : 400}
          textDecoration={mark.is_struck ? 'line-through' : undefined}
          textAnchor={mark.align === 'right' ? 'end' : 'start'}
          textLength={mark.width > 0 ? mark.width : undefined}
          lengthAdjust="spacingAndGlyphs"
        >
          {mark.text}
        </text>
      ))}
      {bars !== null &&
        label.barcode !== null &&
        barsOf(label.barcode.modules, bars.x, bars.module).map((bar) => (
          <rect key={bar.x} x={bar.x} y={bars.y} width={bar.width} height={bars.height} />
        ))}
    </g>
  )
}
