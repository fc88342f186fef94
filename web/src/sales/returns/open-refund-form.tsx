import { Button, Select, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, newId, type RecordOpenReturnInput, useAction } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { Facts, notifyDone, Section } from '../../ui/index.ts'
import { CustomerSelect } from '../customers/customer-select.tsx'
import { usePlaces } from '../words/places.ts'
import { nameOfMethod } from '../words/words.ts'
import { DrawerSelect } from './drawer-select.tsx'
import { messages } from './messages.ts'
import { dueOfOpenReturn, linesOfOpenReturn, type OpenLine, type OpenReturnPlace } from './open-return-amounts.ts'
import { Refusal } from './refusal.tsx'
import { useOpenDrawers } from './use-open-drawers.ts'

/** Nobody knows what paid, but a cheque is not given back. */
const METHODS = ['cash', 'card', 'credit', 'other'] as const
type Method = (typeof METHODS)[number]

type OpenRefundFormProps = {
  readonly storeId: number
  readonly place: OpenReturnPlace
  readonly lines: readonly OpenLine[]
  readonly onStore: (id: number) => void
}

/** By what it is given back, to whom and why. */
export function OpenRefundForm({ storeId, place, lines, onStore }: OpenRefundFormProps) {
  const t = useText()
  const format = useFormat()
  const places = usePlaces()
  const drawers = useOpenDrawers(storeId)
  const [method, setMethod] = useState<Method>('cash')
  const [customer, setCustomer] = useState<number | null>(null)
  const [drawerId, setDrawer] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const record = useRecord()
  const due = lines.length === 0 ? null : dueOfOpenReturn(lines, place, method === 'cash')
  const drawer = method === 'cash' ? drawers.find((candidate) => candidate.id === drawerId) : undefined
  const isReady = due !== null && reason.trim() !== '' && (method !== 'credit' || customer !== null)
  const submit = () =>
    record.submit({
      store_id: storeId,
      ...(drawer !== undefined && { register_id: drawer.register_id ?? null, session_id: drawer.id ?? null }),
      ...(customer !== null && method === 'credit' && { customer_id: customer }),
      lines: linesOfOpenReturn(lines),
      refunds: [{ method, amount: due ?? '0' }],
      reason,
    })
  return (
    <Section title={t(messages.refund)}>
      {places.options.length > 1 && (
        <Select
          label={t(messages.inStore)}
          data={places.options}
          value={String(storeId)}
          allowDeselect={false}
          onChange={(value) => onStore(Number(value))}
        />
      )}
      <Select
        label={t(messages.method)}
        data={METHODS.map((value) => ({ value, label: t(nameOfMethod(value)) }))}
        value={method}
        allowDeselect={false}
        onChange={(value) => setMethod(value as Method)}
      />
      {method === 'credit' && <CustomerSelect label={t(messages.creditOf)} value={customer} onChange={setCustomer} />}
      {method === 'cash' && <DrawerSelect storeId={storeId} value={drawerId} onChange={setDrawer} />}
      <Textarea
        label={t(messages.why)}
        autosize
        minRows={2}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        error={record.error?.errors.reason?.join(' ')}
      />
      <Facts
        areNumbers
        of={[{ name: t(messages.wanted), value: <strong>{format.money(due, place.currency)}</strong> }]}
      />
      <Refusal error={record.error} />
      <Button size="md" disabled={!isReady} loading={record.isPending} onClick={submit}>
        {t(messages.submit)}
      </Button>
    </Section>
  )
}

/** Its id stays the same however often it is sent, so that it is recorded once. */
function useRecord() {
  const t = useText()
  const navigate = useNavigate()
  const [id] = useState(newId)
  const record = useAction(api.recordOpenReturn, ['listSales', 'listSessions', 'getCustomerCredit'])
  const submit = (body: Omit<RecordOpenReturnInput, 'id'>) => {
    record
      .mutateAsync([{ id, ...body }])
      .then((ticket) => {
        notifyDone(t(messages.done, { reference: ticket.reference }))
        return navigate({ to: `/sales/${ticket.id}` })
      })
      // The form shows what was refused.
      .catch(() => {})
  }
  return { submit, error: record.error, isPending: record.isPending }
}
