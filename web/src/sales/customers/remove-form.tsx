import { Button, Stack, Text as Words } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { api, type Customer, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { notifyDone } from '../../ui/index.ts'
import { messages } from './messages.ts'

/** Takes a customer off the lists; the API has no way back, so that it is said before. */
export function RemoveForm({ customer }: { readonly customer: Customer }) {
  const t = useText()
  const navigate = useNavigate()
  const remove = useAction(api.deleteCustomer, ['listCustomers'])
  const submit = () =>
    remove
      .mutateAsync([customer.id])
      .then(() => {
        notifyDone(t(messages.removed, { name: customer.name }))
        return navigate({ to: '/customers' })
      })
      // The form says what was refused.
      .catch(() => {})
  return (
    <Stack>
      <Words size="sm">{t(messages.removeHint)}</Words>
      {remove.error !== null && (
        <Words c="var(--bad)" size="sm" role="alert">
          {remove.error.message}
        </Words>
      )}
      <Button color="brique" onClick={() => void submit()} loading={remove.isPending}>
        {t(messages.remove)}
      </Button>
    </Stack>
  )
}
