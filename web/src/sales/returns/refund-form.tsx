import { Button, Select, Stack, Textarea, Text as Words } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { currencyDecimals, formatDecimal, parseDecimal } from '../../../../rules/index.ts'
import { api, type LookUpSaleData, newId, useAction } from '../../api/index.ts'
import { useChosenStore, useStores } from '../../app/store-choice.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { DecimalInput, Facts, notifyDone, Section } from '../../ui/index.ts'
import { CustomerSelect } from '../customers/customer-select.tsx'
import { usePlaces } from '../words/places.ts'
import { type Method, nameOfMethod } from '../words/words.ts'
import { DrawerSelect } from './drawer-select.tsx'
import { messages } from './messages.ts'
import { Refusal } from './refusal.tsx'
import { type Chosen, judgeRefunds, linesOfReturn, methodsOf, proposeRefunds, sumOfReturn } from './return-amounts.ts'
import { useOpenDrawers } from './use-open-drawers.ts'

type RefundFormProps = { readonly sale: LookUpSaleData; readonly chosen: Chosen }

/** What is given back, over what paid: proposed as the rules say, and changed by whoever knows better. */
export function RefundForm({ sale, chosen }: RefundFormProps) {
  const t = useText()
  const format = useFormat()
  const [typed, setTyped] = useState<Readonly<Record<string, string>> | null>(null)
  const draft = useDraft(sale)
  const decimals = currencyDecimals(sale.currency)
  const money = (minor: bigint) => format.money(formatDecimal(minor, decimals), sale.currency)
  const due = sumOfReturn(sale, chosen)
  const proposed = Object.fromEntries(
    proposeRefunds(sale, due).map(({ method, amount }) => [method, formatDecimal(amount, decimals)]),
  )
  const amounts = typed ?? proposed
  const refunds = Object.entries(amounts).flatMap(([method, amount]) => {
    const minor = parseDecimal(amount, decimals) ?? 0n
    return minor > 0n ? [{ method, amount: minor }] : []
  })
  const { wanted, given, isExact, beyond } = judgeRefunds(sale, due, refunds)
  const lines = linesOfReturn(sale, chosen)
  const isReady = lines.length > 0 && isExact && beyond === null
  const record = useRecord(sale, draft)
  const needsCustomer = !sale.has_customer && refunds.some(({ method }) => method === 'credit')
  if (lines.length === 0) {
    return (
      <Section title={t(messages.refund)}>
        <Words c="dimmed">{t(messages.chooseLines)}</Words>
      </Section>
    )
  }
  return (
    <Section title={t(messages.refund)}>
      <Facts
        areNumbers
        of={[
          { name: t(messages.due), value: money(due) },
          { name: t(messages.wanted), value: <strong>{money(wanted)}</strong> },
          ...(isExact ? [] : [{ name: t(messages.given), value: money(given) }]),
        ]}
      />
      <Tenders sale={sale} amounts={amounts} beyond={beyond} isTyped={typed !== null} onChange={setTyped} />
      <DraftFields draft={draft} sale={sale} needsCustomer={needsCustomer} paysCash={amounts.cash !== undefined} />
      {!isExact && (
        <Words c="var(--warn)" size="sm" role="status">
          {t(messages.mismatch, { wanted: money(wanted) })}
        </Words>
      )}
      <Refusal error={record.error} />
      <Button
        size="md"
        disabled={!isReady}
        loading={record.isPending}
        onClick={() =>
          record.submit(
            lines,
            refunds.map(({ method, amount }) => ({
              method: method as Method,
              amount: formatDecimal(amount, decimals),
            })),
          )
        }
      >
        {t(messages.submit)}
      </Button>
    </Section>
  )
}

type TendersProps = {
  readonly sale: LookUpSaleData
  readonly amounts: Readonly<Record<string, string>>
  readonly beyond: string | null
  readonly isTyped: boolean
  /** null: as it was proposed. */
  readonly onChange: (amounts: Readonly<Record<string, string>> | null) => void
}

