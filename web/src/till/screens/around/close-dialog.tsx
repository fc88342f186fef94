import { Alert, Button, Group, Stack, Textarea, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { currencyDecimals } from '../../../../../rules/index.ts'
import { useFormat, useText } from '../../../i18n/index.ts'
import { isEmptyCart } from '../../cart/cart.ts'
import { readTyped } from '../../cart/decimals.ts'
import type { Counted } from '../../memory.ts'
import { useSale } from '../sell/sale-context.tsx'
import { CountMoney, countedList, countedSum, type MoneyCount } from '../shared/count-money.tsx'
import { Keypad } from '../shared/keypad.tsx'
import { useSellingTill } from '../shared/till-context.tsx'
import { TillDialog } from '../shared/till-dialog.tsx'
import { tillErrorText } from '../shared/till-error-text.ts'
import { TypedField } from '../shared/typed-field.tsx'
import { messages as start } from '../start/messages.ts'
import { messages } from './messages.ts'

/** The blind count: what should be in the drawer is shown once it is closed. */
export function CloseDialog() {
  const t = useText()
  const format = useFormat()
  const { store, snapshot, isTraining } = useSellingTill()
  const { cart, close } = useSale()
  const [counts, setCounts] = useState<MoneyCount>({})
  const [typed, setTyped] = useState('')
  const [isCounting, setCounting] = useState(true)
  const [note, setNote] = useState('')
  const { closeDrawer, isBusy, refusal } = useClosing()
  const { currency } = store
  const decimals = currencyDecimals(currency)
  const sum = isCounting ? countedSum(counts, currency) : readTyped(typed, decimals)
  const counted: Counted | null =
    isCounting && countedList(counts).length > 0 ? countedList(counts) : sum === null ? null : { cash: sum }
  const isBlocked = !isEmptyCart(cart) || isTraining
  return (
    <TillDialog title={t(messages.closeTitle)} onClose={close} size="lg">
      <Stack>
        <Words c="dimmed">{t(messages.closeLead)}</Words>
        {!isEmptyCart(cart) && <Alert color="safran">{t(messages.closeCart)}</Alert>}
        {isTraining && <Alert color="safran">{t(messages.inTraining)}</Alert>}
        {snapshot.outbox.waiting > 0 && (
          <Alert color="safran">{t(messages.closeWaiting, { count: snapshot.outbox.waiting })}</Alert>
        )}
        {snapshot.parked > 0 && <Alert color="safran">{t(messages.closeParked, { count: snapshot.parked })}</Alert>}
        {isCounting ? (
          <CountMoney counts={counts} onChange={setCounts} currency={currency} />
        ) : (
          <>
            <TypedField label={t(messages.counted)} value={typed} onChange={setTyped} decimals={decimals} />
            <Keypad value={typed} onChange={setTyped} decimals={decimals} />
          </>
        )}
        <Group>
          <Button variant="subtle" onClick={() => setCounting(!isCounting)}>
            {t(isCounting ? start.asOneSum : start.byDenomination)}
          </Button>
        </Group>
        <Textarea
          label={t(messages.closeNote)}
          description={t(messages.explain)}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={1}
        />
        {refusal !== null && (
          <Alert color="brique" role="alert">
            {refusal}
          </Alert>
        )}
        <Button
          size="xl"
          loading={isBusy}
          disabled={counted === null || isBlocked}
          onClick={() => counted !== null && closeDrawer(counted, note.trim())}
        >
          {t(messages.closeNow, { amount: format.money(sum ?? '0', currency) })}
        </Button>
      </Stack>
    </TillDialog>
  )
}

/** Closes once; the closing is then shown by whoever stands above, since the drawer is no longer open. */
function useClosing() {
  const t = useText()
  const { memory, cashier, play, setClosed } = useSellingTill()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const run = async (counted: Counted, note: string) => {
    if (isBusy) return
    setBusy(true)
    setRefusal(null)
    try {
      const content = { counted, cashier_id: cashier.id, ...(note !== '' && { note }) }
      const { closed } = await memory.outbox.append({ kind: 'session_close', content })
      play('done')
      setClosed(closed)
    } catch (error) {
      play('refused')
      setRefusal(tillErrorText(error, t))
      setBusy(false)
    }
  }
  return { closeDrawer: (counted: Counted, note: string) => void run(counted, note), isBusy, refusal }
}
