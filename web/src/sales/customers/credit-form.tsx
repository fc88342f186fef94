import { Button, SegmentedControl, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api, type ChangeCustomerCreditData, type Customer, useAction } from '../../api/index.ts'
import { useStores } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { DecimalInput, formErrors, useOnce, useRequestKeys } from '../../ui/index.ts'
import { messages as words } from '../words/messages.ts'
import { OtherRefusal } from '../words/other-refusal.tsx'
import { messages } from './messages.ts'

type CreditFormProps = {
  readonly customer: Customer
  readonly onDone: (movement: ChangeCustomerCreditData) => void
}

/** Grants or withdraws, with the reason that the ledger keeps. */
export function CreditForm({ customer, onDone }: CreditFormProps) {
  const t = useText()
  const currencies = useCurrencies(customer)
  const [isGrant, setGrant] = useState(true)
  const [amount, setAmount] = useState('')
  const [currency, setCurrency] = useState<string | null>(currencies[0] ?? null)
  const [reason, setReason] = useState('')
  const change = useAction(api.changeCustomerCredit, ['getCustomerCredit', 'getCustomer', 'listCustomers'])
  const errors = change.error === null ? {} : formErrors(change.error)
  const keys = useRequestKeys()
  const submit = useOnce(async () => {
    const asked = { amount: isGrant ? amount : `-${amount}`, reason, ...(currency !== null && { currency }) }
    try {
      const movement = await change.mutateAsync([customer.id, asked, { idempotencyKey: keys.keyOf(asked) }])
      keys.renew()
      onDone(movement)
    } catch {
      // The fields say what was refused.
    }
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack>
        <Direction isGrant={isGrant} onChange={setGrant} />
        <DecimalInput
          label={t(messages.amount)}
          value={amount}
          onChange={setAmount}
          error={errors.amount}
          required
          withAsterisk={false}
          data-autofocus
        />
        {currencies.length > 1 && (
          <Select
            label={t(messages.currency)}
            data={currencies}
            value={currency}
            allowDeselect={false}
            onChange={setCurrency}
            error={errors.currency}
          />
        )}
        <TextInput
          label={t(words.reason)}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          error={errors.reason}
          required
          withAsterisk={false}
        />
        <OtherRefusal error={change.error} />
        <Button type="submit" loading={change.isPending}>
          {t(isGrant ? messages.give : messages.take)}
        </Button>
      </Stack>
    </form>
  )
}

function Direction({
  isGrant,
  onChange,
}: {
  readonly isGrant: boolean
  readonly onChange: (isGrant: boolean) => void
}) {
  const t = useText()
  return (
    <SegmentedControl
      aria-label={t(messages.direction)}
      data={[
        { value: 'give', label: t(messages.give) },
        { value: 'take', label: t(messages.take) },
      ]}
      value={isGrant ? 'give' : 'take'}
      onChange={(value) => onChange(value === 'give')}
    />
  )
}

/** Those of one's stores, and those in which the chain owes them already. */
function useCurrencies(customer: Customer): string[] {
  const stores = useStores()
  const all = [...customer.credit.map(({ currency }) => currency), ...stores.flatMap(({ currency }) => currency ?? [])]
  return [...new Set(all)]
}
