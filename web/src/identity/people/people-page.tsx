import { UserPlusIcon } from '@heroicons/react/24/outline'
import { Avatar, Badge, Button, Group, SegmentedControl, Select, Text as Words } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ListedUser, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useChosenStore } from '../../app/store-choice.tsx'
import { type Translate, useFormat, useText } from '../../i18n/index.ts'
import { type Column, DataTable, EmptyState, Icon, Page, SearchField, useList } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { CreatePersonDialog } from './create-person-dialog.tsx'
import { useRoles } from './use-roles.ts'

/** Who works for the chain, in the stores that one sees. */
export default function PeoplePage() {
  const t = useText()
  const format = useFormat()
  const { can } = useSession()
  const [isCreating, dialog] = useDisclosure()
  const [storeId] = useChosenStore()
  const list = useList({ filters: ['role', 'is_deleted'], sort: 'name' })
  const people = useApi('listUsers', [
    { ...list.query, include: 'roles,stores', ...(storeId !== null && { store_id: storeId }) },
  ])
  const add = can('users.create') && (
    <Button leftSection={<Icon of={UserPlusIcon} />} onClick={dialog.open}>
      {t(messages.addPerson)}
    </Button>
  )
  return (
    <Page title={t(messages.people)} lead={t(messages.peopleLead)} actions={add}>
      <DataTable
        name="people"
        label={t(messages.people)}
        of={people}
        list={list}
        columns={personColumns(t, format)}
        rowKey={({ id }) => id ?? 0}
        rowLink={({ id }) => `/people/${id}`}
        toolbar={<Filters list={list} />}
        empty={<EmptyState title={t(messages.noPeople)} hint={t(messages.noPeopleHint)} action={add} />}
      />
      <CreatePersonDialog isOpen={isCreating} onClose={dialog.close} />
    </Page>
  )
}

function Filters({ list }: { readonly list: ReturnType<typeof useList<'role' | 'is_deleted'>> }) {
  const t = useText()
  const { can } = useSession()
  const roles = useRoles()
  return (
    <>
      <SearchField label={t(messages.searchPeople)} value={list.q} onChange={(q) => list.change({ q })} />
      {roles.length > 0 && (
        <Select
          aria-label={t(messages.role)}
          placeholder={t(messages.everyRole)}
          data={roles.map(({ name, label }) => ({ value: name, label }))}
          value={list.filters.role ?? null}
          onChange={(role) => list.change({ role: role ?? undefined })}
          clearable
        />
      )}
      {can('users.restore') && (
        <SegmentedControl
          aria-label={t(messages.state)}
          value={list.filters.is_deleted === 'true' ? 'true' : ''}
          onChange={(value) => list.change({ is_deleted: value })}
          data={[
            { value: '', label: t(messages.present) },
            { value: 'true', label: t(messages.removed) },
          ]}
        />
      )}
    </>
  )
}

const STORES_NAMED = 2

function personColumns(t: Translate, format: ReturnType<typeof useFormat>): Column<ListedUser>[] {
  return [
    {
      key: 'name',
      title: t(messages.name),
      sort: 'name',
      render: ({ name = '' }) => (
        <Group gap="xs" wrap="nowrap" component="span">
          <Avatar name={name} size="sm" color="sapin" aria-hidden component="span" />
          {name}
        </Group>
      ),
    },
    { key: 'email', title: t(messages.email), sort: 'email', render: ({ email }) => email },
    { key: 'roles', title: t(messages.roles), render: ({ roles = [] }) => <RoleBadges roles={roles} /> },
    {
      key: 'stores',
      title: t(messages.stores),
      render: ({ stores = [] }) =>
        stores.length > STORES_NAMED
          ? t(messages.storeCount, { count: stores.length })
          : stores.map(({ name }) => name).join(', '),
    },
    {
      key: 'pin',
      title: t(messages.pin),
      render: ({ has_pin: hasPin }) =>
        hasPin ? (
          t(messages.yes)
        ) : (
          <Words c="dimmed" size="sm" span>
            {t(messages.no)}
          </Words>
        ),
    },
    {
      key: 'created',
      title: t(messages.since),
      sort: 'created_at',
      isHidden: true,
      render: ({ created_at: at }) => format.date(at),
    },
  ]
}

function RoleBadges({ roles }: { readonly roles: readonly { readonly name: string; readonly label: string }[] }) {
  const t = useText()
  if (roles.length === 0)
    return (
      <Words c="dimmed" span size="sm">
        {t(messages.noRole)}
      </Words>
    )
  return (
    <Group gap={4} component="span">
      {roles.map(({ name, label }) => (
        <Badge key={name} component="span" miw="max-content">
          {label}
        </Badge>
      ))}
    </Group>
  )
}
