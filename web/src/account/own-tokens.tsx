import { PlusIcon, TrashIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Badge, Button, Group, Text as Words } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { api, type ListedToken, useAction, useApi } from '../api/index.ts'
import { type Translate, useFormat, useText } from '../i18n/index.ts'
import { type Column, ConfirmDialog, DataTable, EmptyState, Icon, notifyDone, Section, useList } from '../ui/index.ts'
import { CreateTokenDialog } from './create-token-dialog.tsx'
import { messages } from './messages.ts'

/** Where one is signed in, and what acts in one's name. */
export function OwnTokens() {
  const t = useText()
  const list = useList({ sort: '-created_at' })
  const tokens = useApi('listTokens', [list.query])
  const [isCreating, dialog] = useDisclosure()
  const [leaving, leave] = useState<ListedToken | null>(null)
  const name = leaving?.name ?? ''
  const revoke = useAction(api.revokeToken, ['listTokens'])
  return (
    <Section
      title={t(messages.tokens)}
      actions={
        <Button size="sm" leftSection={<Icon of={PlusIcon} size={1} />} onClick={dialog.open}>
          {t(messages.newToken)}
        </Button>
      }
    >
      <Words size="sm" c="dimmed">
        {t(messages.tokensHint)}
      </Words>
      <DataTable
        name="own-tokens"
        label={t(messages.tokenList)}
        of={tokens}
        list={list}
        columns={tokenColumns(t, useFormat(), leave)}
        rowKey={({ id }) => id ?? 0}
        empty={<EmptyState title={t(messages.noToken)} />}
      />
      {isCreating && <CreateTokenDialog onClose={dialog.close} />}
      {leaving !== null && (
        <ConfirmDialog
          title={t(messages.revokeTitle, { name })}
          hint={t(messages.revokeHint)}
          action={t(messages.revoke)}
          act={async () => {
            await revoke.mutateAsync([leaving.id ?? 0])
            notifyDone(t(messages.revoked, { name }))
          }}
          onClose={() => leave(null)}
        />
      )}
    </Section>
  )
}

function tokenColumns(
  t: Translate,
  format: ReturnType<typeof useFormat>,
  leave: (token: ListedToken) => void,
): Column<ListedToken>[] {
  return [
    {
      key: 'name',
      title: t(messages.tokenName),
      sort: 'name',
      render: ({ name, is_current: isCurrent }) => (
        <Group gap="xs">
          {name}
          {isCurrent === true && <Badge>{t(messages.thisBrowser)}</Badge>}
        </Group>
      ),
    },
    {
      key: 'abilities',
      title: t(messages.abilities),
      render: ({ abilities }) =>
        abilities == null ? t(messages.everything) : t(messages.someAbilities, { count: abilities.length }),
    },
    { key: 'used', title: t(messages.lastUsed), render: ({ last_used_at: at }) => format.date(at, 'moment') },
    {
      key: 'created',
      title: t(messages.created),
      sort: 'created_at',
      isHidden: true,
      render: ({ created_at: at }) => format.date(at, 'moment'),
    },
    { key: 'expires', title: t(messages.expires), render: ({ expires_at: at }) => format.date(at) },
    {
      key: 'actions',
      title: t(messages.actions),
      render: (token) =>
        token.is_current !== true && (
          <ActionIcon
            color="brique"
            aria-label={t(messages.revokeOf, { name: token.name ?? '' })}
            onClick={() => leave(token)}
          >
            <Icon of={TrashIcon} size={1.1} />
          </ActionIcon>
        ),
    },
  ]
}
