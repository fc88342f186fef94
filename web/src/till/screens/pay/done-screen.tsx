import { ArrowRightIcon, DocumentArrowDownIcon, EnvelopeIcon, PrinterIcon } from '@heroicons/react/24/outline'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Receipt } from '../../../../../rules/index.ts'
import { useFormat, useLanguage, useText } from '../../../i18n/index.ts'
import { Icon, notifyDone, notifyError } from '../../../ui/index.ts'
import { timesPrinted } from '../../print/print-counts.ts'
import { ReceiptPaper } from '../../print/receipt-paper.tsx'
import { usePrinting } from '../../print/use-printing.tsx'
import { useSale } from '../sell/sale-context.tsx'
import type { FinishedSale } from '../sell/use-finish.ts'
import { methodName } from '../shared/method-name.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { messages } from './messages.ts'
import classes from './pay.module.css'
import { useReceiptFiles } from './use-receipt-files.ts'

/** The sale is recorded: the change as large as it can be, then the receipt, then the next customer. */
export function DoneScreen() {
  const { finished } = useSale()
  return finished === null ? null : <Done finished={finished} />
}

function Done({ finished }: { readonly finished: FinishedSale }) {
  const t = useText()
  const { language } = useLanguage()
  const { nextSale, dialog } = useSale()
  const receipt = useReceipt(finished)
  const next = useRef<HTMLButtonElement>(null)
  useEffect(() => next.current?.focus(), [])
  const print = usePrint(finished)
  useEffect(() => {
    if (dialog !== null) return
    const onKey = (event: KeyboardEvent) => {
      // The key that paid is still held down: it does not end what it has just shown.
      if (event.repeat && event.key === 'Enter') return event.preventDefault()
      const isTyping = event.target instanceof HTMLInputElement
      if (event.key === 'F2') print()
      else if (
        event.key === 'Escape' ||
        (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement) && !isTyping)
      ) {
        nextSale()
      } else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  return (
    <div className={classes.done}>
      <div className={classes.doneMain}>
        <Change finished={finished} />
        <Button
          ref={next}
          size="xl"
          h="4.5rem"
          rightSection={<Icon of={ArrowRightIcon} />}
          onClick={nextSale}
          aria-describedby="next-hint"
        >
          {t(messages.nextSale)}
        </Button>
        <span id="next-hint" className="visually-hidden">
          {t(messages.nextHint)}
        </span>
        <ReceiptChoices finished={finished} onPrint={print} />
      </div>
      <div className={classes.paper}>{receipt !== null && <ReceiptPaper receipt={receipt} language={language} />}</div>
    </div>
  )
}

function Change({ finished: { ticket, isTraining } }: { readonly finished: FinishedSale }) {
  const t = useText()
  const format = useFormat()
  const { currency } = ticket
  const hasChange = /[1-9]/.test(ticket.change_due)
  const isBack = ticket.total.startsWith('-')
  const back = ticket.paid.replace('-', '')
  return (
    <>
      <div className={classes.change} data-none={(!hasChange && !isBack) || undefined} role="status">
        <span className={classes.changeTitle}>
          {t(hasChange ? messages.changeDue : isBack ? messages.givenBack : messages.noChange)}
        </span>
        {(hasChange || isBack) && (
          <span className={classes.changeAmount}>{format.money(hasChange ? ticket.change_due : back, currency)}</span>
        )}
        {isTraining && <strong>{t(messages.doneTraining)}</strong>}
      </div>
      <dl className={classes.facts}>
        <div>
          <dt>{t(messages.receipt, { reference: ticket.reference })}</dt>
          <dd>{format.money(ticket.total, currency)}</dd>
        </div>
        {ticket.payments.map(({ method, amount }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: payments have nothing else that names them.
          <div key={index}>
            <dt>{t(methodName(method as Parameters<typeof methodName>[0], currency))}</dt>
            <dd>{format.money(amount, currency)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** Prints the original once; each further one is marked as a copy. */
function usePrint({ ticket, isTraining }: FinishedSale): () => void {
  const t = useText()
  const { settings } = useSellingTill()
  const { print, openDrawer } = usePrinting()
  const hasBegun = useRef(false)
  const run = () =>
    void print(ticket, isTraining ? 0 : timesPrinted(ticket.id))
      .then(() => notifyDone(t(messages.printed)))
      .catch(() => notifyError(new Error(t(messages.printFailed))))
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each ticket.
  useEffect(() => {
    if (hasBegun.current) return
    hasBegun.current = true
    if (ticket.payments.some(({ method }) => method === 'cash')) openDrawer()
    if (settings.isPrintedAlways) run()
  }, [])
  return run
}

function useReceipt({ ticket }: FinishedSale): Receipt | null {
  const { compose } = usePrinting()
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  useEffect(() => {
    let isHere = true
    void compose(ticket, 0).then((composed) => isHere && setReceipt(composed))
    return () => {
      isHere = false
    }
  }, [compose, ticket])
  return receipt
}

function ReceiptChoices({ finished, onPrint }: { readonly finished: FinishedSale; readonly onPrint: () => void }) {
  const t = useText()
  const { snapshot } = useSellingTill()
  const [isMailing, setMailing] = useState(false)
  const [to, setTo] = useState(finished.customerEmail ?? '')
  const { email, openPdf, isBusy } = useReceiptFiles(finished.ticket)
  const isAlone = snapshot.isOnline === false || finished.isTraining
  return (
    <Stack gap="xs">
      <Group grow gap="xs" preventGrowOverflow={false} className={classes.choices}>
        <Button variant="default" size="lg" leftSection={<Icon of={PrinterIcon} />} onClick={onPrint}>
          {t(messages.print)}
        </Button>
        <Button
          variant="default"
          size="lg"
          leftSection={<Icon of={EnvelopeIcon} />}
          disabled={isAlone}
          onClick={() => setMailing(!isMailing)}
          aria-expanded={isMailing}
        >
          {t(messages.email)}
        </Button>
        <Button
          variant="default"
          size="lg"
          leftSection={<Icon of={DocumentArrowDownIcon} />}
          disabled={isAlone}
          loading={isBusy && !isMailing}
          onClick={openPdf}
        >
          {t(messages.pdf)}
        </Button>
      </Group>
      {snapshot.isOnline === false && <small>{t(messages.sendOffline)}</small>}
      {isMailing && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            email(to, () => setMailing(false))
          }}
        >
          <Group align="flex-end" gap="xs">
            <TextInput
              label={t(messages.emailTo)}
              type="email"
              size="md"
              required
              withAsterisk={false}
              value={to}
              onChange={({ currentTarget }) => setTo(currentTarget.value)}
              flex={1}
            />
            <Button type="submit" size="md" loading={isBusy}>
              {t(messages.send)}
            </Button>
          </Group>
        </form>
      )}
    </Stack>
  )
}
