import { Button, Card, Group, Stack, Title, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { api, type User, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { notifyDone } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { PERSON_READS } from './person-reads.ts'
import { RoleChoice } from './role-choice.tsx'

const isSame = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((name) => others.includes(name))

/** What a person may do: a draft until it is saved. */
export function PersonRoles({ person }: { readonly person: User }) {
  const t = useText()
  const { can } = useSession()
  const save = useAction(api.setUserRoles, PERSON_READS)
  const held = (person.roles ?? []).map(({ name }) => name)
  const [chosen, choose] = useState(held)
  if (!can('roles.view')) return null
  const isClosed = !can('roles.update') || person.deleted_at !== null
  const act = async () => {
    try {
      await save.mutateAsync([person.id, { roles: chosen }])
      notifyDone(t(messages.saved))
    } catch {
      // The refusal stands below the roles.
    }
  }
  return (
    <Card>
      <Stack>
        <div>
          <Title order={2}>{t(messages.rights)}</Title>
          <Words size="sm" c="dimmed">
            {t(messages.rightsHint)}
          </Words>
        </div>
        <RoleChoice value={chosen} onChange={choose} isReadOnly={isClosed} error={save.error?.message} />
        {!isClosed && (
          <Group justify="flex-end">
            <Button variant="default" disabled={isSame(chosen, held)} onClick={() => choose(held)}>
              {t(messages.drop)}
            </Button>
            <Button loading={save.isPending} disabled={isSame(chosen, held)} onClick={() => void act()}>
              {t(messages.save)}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  )
}
