import { ReceiptRefundIcon } from '@heroicons/react/24/outline'
import { Alert, Button, Group, Stack, TextInput, Text as Words } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Sale } from '../../../api/index.ts'
import { useFormat, useText } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import type { ReturnableTicket } from '../../cart/cart.ts'
import { cashierMay } from '../../cart/cart-rights.ts'
import classes from '../dialogs/dialogs.module.css'
import { useSale } from '../sell/sale-context.tsx'
import { useSellingTill } from '../shared/till-context.tsx'
import { TillDialog } from '../shared/till-dialog.tsx'
import { tillErrorText } from '../shared/till-error-text.ts'
import { findReturnable } from './find-returnable.ts'
import { messages } from './messages.ts'
import { OpenReturnForm } from './open-return-form.tsx'
import { PickLines } from './pick-lines.tsx'

const RECENT = 8

/** Goods come back: by their receipt, or without one. */
export function ReturnsDialog({ reference }: { readonly reference: string | undefined }) {
  const t = useText()
  const { cashier } = useSellingTill()
  const { cart, close } = useSale()
  const known = cart.returned?.kind === 'receipt' ? cart.returned.ticket : null
  const [ticket, setTicket] = useState<ReturnableTicket | null>(known)
  const [isOpen, setOpen] = useState(false)
  const title = ticket === null ? t(messages.title) : t(messages.of, { reference: ticket.reference })
  const refusal = !cashierMay(cashier, 'sales.return')
    ? t(messages.mayNot, { name: cashier.name })
    : cart.payments.length > 0
      ? t(messages.paymentsFirst)
      : null
  if (refusal !== null) {
    return (
      <TillDialog title={title} onClose={close} size="lg">
        <Alert color="safran">{refusal}</Alert>
      </TillDialog>
    )
  }
  return (
    <TillDialog title={title} onClose={close} size="lg">
      {ticket !== null ? (
        <PickLines ticket={ticket} />
      ) : isOpen ? (
        <OpenReturnForm />
      ) : (
        <FindReceipt reference={reference} onFound={setTicket} onWithout={() => setOpen(true)} />
      )}
    </TillDialog>
  )
}

type FindReceiptProps = {
  /** One that was scanned already. */
  readonly reference: string | undefined
  readonly onFound: (ticket: ReturnableTicket) => void
  readonly onWithout: () => void
}

function FindReceipt({ reference, onFound, onWithout }: FindReceiptProps) {
  const t = useText()
  const { memory, store, snapshot, play } = useSellingTill()
  const [typed, setTyped] = useState(reference ?? '')
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const find = async (wanted: string) => {
    if (wanted === '' || isBusy) return
    setBusy(true)
    setRefusal(null)
    try {
      const found = await findReturnable(wanted, { memory, store })
      if (found !== null && found.currency === store.currency) {
        play('added')
        return onFound(found)
      }
      play('refused')
      const isAlone = snapshot.isOnline === false
      setRefusal(t(found !== null ? messages.otherCurrency : isAlone ? messages.notFoundAlone : messages.notFound))
    } catch (error) {
      play('refused')
      setRefusal(tillErrorText(error, t))
    } finally {
      setBusy(false)
    }
  }
  useScannedReference((scanned) => void find(scanned))
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was scanned is looked for once.
  useEffect(() => {
    if (reference !== undefined) void find(reference)
  }, [])
  return (
    <Stack>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void find(typed.trim())
        }}
      >
        <Stack gap="xs">
          <Words c="dimmed">{t(messages.lead)}</Words>
          <Group align="flex-end" gap="xs" wrap="nowrap">
            <TextInput
              label={t(messages.reference)}
              placeholder="1-2-1-000042"
              value={typed}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
              error={refusal}
              size="lg"
              flex={1}
              data-autofocus
            />
            <Button type="submit" size="lg" loading={isBusy} mb={refusal === null ? 0 : '1.4rem'}>
              {t(messages.find)}
            </Button>
          </Group>
        </Stack>
      </form>
      <RecentSales onChoose={(chosen) => void find(chosen)} />
      <WithoutReceipt onWithout={onWithout} />
    </Stack>
  )
}

function WithoutReceipt({ onWithout }: { readonly onWithout: () => void }) {
  const t = useText()
  const { cart } = useSale()
  const isEmpty = cart.lines.length === 0
  return (
    <>
      {!isEmpty && <Alert color="safran">{t(messages.hasLines)}</Alert>}
      <Button variant="default" size="md" disabled={!isEmpty} onClick={onWithout}>
        {t(messages.noReceipt)}
      </Button>
    </>
  )
}

function RecentSales({ onChoose }: { readonly onChoose: (reference: string) => void }) {
  const t = useText()
  const format = useFormat()
  const { memory, store } = useSellingTill()
  const [tickets, setTickets] = useState<readonly Sale[]>([])
  useEffect(() => {
    let isHere = true
    void memory.tickets.recent({ limit: RECENT }).then((found) => isHere && setTickets(found))
    return () => {
      isHere = false
    }
  }, [memory])
  const sales = tickets.filter(({ lines }) => lines.some(({ kind }) => kind === 'sale'))
  if (sales.length === 0) return null
  return (
    <section aria-label={t(messages.recent)}>
      <Words size="sm" c="dimmed" fw={600} mb={4}>
        {t(messages.recent)}
      </Words>
      <ul className={classes.rows}>
        {sales.map(({ id, reference, occurred_at: at, total, lines }) => (
          <li key={id}>
            <button type="button" className={classes.row} onClick={() => onChoose(reference)}>
              <Icon of={ReceiptRefundIcon} />
              <span className={classes.rowMain}>
                <span className={classes.rowTitle}>{reference}</span>
                <span className={classes.rowNote}>
                  {`${format.date(at, 'time', store.time_zone)} · ${lines.map(({ name }) => name).join(', ')}`.slice(
                    0,
                    80,
                  )}
                </span>
              </span>
              <span className={classes.rowAmount}>{format.money(total, store.currency)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A receipt that is scanned while this is open is the one that is meant. */
function useScannedReference(onReference: (reference: string) => void): void {
  const { scanTarget } = useSale()
  useEffect(() => {
    scanTarget.current = onReference
    return () => {
      scanTarget.current = null
    }
  })
}
