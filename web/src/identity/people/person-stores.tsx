import { Button, Card, Group, MultiSelect, Stack, Title, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { api, type User, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useStores } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { notifyDone } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { PERSON_READS } from './person-reads.ts'

/** Where a person works, of the stores that one sees. */
export function PersonStores({ person }: { readonly person: User }) {
  const t = useText()
  const { can } = useSession()
  const stores = useStores()
  const save = useAction(api.updateUser, PERSON_READS)
  const held = (person.stores ?? []).map(({ id }) => String(id))
  const [chosen, choose] = useState(held)
  const isSame = chosen.length === held.length && chosen.every((id) => held.includes(id))
  const isClosed = !can('stores.attachUsers') || !can('users.update') || person.deleted_at !== null
  const act = async () => {
    try {
      await save.mutateAsync([person.id, { store_ids: chosen.map(Number) }])
      notifyDone(t(messages.saved))
    } catch {
      // The refusal stands at the field.
    }
  }
  return (
    <Card>
      <Stack>
        <div>
          <Title order={2}>{t(messages.stores)}</Title>
          <Words size="sm" c="dimmed">
            {t(messages.storesHint)}
          </Words>
        </div>
        <MultiSelect
          label={t(messages.worksIn)}
          data={stores.map(({ id, name = '' }) => ({ value: String(id), label: name }))}
          value={chosen}
          onChange={choose}
          readOnly={isClosed}
          searchable
          error={save.error?.message}
        />
        {!isClosed && (
          <Group justify="flex-end">
            <Button variant="default" disabled={isSame} onClick={() => choose(held)}>
              {t(messages.drop)}
            </Button>
            <Button loading={save.isPending} disabled={isSame} onClick={() => void act()}>
              {t(messages.save)}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  )
}
