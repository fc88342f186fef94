import { PlusIcon } from '@heroicons/react/24/outline'
import {
  Badge,
  Button,
  Card,
  Group,
  Pagination,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text as Words,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, useNavigate } from '@tanstack/react-router'
import { api, type ListedStore, useAction, useApi } from '../api/index.ts'
import { useSession } from '../app/session.tsx'
import { useChosenStore } from '../app/store-choice.tsx'
import { useText } from '../i18n/index.ts'
import { EmptyState, Icon, Loaded, notifyDone, notifyError, Page, SearchField, useList } from '../ui/index.ts'
import { CreateStoreDialog } from './create-store-dialog.tsx'
import { messages } from './messages.ts'
import { RegisterLine } from './register-badge.tsx'
import type { LiveRegister } from './register-state.ts'
import classes from './stores.module.css'
import { useLiveRegisters } from './use-live-registers.ts'

const PER_PAGE = 24

/** Every store and warehouse, with how its registers stand. */
export default function StoresPage() {
  const t = useText()
  const { can } = useSession()
  const [isCreating, dialog] = useDisclosure()
  const list = useList({ filters: ['kind', 'deleted'], sort: 'name', perPage: PER_PAGE })
  const stores = useApi('listStores', [list.query])
  const { byStore } = useLiveRegisters()
  const add = can('stores.create') && (
    <Button leftSection={<Icon of={PlusIcon} />} onClick={dialog.open}>
      {t(messages.addStore)}
    </Button>
  )
  return (
    <Page title={t(messages.stores)} lead={t(messages.storesLead)} actions={add}>
      <Group gap="xs">
        <SearchField label={t(messages.searchStores)} value={list.q} onChange={(q) => list.change({ q })} />
        <KindFilter list={list} />
      </Group>
      <Loaded of={stores}>
        {({ data, meta }) => (
          <Stack>
            {data.length === 0 ? (
              <Card>
                <EmptyState title={t(messages.noStores)} hint={t(messages.noStoresHint)} action={add} />
              </Card>
            ) : (
              <SimpleGrid cols={{ base: 1, xs: 2, lg: 3, xl: 4 }}>
                {data.map((store) => (
                  <StoreCard key={store.id} store={store} registers={byStore.get(store.id ?? 0) ?? []} />
                ))}
              </SimpleGrid>
            )}
            <Pages meta={meta} list={list} />
          </Stack>
        )}
      </Loaded>
      <CreateStoreDialog isOpen={isCreating} onClose={dialog.close} />
    </Page>
  )
}

type StoreList = ReturnType<typeof useList<'kind' | 'deleted'>>

function KindFilter({ list }: { readonly list: StoreList }) {
  const t = useText()
  const { can } = useSession()
  const { kind = '', deleted } = list.filters
  return (
    <SegmentedControl
      aria-label={t(messages.kind)}
      value={deleted === 'true' ? 'deleted' : kind}
      onChange={(value) =>
        list.change(value === 'deleted' ? { kind: undefined, deleted: 'true' } : { kind: value, deleted: undefined })
      }
      data={[
        { value: '', label: t(messages.all) },
        { value: 'store', label: t(messages.storesOnly) },
        { value: 'warehouse', label: t(messages.warehouses) },
        ...(can('stores.delete') ? [{ value: 'deleted', label: t(messages.closedOnes) }] : []),
      ]}
    />
  )
}

function Pages({ meta, list }: { readonly meta: object; readonly list: StoreList }) {
  const t = useText()
  const { last_page: last = 1 } = meta as { last_page?: number }
  if (last < 2) return null
  return (
    <Pagination
      total={last}
      value={list.page}
      onChange={(page) => list.change({ page: String(page) })}
      aria-label={t(messages.pages)}
      getControlProps={(control) => ({ 'aria-label': control })}
    />
  )
}

type CardProps = { readonly store: ListedStore; readonly registers: readonly LiveRegister[] }

function StoreCard({ store, registers }: CardProps) {
  const t = useText()
  const { id = 0, name, city, code, kind, deleted_at: deletedAt } = store
  const tills = registers.filter((register) => register.kind === 'till')
  return (
    <Card component="article" className={classes.card} aria-label={name}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          {deletedAt === null ? (
            <Link to={`/stores/${id}`} className={classes.name}>
              {name}
            </Link>
          ) : (
            <span className={classes.name}>{name}</span>
          )}
          <Words size="sm" c="dimmed">
            {[city, code].filter(Boolean).join(' · ')}
          </Words>
        </div>
        {kind === 'warehouse' && <Badge color="gray">{t(messages.warehouse)}</Badge>}
      </Group>
      <div>
        {tills.map((register) => (
          <RegisterLine key={register.id} register={register} />
        ))}
      </div>
      {deletedAt === null ? <LookHere id={id} /> : <Reopen id={id} name={name ?? ''} />}
    </Card>
  )
}

/** The whole back office then looks at this store. */
function LookHere({ id }: { readonly id: number }) {
  const t = useText()
  const navigate = useNavigate()
  const [chosen, choose] = useChosenStore()
  return (
    <Button
      variant="light"
      size="compact-md"
      mt="auto"
      disabled={chosen === id}
      onClick={() => {
        choose(id)
        void navigate({ to: '/' })
      }}
    >
      {t(chosen === id ? messages.lookingHere : messages.lookHere)}
    </Button>
  )
}

function Reopen({ id, name }: { readonly id: number; readonly name: string }) {
  const t = useText()
  const restore = useAction(api.restoreStore, ['listStores', 'getStore'])
  const act = async () => {
    try {
      await restore.mutateAsync([id])
      notifyDone(t(messages.storeRestored, { name }))
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <Button variant="light" size="compact-md" mt="auto" loading={restore.isPending} onClick={() => void act()}>
      {t(messages.restore)}
    </Button>
  )
}
