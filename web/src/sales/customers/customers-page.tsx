import { UserPlusIcon, UsersIcon } from '@heroicons/react/24/outline'
import { Badge, Button, Checkbox } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { type ListedCustomer, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useFormat, useText } from '../../i18n/index.ts'
import {
  type Column,
  DataTable,
  Dialog,
  EmptyState,
  Icon,
  notifyDone,
  Page,
  SearchField,
  useList,
} from '../../ui/index.ts'
import { CustomerForm } from './customer-form.tsx'
import { messages } from './messages.ts'

/** The customers of the chain: who they are, what it owes them, who pays no tax. */
export default function CustomersPage() {
  const t = useText()
  const { can } = useSession()
  const navigate = useNavigate()
  const [isOpen, { open, close }] = useDisclosure()
  const list = useList({ filters: ['is_tax_exempt', 'email', 'phone', 'external_id'], sort: 'name' })
  const customers = useApi('listCustomers', [list.query])
  const createButton = can('customers.create') && (
    <Button leftSection={<Icon of={UserPlusIcon} size={1} />} onClick={open}>
      {t(messages.create)}
    </Button>
  )
  return (
    <Page title={t(messages.customers)} actions={createButton}>
      <DataTable
        name="customers"
        label={t(messages.customers)}
        of={customers}
        list={list}
        columns={useCustomerColumns()}
        rowKey={({ id }) => id ?? 0}
        rowLink={({ id }) => `/customers/${id}`}
        toolbar={
          <>
            <SearchField label={t(messages.search)} value={list.q} onChange={(q) => list.change({ q })} />
            <Checkbox
              label={t(messages.onlyExempt)}
              checked={list.filters.is_tax_exempt === 'true'}
              onChange={({ currentTarget }) =>
                list.change({ is_tax_exempt: currentTarget.checked ? 'true' : undefined })
              }
              style={{ alignSelf: 'center' }}
            />
          </>
        }
        empty={
          <EmptyState
            icon={<Icon of={UsersIcon} size={2.5} />}
            title={t(messages.none)}
            hint={t(messages.noneHint)}
            action={createButton}
          />
        }
      />
      <Dialog opened={isOpen} onClose={close} title={t(messages.create)} size="lg">
        <CustomerForm
          onSaved={({ id, name }) => {
            close()
            notifyDone(t(messages.created, { name }))
            void navigate({ to: `/customers/${id}` })
          }}
        />
      </Dialog>
    </Page>
  )
}

function useCustomerColumns(): Column<ListedCustomer>[] {
  const t = useText()
  const format = useFormat()
  return [
    { key: 'name', title: t(messages.name), sort: 'name', render: ({ name }) => name },
    { key: 'email', title: t(messages.email), render: ({ email }) => email },
    { key: 'phone', title: t(messages.phone), render: ({ phone }) => phone },
    { key: 'city', title: t(messages.city), render: ({ city }) => city },
    {
      key: 'credit',
      title: t(messages.credit),
      isNumber: true,
      render: ({ credit }) => credit?.map(({ balance, currency }) => format.money(balance, currency)).join(' · '),
    },
    {
      key: 'exempt',
      title: t(messages.exemption),
      render: ({ tax_exemption: exemption }) =>
        exemption == null ? null : <Badge color="safran">{t(messages.exempt)}</Badge>,
    },
    {
      key: 'since',
      title: t(messages.since),
      sort: 'created_at',
      isHidden: true,
      render: ({ created_at: at }) => format.date(at),
    },
  ]
}
