import { Button, Tabs } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api, type Store, useAction, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { type Text, useText } from '../../i18n/index.ts'
import { Loaded, notifyError, Page, useUndo, useUrlState } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { HoursTab } from './hours-tab.tsx'
import { IdentityTab } from './identity-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { ReceiptTab } from './receipt-tab.tsx'
import { StaffTab } from './staff-tab.tsx'
import { TillsTab } from './tills-tab.tsx'

type TabDefinition = {
  readonly key: string
  readonly name: Text
  readonly permission?: string
  readonly render: (store: Store) => ReactNode
}

const TABS: readonly TabDefinition[] = [
  { key: 'overview', name: messages.overview, render: (store) => <OverviewTab store={store} /> },
  { key: 'identity', name: messages.identity, render: (store) => <IdentityTab store={store} /> },
  { key: 'hours', name: messages.hours, render: (store) => <HoursTab store={store} /> },
  { key: 'receipt', name: messages.receipt, render: (store) => <ReceiptTab store={store} /> },
  { key: 'staff', name: messages.staff, permission: 'users.view', render: (store) => <StaffTab store={store} /> },
  {
    key: 'tills',
    name: messages.tills,
    permission: 'registers.view',
    render: (store) => <TillsTab store={store} />,
  },
]

/** A store: how it stands now, who and what it is, what its receipts say, who works there, its tills. */
export default function StorePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const store = useApi('getStore', [Number(id), { include: 'addresses' }])
  return <Loaded of={store}>{(found) => <StoreTabs key={found.id} store={found} />}</Loaded>
}

function StoreTabs({ store }: { readonly store: Store }) {
  const t = useText()
  const { can } = useSession()
  const [{ tab = 'overview' }, change] = useUrlState()
  const open = TABS.filter(({ permission }) => can(permission))
  return (
    <Page
      title={store.name}
      lead={[t(store.kind === 'warehouse' ? messages.warehouse : messages.store), store.code].join(' · ')}
      crumbs={[{ label: t(messages.stores), to: '/stores' }]}
      actions={<CloseButton store={store} />}
    >
      <Tabs value={tab} onChange={(next) => change({ tab: next ?? undefined })} keepMounted={false}>
        <Tabs.List mb="md">
          {open.map(({ key, name }) => (
            <Tabs.Tab key={key} value={key}>
              {t(name)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {open.map(({ key, render }) => (
          <Tabs.Panel key={key} value={key}>
            {render(store)}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  )
}

function CloseButton({ store }: { readonly store: Store }) {
  const t = useText()
  const undo = useUndo()
  const navigate = useNavigate()
  const { can } = useSession()
  const close = useAction(api.deleteStore, ['listStores'])
  const restore = useAction(api.restoreStore, ['listStores', 'getStore'])
  if (!can('stores.delete')) return null
  const act = async () => {
    try {
      await close.mutateAsync([store.id])
      undo(t(messages.storeClosed, { name: store.name }), () => restore.mutateAsync([store.id]))
      void navigate({ to: '/stores' })
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <Button color="brique" variant="light" loading={close.isPending} onClick={() => void act()}>
      {t(messages.closeStore)}
    </Button>
  )
}
