import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Language, Receipt } from '../../../../rules/index.ts'
import type { Sale } from '../../api/index.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useTill } from '../screens/shared/till-context.tsx'
import { composeReceipt } from './compose-receipt.ts'
import { paperPrinter } from './paper-printer.ts'
import { countPrint } from './print-counts.ts'
import classes from './receipt-paper.module.css'
import { ReceiptPaper } from './receipt-paper.tsx'

type Printing = {
  /** What a ticket's receipt says; null while what it names is being read. */
  compose(ticket: Sale, copyNumber: number): Promise<Receipt>
  /** @throws when the printer does not answer */
  print(ticket: Sale, copyNumber: number): Promise<void>
  /** Lets the drawer at the printer spring open; nothing where there is none. */
  openDrawer(): void
}

const PrintingContext = createContext<Printing | null>(null)

export function usePrinting(): Printing {
  const printing = useContext(PrintingContext)
  if (printing === null) throw new Error('Outside of PrintingProvider.')
  return printing
}

type Sheet = { readonly receipt: Receipt; readonly language: Language }

/** Prints by the way that this device was told: its own printer, or the browser's dialog. */
export function PrintingProvider({ children }: { readonly children: ReactNode }) {
  const { memory, store, settings } = useTill()
  const { language } = useLanguage()
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const { printer, paperColumns } = settings
  useEffect(() => {
    if (printer !== 'browser') void paperPrinter.findAgain(printer).catch(() => {})
  }, [printer])
  useEffect(() => {
    if (sheet === null) return
    window.print()
    setSheet(null)
  }, [sheet])
  const compose = useCallback(
    async (ticket: Sale, copyNumber: number): Promise<Receipt> => {
      if (store === null) throw new Error('The store is not known yet.')
      const ids = ticket.lines.flatMap(({ variant_id: id }) => (id === null ? [] : [id]))
      const [articles, customer, origin] = await Promise.all([
        memory.copy.articles(ids),
        ticket.customer_id === null ? null : memory.copy.customer(ticket.customer_id),
        ticket.sale_id === null ? null : memory.tickets.get(ticket.sale_id),
      ])
      return composeReceipt(ticket, {
        store,
        language,
        cashier: store.cashiers.find(({ id }) => id === ticket.cashier_id)?.name ?? null,
        customer: customer?.name ?? null,
        returnOf: origin?.reference ?? null,
        weighed: new Set(articles.filter(({ sold_by: by }) => by === 'weight').map(({ id }) => id)),
        copyNumber,
      })
    },
    [memory, store, language],
  )
  const print = useCallback(
    async (ticket: Sale, copyNumber: number) => {
      const receipt = await compose(ticket, copyNumber)
      if (printer === 'browser') setSheet({ receipt, language })
      else await paperPrinter.print(receipt, language, paperColumns)
      if (!ticket.training) countPrint(ticket.id)
    },
    [compose, printer, paperColumns, language],
  )
  const openDrawer = useCallback(() => {
    if (paperPrinter.connected !== null) void paperPrinter.openDrawer(paperColumns).catch(() => {})
  }, [paperColumns])
  const value = useMemo(() => ({ compose, print, openDrawer }), [compose, print, openDrawer])
  return (
    <PrintingContext value={value}>
      {children}
      {sheet !== null &&
        createPortal(
          <div className={classes.printed}>
            <ReceiptPaper {...sheet} />
          </div>,
          document.body,
        )}
    </PrintingContext>
  )
}
