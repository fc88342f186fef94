import { Fragment } from 'react'
import { type Language, type Receipt, type ReceiptRow, receiptRows } from '../../../../rules/index.ts'
import { code128, QUIET_MODULES } from './code128.ts'
import classes from './receipt-paper.module.css'

type ReceiptPaperProps = { readonly receipt: Receipt; readonly language: Language }

/** A receipt as it comes out of the printer, on the screen or on paper. */
export function ReceiptPaper({ receipt, language }: ReceiptPaperProps) {
  return (
    <div className={classes.paper} lang={language}>
      {receiptRows(receipt, language).map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of one paper never move.
        <Row key={index} row={row} />
      ))}
      <Bars reference={receipt.reference} />
    </div>
  )
}

function Row({ row }: { readonly row: ReceiptRow }) {
  switch (row.kind) {
    case 'rule':
      return <div className={classes.rule} />
    case 'blank':
      return <div className={classes.blank} />
    case 'pair':
      return (
        <div className={classes.pair} data-indented={row.isIndented} data-strong={row.isStrong}>
          <span>{row.left}</span>
          <span className={classes.amount}>
            {row.right}
            {row.letters !== undefined && <span className={classes.letters}>{row.letters}</span>}
          </span>
        </div>
      )
    case 'table':
      return <Table cells={row.cells} />
    default:
      return <div className={classes[row.kind]}>{row.text}</div>
  }
}

function Table({ cells }: { readonly cells: readonly (readonly string[])[] }) {
  const columns = cells[0]?.length ?? 1
  return (
    <div className={classes.table} style={{ gridTemplateColumns: `1fr repeat(${columns - 1}, auto)` }}>
      {cells.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of one paper never move.
        <Fragment key={index}>
          {line.map((cell, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: nor do their cells.
            <span key={column} className={column === 0 ? undefined : classes.amount}>
              {cell}
            </span>
          ))}
        </Fragment>
      ))}
    </div>
  )
}

const BARS_HEIGHT = 40

function Bars({ reference }: { readonly reference: string }) {
  const widths = code128(reference)
  const total = widths.reduce((sum, width) => sum + width, 2 * QUIET_MODULES)
  let at = QUIET_MODULES
  const bars = widths.flatMap((width, index) => {
    const x = at
    at += width
    return index % 2 === 0 ? [{ x, width }] : []
  })
  return (
    <div className={classes.bars}>
      <svg viewBox={`0 0 ${total} ${BARS_HEIGHT}`} role="img" aria-label={reference} preserveAspectRatio="none">
        {bars.map(({ x, width }) => (
          <rect key={x} x={x} y={0} width={width} height={BARS_HEIGHT} />
        ))}
      </svg>
      <span>{reference}</span>
    </div>
  )
}
