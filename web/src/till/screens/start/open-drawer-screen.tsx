import { Alert, Avatar, Button, Group, Stack, Text as Words } from '@mantine/core'
import { useEffect, useState } from 'react'
import { currencyDecimals } from '../../../../../rules/index.ts'
import { useFormat, useText } from '../../../i18n/index.ts'
import { cashierMay } from '../../cart/cart-rights.ts'
import { readTyped, toMinor } from '../../cart/decimals.ts'
import { CountMoney, countedSum, type MoneyCount } from '../shared/count-money.tsx'
import { Keypad } from '../shared/keypad.tsx'
import { useSellingTill } from '../shared/till-context.tsx'
import { tillErrorText } from '../shared/till-error-text.ts'
import { TypedField } from '../shared/typed-field.tsx'
import { useTypedKeys } from '../shared/use-typed-keys.ts'
import { ConfirmNoFloat } from './confirm-no-float.tsx'
import { messages } from './messages.ts'
import { StartFrame } from './start-frame.tsx'

const FLOAT_ID = 'till-float'

export function OpenDrawerScreen() {
  const t = useText()
  const { cashier, setCashier } = useSellingTill()
  if (cashierMay(cashier, 'sessions.open')) return <OpeningForm />
  return (
    <StartFrame title={t(messages.openTitle)} lead={t(messages.notMayOpen, { name: cashier.name })}>
      <Button size="lg" onClick={() => setCashier(null)} fullWidth>
        {t(messages.changeCashier)}
      </Button>
    </StartFrame>
  )
}

/** The float that lies in the drawer when the day begins. */
function OpeningForm() {
  const t = useText()
  const format = useFormat()
  const { store, cashier, setCashier } = useSellingTill()
  const { currency } = store
  const lastFloat = useLastFloat()
  const [counts, setCounts] = useState<MoneyCount>({})
  const [typed, setTyped] = useState('')
  const [isCounting, setCounting] = useState(false)
  const [isAskedAgain, setAskedAgain] = useState(false)
  const { open, isBusy, refusal } = useOpening()
  const decimals = currencyDecimals(currency)
  const typedFloat = typed === '' ? (lastFloat ?? '0.00') : readTyped(typed, decimals)
  const float = isCounting ? countedSum(counts, currency) : typedFloat
  const ask = () => {
    if (float === null || isBusy) return
    if (toMinor(float, currency) === 0n) setAskedAgain(true)
    else open(float)
  }
  useTypedKeys({ fieldId: FLOAT_ID, isOn: !isCounting && !isAskedAgain, onEnter: ask })
  return (
    <StartFrame title={t(messages.openTitle)} lead={t(messages.openLead)}>
      <Stack>
        <Opener name={cashier.name} onChange={() => setCashier(null)} />
        {isCounting ? (
          <CountMoney counts={counts} onChange={setCounts} currency={currency} />
        ) : (
          <>
            <TypedField
              id={FLOAT_ID}
              label={t(messages.openingFloat)}
              value={typed}
              onChange={setTyped}
              placeholder={format.money(lastFloat ?? '0.00', currency)}
              onEnter={ask}
              error={float === null ? t(messages.noAmount) : null}
            />
            <Keypad value={typed} onChange={setTyped} decimals={decimals} />
          </>
        )}
        {refusal !== null && (
          <Alert color="brique" role="alert">
            {refusal}
          </Alert>
        )}
        <Button size="xl" loading={isBusy} disabled={float === null} onClick={ask}>
          {t(messages.openDrawer, { amount: format.money(float, currency) })}
        </Button>
        <Button variant="subtle" onClick={() => setCounting(!isCounting)}>
          {t(isCounting ? messages.asOneSum : messages.byDenomination)}
        </Button>
      </Stack>
      {isAskedAgain && (
        <ConfirmNoFloat
          onOpen={() => {
            setAskedAgain(false)
            open('0.00')
          }}
          onClose={() => setAskedAgain(false)}
        />
      )}
    </StartFrame>
  )
}

type OpenerProps = { readonly name: string; readonly onChange: () => void }

/** Whose opening it will be: on a fresh device that of whoever has enrolled it, unless somebody else takes their place. */
function Opener({ name, onChange }: OpenerProps) {
  const t = useText()
  return (
    <Group justify="space-between" wrap="nowrap">
      <Group gap="sm" wrap="nowrap">
        <Avatar name={name} color="sapin" size="md" aria-hidden />
        <Words fw={600}>{t(messages.opens, { name })}</Words>
      </Group>
      <Button variant="subtle" color="gray" px="xs" onClick={onChange} flex="none">
        {t(messages.changeCashier)}
      </Button>
    </Group>
  )
}

function useOpening() {
  const t = useText()
  const { memory, cashier, play } = useSellingTill()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const open = async (float: string) => {
    setBusy(true)
    setRefusal(null)
    try {
      await memory.outbox.append({ kind: 'session_open', content: { opening_float: float, cashier_id: cashier.id } })
      play('done')
    } catch (error) {
      setRefusal(tillErrorText(error, t))
    } finally {
      setBusy(false)
    }
  }
  return { open: (float: string) => void open(float), isBusy, refusal }
}

/** The float with which this till was opened the last time is likely to be today's. */
function useLastFloat(): string | null {
  const { memory } = useSellingTill()
  const [float, setFloat] = useState<string | null>(null)
  useEffect(() => {
    let isHere = true
    void memory.tickets.closings(1).then(([last]) => isHere && last !== undefined && setFloat(last.openingFloat))
    return () => {
      isHere = false
    }
  }, [memory])
  return float
}
