import { Alert, Button, SegmentedControl, Stack, TextInput, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { currencyDecimals } from '../../../../../rules/index.ts'
import { type Text, useFormat, useText } from '../../../i18n/index.ts'
import { notifyDone } from '../../../ui/index.ts'
import { readTyped, toMinor } from '../../cart/decimals.ts'
import type { NewRecord } from '../../memory.ts'
import { usePrinting } from '../../print/use-printing.tsx'
import { useSale } from '../sell/sale-context.tsx'
import { Keypad } from '../shared/keypad.tsx'
import { messages as shared } from '../shared/messages.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { TillDialog } from '../shared/till-dialog.tsx'
import { tillErrorText } from '../shared/till-error-text.ts'
import { TypedField } from '../shared/typed-field.tsx'
import { messages } from './messages.ts'

type MovementType = 'in' | 'out' | 'drop'

const TYPES: readonly { readonly type: MovementType; readonly label: Text }[] = [
  { type: 'in', label: messages.cashIn },
  { type: 'out', label: messages.cashOut },
  { type: 'drop', label: messages.safeDrop },
]

/** Writes a record of the drawer once, and says why it could not. */
function useRecord() {
  const t = useText()
  const { memory, play, isTraining } = useSellingTill()
  const { close } = useSale()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const record = async (made: NewRecord, done: string) => {
    if (isBusy) return false
    setBusy(true)
    setRefusal(null)
    try {
      await memory.outbox.append(made)
      play('done')
      notifyDone(done)
      close()
      return true
    } catch (error) {
      play('refused')
      setRefusal(tillErrorText(error, t))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { record, isBusy, refusal, isTraining }
}

/** Money that enters or leaves the drawer otherwise than by a sale. */
export function CashDialog() {
  const t = useText()
  const format = useFormat()
  const { store, cashier, snapshot } = useSellingTill()
  const { openDrawer } = usePrinting()
  const { close } = useSale()
  const { record, isBusy, refusal, isTraining } = useRecord()
  const [type, setType] = useState<MovementType>('in')
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const { currency } = store
  const amount = readTyped(typed, currencyDecimals(currency))
  const minor = toMinor(amount ?? '0', currency)
  const isTooMuch = type !== 'in' && minor > toMinor(snapshot.drawer?.expectedCash ?? '0', currency)
  const isReady = minor > 0n && reason.trim() !== '' && !isTraining
  const confirm = async () => {
    if (!isReady || amount === null) return
    const label = t(TYPES.find((one) => one.type === type)?.label ?? messages.cashIn)
    const done = t(messages.moved, { type: label, amount: format.money(amount, currency) })
    const content = { type, amount, reason: reason.trim(), cashier_id: cashier.id }
    if (await record({ kind: 'cash_movement', content }, done)) openDrawer()
  }
  return (
    <TillDialog title={t(messages.cashTitle)} onClose={close} size="sm">
      <Stack>
        <SegmentedControl
          aria-label={t(messages.cashTitle)}
          value={type}
          onChange={(chosen) => setType(chosen as MovementType)}
          data={TYPES.map((one) => ({ value: one.type, label: t(one.label) }))}
          size="md"
          fullWidth
        />
        <TypedField
          label={t(messages.amount)}
          value={typed}
          onChange={setTyped}
          decimals={currencyDecimals(currency)}
        />
        <Keypad value={typed} onChange={setTyped} decimals={currencyDecimals(currency)} />
        <TextInput
          label={t(shared.reason)}
          placeholder={t(messages.movementReasonHint)}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          maxLength={255}
          size="md"
        />
        {isTooMuch && <Alert color="safran">{t(messages.moreThanDrawer)}</Alert>}
        {isTraining && <Alert color="safran">{t(messages.inTraining)}</Alert>}
        {refusal !== null && (
          <Alert color="brique" role="alert">
            {refusal}
          </Alert>
        )}
        <Button size="xl" loading={isBusy} disabled={!isReady} onClick={() => void confirm()}>
          {t(messages.record)}
        </Button>
      </Stack>
    </TillDialog>
  )
}

/** The drawer is opened without a sale: never without saying why. */
export function NoSaleDialog() {
  const t = useText()
  const { cashier } = useSellingTill()
  const { openDrawer } = usePrinting()
  const { close } = useSale()
  const { record, isBusy, refusal, isTraining } = useRecord()
  const [reason, setReason] = useState('')
  const confirm = async () => {
    if (reason.trim() === '' || isTraining) return
    const content = { reason: reason.trim(), cashier_id: cashier.id }
    if (await record({ kind: 'drawer_open', content }, t(messages.drawerOpened))) openDrawer()
  }
  return (
    <TillDialog title={t(messages.noSaleTitle)} onClose={close} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void confirm()
        }}
      >
        <Stack>
          <Words c="dimmed">{t(messages.noSaleLead)}</Words>
          <TextInput
            label={t(shared.reason)}
            placeholder={t(messages.noSaleHint)}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
            maxLength={255}
            size="lg"
            data-autofocus
          />
          <Button variant="light" size="md" onClick={() => setReason(t(messages.noSaleHint))}>
            {t(messages.noSaleHint)}
          </Button>
          {isTraining && <Alert color="safran">{t(messages.inTraining)}</Alert>}
          {refusal !== null && (
            <Alert color="brique" role="alert">
              {refusal}
            </Alert>
          )}
          <Button type="submit" size="xl" loading={isBusy} disabled={reason.trim() === '' || isTraining}>
            {t(messages.openDrawer)}
          </Button>
        </Stack>
      </form>
    </TillDialog>
  )
}
