import { Alert, Button, Group, Stack, Text as Words } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useState } from 'react'
import { currencyDecimals } from '../../../../../rules/index.ts'
import { useFormat, useText } from '../../../i18n/index.ts'
import { isEmptyCart } from '../../cart/cart.ts'
import { fromMinor, readTyped, toMinor } from '../../cart/decimals.ts'
import type { Counted } from '../../memory.ts'
import { useSale } from '../sell/sale-context.tsx'
import { CountMoney, countedList, countedSum, type MoneyCount } from '../shared/count-money.tsx'
import { Keypad } from '../shared/keypad.tsx'
import { useSellingTill } from '../shared/till-context.tsx'
import { TillDialog } from '../shared/till-dialog.tsx'
import { tillErrorText } from '../shared/till-error-text.ts'
import { TypedField } from '../shared/typed-field.tsx'
import { useTypedKeys } from '../shared/use-typed-keys.ts'
import { messages as start } from '../start/messages.ts'
import { ExplainStep } from './explain-step.tsx'
import { messages } from './messages.ts'

/** The blind count: what should be in the drawer is known once it is given, and a difference is explained then. */
export function CloseDialog() {
  const t = useText()
  const { store, snapshot } = useSellingTill()
  const { close } = useSale()
  const [count, setCount] = useState<Count | null>(null)
  const [firstSum, keepFirstSum] = useFirstSum()
  const { closeDrawer, isBusy, refusal } = useClosing()
  const { currency } = store
  const expected = toMinor(snapshot.drawer?.expectedCash ?? '0', currency)
  const differenceOf = ({ sum }: Count) => fromMinor(toMinor(sum, currency) - expected, currency)
  const onCounted = (given: Count) => {
    if (toMinor(differenceOf(given), currency) === 0n && (firstSum === null || firstSum === given.sum)) {
      closeDrawer(given.counted, '')
      return
    }
    keepFirstSum(firstSum ?? given.sum)
    setCount(given)
  }
  return (
    <TillDialog title={t(messages.closeTitle)} onClose={close} size="lg">
      <Stack>
        {refusal !== null && (
          <Alert color="brique" role="alert">
            {refusal}
          </Alert>
        )}
        {/* It stays as it was counted while one explains: whoever counts again corrects it. */}
        <div hidden={count !== null}>
          <CountStep isShown={count === null} isBusy={isBusy} onCounted={onCounted} />
        </div>
        {count !== null && (
          <ExplainStep
            difference={differenceOf(count)}
            firstSum={firstSum === count.sum ? null : firstSum}
            isBusy={isBusy}
            onCountAgain={() => setCount(null)}
            onExplained={(note) => closeDrawer(count.counted, note)}
          />
        )}
      </Stack>
    </TillDialog>
  )
}

type Count = { readonly counted: Counted; readonly sum: string }

type CountStepProps = {
  readonly isShown: boolean
  readonly isBusy: boolean
  readonly onCounted: (count: Count) => void
}

const COUNTED_ID = 'till-counted'

function CountStep({ isShown, isBusy, onCounted }: CountStepProps) {
  const t = useText()
  const format = useFormat()
  const { store, snapshot, isTraining } = useSellingTill()
  const { cart } = useSale()
  const [counts, setCounts] = useState<MoneyCount>({})
  const [typed, setTyped] = useState('')
  const [isCounting, setCounting] = useState(true)
  const { currency } = store
  const decimals = currencyDecimals(currency)
  const sum = isCounting ? countedSum(counts, currency) : readTyped(typed, decimals)
  const counted: Counted | null =
    isCounting && countedList(counts).length > 0 ? countedList(counts) : sum === null ? null : { cash: sum }
  const isBlocked = !isEmptyCart(cart) || isTraining
  const give = () => {
    if (counted !== null && sum !== null && !isBlocked && !isBusy) onCounted({ counted, sum })
  }
  useTypedKeys({ fieldId: COUNTED_ID, isOn: isShown && !isCounting, onEnter: give })
  return (
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
          <TypedField
            id={COUNTED_ID}
            label={t(messages.counted)}
            value={typed}
            onChange={setTyped}
            decimals={decimals}
            onEnter={give}
          />
          <Keypad value={typed} onChange={setTyped} decimals={decimals} />
        </>
      )}
      <Group>
        <Button variant="subtle" onClick={() => setCounting(!isCounting)}>
          {t(isCounting ? start.asOneSum : start.byDenomination)}
        </Button>
      </Group>
      <Button size="xl" loading={isBusy} disabled={counted === null || sum === null || isBlocked} onClick={give}>
        {t(messages.closeNow, { amount: format.money(sum ?? '0', currency) })}
      </Button>
    </Stack>
  )
}

/**
 * What was counted first at this drawer, on this device: whoever has seen the difference and counts again leaves in the record
 * what they counted before they knew.
 */
function useFirstSum(): [string | null, (sum: string) => void] {
  const id = useSellingTill().snapshot.drawer?.id ?? null
  const [kept, keep] = useLocalStorage<{ readonly drawer: string; readonly sum: string } | null>({
    key: 'comptoir.till.counted',
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  return [
    kept !== null && kept.drawer === id ? kept.sum : null,
    (sum) => {
      if (id !== null) keep({ drawer: id, sum })
    },
  ]
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