/** What each way to pay gives back. */
function Tenders({ sale, amounts, beyond, isTyped, onChange }: TendersProps) {
  const t = useText()
  const format = useFormat()
  return (
    <Stack gap="xs">
      {methodsOf(sale).map(({ method, limit }) => (
        <DecimalInput
          key={method}
          label={t(nameOfMethod(method))}
          description={t(messages.limit, { amount: format.money(limit, sale.currency) })}
          value={amounts[method] ?? ''}
          onChange={(amount) => onChange({ ...amounts, [method]: amount })}
          error={beyond === method ? t(messages.beyond) : undefined}
        />
      ))}
      {isTyped && (
        <Button size="xs" variant="subtle" onClick={() => onChange(null)}>
          {t(messages.divideAgain)}
        </Button>
      )}
    </Stack>
  )
}

/** What else a return says; its id stays the same however often it is sent, so that it is recorded once. */
function useDraft(sale: LookUpSaleData) {
  const stores = useStores()
  const [chosenStore] = useChosenStore()
  const isOwn = stores.some(({ id }) => id === sale.store_id)
  const [id] = useState(newId)
  const [store, setStore] = useState<number | null>(null)
  const [drawer, setDrawer] = useState<string | null>(null)
  const [customer, setCustomer] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const storeId = store ?? (isOwn ? sale.store_id : (chosenStore ?? stores[0]?.id ?? sale.store_id))
  return { id, isOwn, storeId, setStore, drawer, setDrawer, customer, setCustomer, note, setNote }
}
type Draft = ReturnType<typeof useDraft>

function useRecord(sale: LookUpSaleData, draft: Draft) {
  const t = useText()
  const navigate = useNavigate()
  const drawers = useOpenDrawers(draft.storeId)
  const action = useAction(api.recordReturn, [
    'listSales',
    'getSale',
    'lookUpSale',
    'listSessions',
    'getCustomerCredit',
  ])
  const submit = (lines: ReturnType<typeof linesOfReturn>, refunds: { method: Method; amount: string }[]) => {
    const drawer = drawers.find(({ id }) => id === draft.drawer)
    const body = {
      id: draft.id,
      store_id: draft.storeId,
      ...(drawer !== undefined && { register_id: drawer.register_id ?? null, session_id: drawer.id ?? null }),
      ...(draft.customer !== null && { customer_id: draft.customer }),
      ...(draft.note !== '' && { note: draft.note }),
      lines,
      refunds,
    }
    action
      .mutateAsync([sale.id, body])
      .then(({ id, reference }) => {
        notifyDone(t(messages.done, { reference }))
        return navigate({ to: `/sales/${id}` })
      })
      // The form shows what was refused.
      .catch(() => {})
  }
  return { submit, isPending: action.isPending, error: action.error }
}

type DraftFieldsProps = {
  readonly draft: Draft
  readonly sale: LookUpSaleData
  readonly needsCustomer: boolean
  readonly paysCash: boolean
}

function DraftFields({ draft, needsCustomer, paysCash }: DraftFieldsProps) {
  const t = useText()
  const places = usePlaces()
  return (
    <>
      {!draft.isOwn && places.options.length > 1 && (
        <Select
          label={t(messages.inStore)}
          data={places.options}
          value={String(draft.storeId)}
          allowDeselect={false}
          onChange={(value) => draft.setStore(Number(value))}
        />
      )}
      {paysCash && <DrawerSelect storeId={draft.storeId} value={draft.drawer} onChange={draft.setDrawer} />}
      {needsCustomer && (
        <CustomerSelect label={t(messages.creditOf)} value={draft.customer} onChange={draft.setCustomer} />
      )}
      <Textarea
        label={t(messages.note)}
        autosize
        maxRows={4}
        value={draft.note}
        onChange={({ currentTarget }) => draft.setNote(currentTarget.value)}
      />
    </>
  )
}
