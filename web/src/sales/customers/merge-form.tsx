import { Button, Stack, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { api, type Customer, useAction, useApi } from '../../api/index.ts'
import { type Text, useText } from '../../i18n/index.ts'
import { Facts, notifyDone } from '../../ui/index.ts'
import { CustomerSelect } from './customer-select.tsx'
import { previewMerge, type Remaining } from './merge-preview.ts'
import { messages } from './messages.ts'

const NAMES: Readonly<Record<Remaining['field'], Text>> = {
  name: messages.name,
  email: messages.email,
  phone: messages.phone,
  language: messages.language,
  address: messages.address,
  exemption: messages.exemption,
  external_id: messages.externalId,
  note: messages.note,
  credit: messages.credit,
}

/** Shows what will remain before two records become one. */
export function MergeForm({ customer, onDone }: { readonly customer: Customer; readonly onDone: () => void }) {
  const t = useText()
  const [otherId, setOther] = useState<number | null>(null)
  const other = useApi('getCustomer', [otherId ?? 0], { enabled: otherId !== null })
  const merge = useAction(api.mergeCustomers, [
    'getCustomer',
    'listCustomers',
    'getCustomerCredit',
    'listCustomerSales',
    'listSales',
  ])
  const isChosen = other.data !== undefined && other.data.id === otherId
  const submit = () =>
    merge
      .mutateAsync([customer.id, { customer_id: otherId ?? 0 }])
      .then(() => {
        notifyDone(t(messages.mergeDone))
        onDone()
      })
      // The field says what was refused.
      .catch(() => {})
  return (
    <Stack>
      <Words size="sm" c="dimmed">
        {t(messages.mergeHint)}
      </Words>
      <CustomerSelect
        label={t(messages.mergeOther)}
        value={otherId}
        onChange={setOther}
        except={customer.id}
        error={merge.error?.message}
      />
      {isChosen && other.data !== undefined && (
        <>
          <Words fw={600} size="sm">
            {t(messages.mergePreview)}
          </Words>
          <Facts
            of={previewMerge(customer, other.data).map(({ field, value, isTaken }) => ({
              name: t(NAMES[field]),
              value: isTaken ? `${value} (${t(messages.taken)})` : value,
            }))}
          />
        </>
      )}
      <Button onClick={() => void submit()} disabled={!isChosen} loading={merge.isPending}>
        {t(messages.mergeDo)}
      </Button>
    </Stack>
  )
}
