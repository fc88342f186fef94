import { Alert, Button, Group, Stack } from '@mantine/core'
import { useEffect, useState } from 'react'
import { currencyDecimals } from '../../../../../rules/index.ts'
import { useFormat, useText } from '../../../i18n/index.ts'
import { cashierMay } from '../../cart/cart-rights.ts'
import { readTyped } from '../../cart/decimals.ts'
import { CountMoney, countedSum, type MoneyCount } from '../shared/count-money.tsx'
import { Keypad } from '../shared/keypad.tsx'
import { useSellingTill } from '../shared/till-context.tsx'
import { tillErrorText } from '../shared/till-error-text.ts'
import { TypedField } from '../shared/typed-field.tsx'
import { messages } from './messages.ts'
import { StartFrame } from './start-frame.tsx'

/** The float that lies in the drawer when the day begins. */
export function OpenDrawerScreen() {
  const t = useText()
  const format = useFormat()
  const { store, cashier, setCashier } = useSellingTill()
  const { currency } = store
  const lastFloat = useLastFloat()
  const [counts, setCounts] = useState<MoneyCount>({})
  const [typed, setTyped] = useState('')
  const [isCounting, setCounting] = useState(false)
  const { open, isBusy, refusal } = useOpening()
  const decimals = currencyDecimals(currency)
  const float = isCounting ? countedSum(counts, currency) : (readTyped(typed, decimals) ?? lastFloat ?? '0.00')
  if (!cashierMay(cashier, 'sessions.open')) {
    return (
      <StartFrame title={t(messages.openTitle)} lead={t(messages.notMayOpen, { name: cashier.name })}>
        <Button size="lg" onClick={() => setCashier(null)} fullWidth>
          {t(messages.changeCashier)}
        </Button>
      </StartFrame>
    )
  }
  return (
    <StartFrame title={t(messages.openTitle)} lead={t(messages.openLead)}>
      <Stack>
        {isCounting ? (
          <CountMoney counts={counts} onChange={setCounts} currency={currency} />
        ) : (
          <>
            <TypedField
              label={t(messages.openingFloat)}
              value={typed}
              onChange={setTyped}
              placeholder={format.money(lastFloat ?? '0.00', currency)}
              onEnter={() => open(float)}
            />
            <Keypad value={typed} onChange={setTyped} decimals={decimals} />
          </>
        )}
        {refusal !== null && (
          <Alert color="brique" role="alert">
            {refusal}
          </Alert>
        )}
        <Button size="xl" loading={isBusy} onClick={() => open(float)}>
          {t(messages.openDrawer, { amount: format.money(float, currency) })}
        </Button>
        <Group justify="space-between">
          <Button variant="subtle" onClick={() => setCounting(!isCounting)}>
            {t(isCounting ? messages.asOneSum : messages.byDenomination)}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => setCashier(null)}>
            {t(messages.changeCashier)}
          </Button>
        </Group>
      </Stack>
    </StartFrame>
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
