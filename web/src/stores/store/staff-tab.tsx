import { UserPlusIcon, XMarkIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Badge, Group, Select, Tooltip } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { api, type ListedStaff, type Store, useAction, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { type Translate, useText } from '../../i18n/index.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  Icon,
  notifyDone,
  notifyError,
  SearchField,
  useList,
  useUndo,
} from '../../ui/index.ts'
import { messages } from '../messages.ts'

const STAFF_READS = ['listStaff', 'listUsers', 'getUser'] as const
const PAUSE_MS = 200

/** Who works here; people come and go at once, and a mistake is taken back. */
export function StaffTab({ store }: { readonly store: Store }) {
  const t = useText()
  const { can } = useSession()
  const list = useList({ sort: 'name' })
  const staff = useApi('listStaff', [store.id, list.query])
  const mayAttach = can('stores.attachUsers')
  return (
    <>
      {mayAttach && <Attach store={store} />}
      <DataTable
        name="staff"
        label={t(messages.staff)}
        of={staff}
        list={list}
        columns={staffColumns(t, store, mayAttach)}
        rowKey={({ id }) => id ?? 0}
        rowLink={({ id }) => `/people/${id}`}
        toolbar={<SearchField label={t(messages.searchStaff)} value={list.q} onChange={(q) => list.change({ q })} />}
        empty={<EmptyState title={t(messages.noStaff)} hint={t(messages.noStaffHint)} />}
      />
    </>
  )
}

function staffColumns(t: Translate, store: Store, mayAttach: boolean): Column<ListedStaff>[] {
  return [
    { key: 'name', title: t(messages.name), sort: 'name', render: ({ name }) => name },
    { key: 'email', title: t(messages.email), sort: 'email', render: ({ email }) => email },
    {
      key: 'roles',
      title: t(messages.roles),
      render: ({ roles = [] }) => (
        <Group gap={4} component="span">
          {roles.map((role) => (
            <Badge key={role} component="span">
              {role}
            </Badge>
          ))}
        </Group>
      ),
    },
    ...(mayAttach
      ? [
          {
            key: 'detach',
            title: t(messages.actions),
            isNumber: true,
            render: (person: ListedStaff) => <Detach store={store} person={person} />,
          },
        ]
      : []),
  ]
}

function Attach({ store }: { readonly store: Store }) {
  const t = useText()
  const [typed, type] = useState('')
  const [sought] = useDebouncedValue(typed, PAUSE_MS)
  const found = useApi('listUsers', [{ per_page: 20, sort: 'name', ...(sought !== '' && { q: sought }) }])
  const attach = useAction(api.attachUsers, STAFF_READS)
  const act = async (id: string | null) => {
    if (id === null) return
    try {
      await attach.mutateAsync([store.id, { user_ids: [Number(id)] }])
      type('')
      notifyDone(t(messages.attached))
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <Select
      aria-label={t(messages.attach)}
      placeholder={t(messages.attach)}
      leftSection={<Icon of={UserPlusIcon} size={1.1} />}
      data={(found.data?.data ?? []).map(({ id, name, email }) => ({ value: String(id), label: `${name} · ${email}` }))}
      value={null}
      searchValue={typed}
      onSearchChange={type}
      onChange={(id) => void act(id)}
      filter={({ options }) => options}
      nothingFoundMessage={t(messages.nobodyFound)}
      disabled={attach.isPending}
      searchable
      maw="28rem"
      mb="md"
    />
  )
}

function Detach({ store, person }: { readonly store: Store; readonly person: ListedStaff }) {
  const t = useText()
  const undo = useUndo()
  const detach = useAction(api.detachUser, STAFF_READS)
  const attach = useAction(api.attachUsers, STAFF_READS)
  const { id = 0, name = '' } = person
  const act = async () => {
    try {
      await detach.mutateAsync([store.id, id])
      undo(t(messages.detached, { name }), () => attach.mutateAsync([store.id, { user_ids: [id] }]))
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <Tooltip label={t(messages.detach, { name })}>
      <ActionIcon aria-label={t(messages.detach, { name })} loading={detach.isPending} onClick={() => void act()}>
        <Icon of={XMarkIcon} size={1.1} />
      </ActionIcon>
    </Tooltip>
  )
}
