import { ArrowLeftIcon, ArrowUturnLeftIcon, MagnifyingGlassIcon, PrinterIcon } from '@heroicons/react/24/outline'
import { Badge, Button, Group, Stack, TextInput, Text as Words } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Receipt } from '../../../../../rules/index.ts'
import { api, ComptoirError, type Sale } from '../../../api/index.ts'
import { useFormat, useLanguage, useText } from '../../../i18n/index.ts'
import { EmptyState, Icon, notifyDone, notifyError } from '../../../ui/index.ts'
import { isEmptyCart } from '../../cart/cart.ts'
import { cashierMay } from '../../cart/cart-rights.ts'
import { newId } from '../../new-id.ts'
import { timesPrinted } from '../../print/print-counts.ts'
import { ReceiptPaper } from '../../print/receipt-paper.tsx'
import { usePrinting } from '../../print/use-printing.tsx'
import classes from '../dialogs/dialogs.module.css'
import { useSale } from '../sell/sale-context.tsx'
import { messages as shared } from '../shared/messages.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { TillDialog } from '../shared/till-dialog.tsx'
import { messages } from './messages.ts'

const MOST = 60

/** The tickets of this till: their receipts again, and what comes back of them. */
export function TicketsDialog() {
  const t = useText()
  const { close } = useSale()
  const [chosen, setChosen] = useState<Sale | null>(null)
  return (
    <TillDialog title={t(messages.ticketsTitle)} onClose={close} size="lg">
      {chosen === null ? (
        <TicketList onChoose={setChosen} />
      ) : (
        <TicketView ticket={chosen} onBack={() => setChosen(null)} />
      )}
    </TillDialog>
  )
}

function TicketList({ onChoose }: { readonly onChoose: (ticket: Sale) => void }) {
  const t = useText()
  const format = useFormat()
  const { memory, store } = useSellingTill()
  const [text, setText] = useState('')
  const [tickets, setTickets] = useState<readonly Sale[] | null>(null)
  useEffect(() => {
    let isLatest = true
    void memory.tickets.recent({ limit: MOST, text }).then((found) => isLatest && setTickets(found))
    return () => {
      isLatest = false
    }
  }, [memory, text])
  return (
    <Stack>
      <TextInput
        type="search"
        aria-label={t(messages.findTicket)}
        placeholder={t(messages.findTicket)}
        leftSection={<Icon of={MagnifyingGlassIcon} />}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        size="lg"
        data-autofocus
      />
      {tickets?.length === 0 && <EmptyState title={t(messages.noTickets)} hint={t(messages.noTicketsHint)} />}
      <ul className={classes.rows}>
        {tickets?.map((ticket) => (
          <li key={ticket.id}>
            <button type="button" className={classes.row} onClick={() => onChoose(ticket)}>
              <span className={classes.rowMain}>
                <span className={classes.rowTitle}>{ticket.reference}</span>
                <span className={classes.rowNote}>{format.date(ticket.occurred_at, 'moment', store.time_zone)}</span>
              </span>
              {ticket.kind === 'return' && <Badge color="brique">{t(messages.refund)}</Badge>}
              <span className={classes.rowAmount}>{format.money(ticket.total, store.currency)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Stack>
  )
}

function TicketView({ ticket, onBack }: { readonly ticket: Sale; readonly onBack: () => void }) {
  const t = useText()
  const { language } = useLanguage()
  const { cashier } = useSellingTill()
  const { compose } = usePrinting()
  const { cart, open } = useSale()
  const { reprint, isBusy } = useReprint(ticket)
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  useEffect(() => void compose(ticket, 0).then(setReceipt), [compose, ticket])
  const mayReprint = timesPrinted(ticket.id) === 0 || cashierMay(cashier, 'sales.reprint')
  const mayReturn = ticket.lines.some(({ kind }) => kind === 'sale') && cashierMay(cashier, 'sales.return')
  return (
    <Stack>
      <Group justify="space-between">
        <Button variant="subtle" color="gray" leftSection={<Icon of={ArrowLeftIcon} />} onClick={onBack}>
          {t(shared.back)}
        </Button>
        <Group gap="xs">
          {mayReturn && (
            <Button
              variant="default"
              leftSection={<Icon of={ArrowUturnLeftIcon} />}
              disabled={!isEmptyCart(cart)}
              onClick={() => open({ kind: 'returns', reference: ticket.reference })}
            >
              {t(messages.returnThis)}
            </Button>
          )}
          <Button leftSection={<Icon of={PrinterIcon} />} loading={isBusy} disabled={!mayReprint} onClick={reprint}>
            {t(messages.reprint)}
          </Button>
        </Group>
      </Group>
      {!mayReprint && (
        <Words size="sm" c="dimmed">
          {t(messages.noReprint)}
        </Words>
      )}
      <Group justify="center">{receipt !== null && <ReceiptPaper receipt={receipt} language={language} />}</Group>
    </Stack>
  )
}

/** A copy says which it is: the server counts those of the chain where it answers, this till its own. */
function useReprint(ticket: Sale) {
  const t = useText()
  const { snapshot } = useSellingTill()
  const { print } = usePrinting()
  const [isBusy, setBusy] = useState(false)
  const copyNumber = async (): Promise<number> => {
    const own = timesPrinted(ticket.id)
    if (snapshot.isOnline === false) return own
    try {
      const receipt = await api.getReceipt(ticket.id, { format: 'json', print_id: newId() })
      return typeof receipt === 'object' && 'copy_number' in receipt ? Math.max(own, receipt.copy_number ?? 0) : own
    } catch (error) {
      if (error instanceof ComptoirError && error.status === 403) return own
      if (error instanceof ComptoirError && (error.status === 404 || error.status === 0)) return own
      throw error
    }
  }
  const reprint = async () => {
    setBusy(true)
    try {
      await print(ticket, await copyNumber())
      notifyDone(t(messages.reprinted))
    } catch (error) {
      notifyError(error)
    } finally {
      setBusy(false)
    }
  }
  return { reprint: () => void reprint(), isBusy }
}
