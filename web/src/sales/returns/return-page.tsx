import { QrCodeIcon, ReceiptRefundIcon } from '@heroicons/react/24/outline'
import { Button, Grid, Group, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { type ComptoirError, type LookUpSaleData, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import { EmptyState, ErrorState, Icon, LoadingState, Page, useUrlState } from '../../ui/index.ts'
import { messages } from './messages.ts'
import { RefundForm } from './refund-form.tsx'
import type { Chosen } from './return-amounts.ts'
import { ReturnLines } from './return-lines.tsx'

/** Takes goods back against their receipt, whichever store of the chain has sold them. */
export default function ReturnPage() {
  const t = useText()
  const { can } = useSession()
  const [{ reference = '' }, change] = useUrlState()
  const found = useApi('lookUpSale', [{ reference }], { enabled: reference !== '', staleTime: 0 })
  const sale = found.data?.reference === reference.trim() ? found.data : undefined
  return (
    <Page
      title={t(messages.title)}
      lead={t(messages.lead)}
      actions={
        can('approvals.give') && (
          <Button component={Link} to="/returns/without-receipt" variant="default">
            {t(messages.noReceipt)}
          </Button>
        )
      }
    >
      <ReceiptField value={reference} onFound={(typed) => change({ reference: typed })} />
      {reference !== '' && sale === undefined && <Search error={found.error} retry={() => void found.refetch()} />}
      {sale !== undefined && <Return key={sale.id} sale={sale} />}
    </Page>
  )
}

function ReceiptField({ value, onFound }: { readonly value: string; readonly onFound: (reference: string) => void }) {
  const t = useText()
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onFound(typed.trim())
      }}
    >
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          label={t(messages.receipt)}
          placeholder="1-1-0-000042"
          leftSection={<Icon of={QrCodeIcon} size={1.1} />}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          autoFocus={value === ''}
          flex={1}
          maw="24rem"
        />
        <Button type="submit" variant="default">
          {t(messages.find)}
        </Button>
      </Group>
    </form>
  )
}

function Search({ error, retry }: { readonly error: ComptoirError | null; readonly retry: () => void }) {
  const t = useText()
  if (error === null) return <LoadingState />
  if (error.status !== 404) return <ErrorState error={error} retry={retry} />
  return (
    <EmptyState
      icon={<Icon of={ReceiptRefundIcon} size={2.5} />}
      title={t(messages.notFound)}
      hint={t(messages.notFoundHint)}
    />
  )
}

function Return({ sale }: { readonly sale: LookUpSaleData }) {
  const t = useText()
  const format = useFormat()
  const [chosen, choose] = useState<Chosen>({})
  if (sale.lines.every(({ returnable }) => returnable === '0')) {
    return <EmptyState title={t(messages.nothingLeft)} hint={t(messages.nothingLeftHint)} />
  }
  const lead = t(messages.soldAt, { when: format.date(sale.business_day), store: sale.store_name })
  return (
    <Grid gap="md" align="flex-start">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <ReturnLines sale={sale} lead={lead} chosen={chosen} onChange={choose} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <RefundForm sale={sale} chosen={chosen} />
      </Grid.Col>
    </Grid>
  )
}
