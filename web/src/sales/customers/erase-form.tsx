import { Button, Checkbox, List, Stack, TextInput, Text as Words } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type Customer, useAction } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { notifyDone } from '../../ui/index.ts'
import { messages } from './messages.ts'

/** Forgets a customer for good; what goes and what the law keeps is said before. */
export function EraseForm({ customer }: { readonly customer: Customer }) {
  const t = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [isForfeited, setForfeited] = useState(false)
  const erase = useAction(api.eraseCustomer, ['listCustomers', 'listSales'])
  const balance = customer.credit.map(({ balance: amount, currency }) => format.money(amount, currency)).join(' · ')
  const submit = () =>
    erase
      .mutateAsync([customer.id, { forfeit_credit: isForfeited }])
      .then(() => {
        notifyDone(t(messages.erased))
        return navigate({ to: '/customers' })
      })
      // The form says what was refused.
      .catch(() => {})
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        <Words size="sm">{t(messages.eraseHint)}</Words>
        <List size="sm">
          <List.Item>{t(messages.eraseGoes)}</List.Item>
          <List.Item>{t(messages.eraseStays)}</List.Item>
        </List>
        {balance !== '' && (
          <Checkbox
            label={t(messages.eraseCredit, { balance })}
            checked={isForfeited}
            onChange={({ currentTarget }) => setForfeited(currentTarget.checked)}
          />
        )}
        <TextInput
          label={t(messages.eraseConfirm)}
          placeholder={customer.name}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={erase.error?.message}
        />
        <Button
          type="submit"
          color="brique"
          loading={erase.isPending}
          disabled={
            name.trim().toLowerCase() !== customer.name.trim().toLowerCase() || (balance !== '' && !isForfeited)
          }
        >
          {t(messages.eraseDo)}
        </Button>
      </Stack>
    </form>
  )
}
