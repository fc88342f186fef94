import { Alert, Badge, Button, Group, SimpleGrid, Stack } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { api, type User, useAction, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Loaded, notifyDone, notifyError, Page, useUndo } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { PersonAccess } from './person-access.tsx'
import { PersonIdentity } from './person-identity.tsx'
import { PersonPowers } from './person-powers.tsx'
import { PERSON_READS } from './person-reads.ts'
import { PersonRoles } from './person-roles.tsx'
import { PersonStores } from './person-stores.tsx'

export default function PersonPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const person = useApi('getUser', [Number(id)])
  return <Loaded of={person}>{(found) => <Person key={found.id} person={found} />}</Loaded>
}

function Person({ person }: { readonly person: User }) {
  const t = useText()
  const { can } = useSession()
  return (
    <Page
      title={person.name}
      lead={person.email}
      crumbs={[{ label: t(messages.people), to: '/people' }]}
      actions={
        <Group gap="xs">
          {can('audit.view') && (
            <Button component={Link} to={`/audit?user_id=${person.id}`} variant="default">
              {t(messages.whatTheyDid)}
            </Button>
          )}
          {person.deleted_at === null ? <RemoveButton person={person} /> : null}
        </Group>
      }
    >
      {person.deleted_at !== null && <RemovedNotice person={person} />}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" verticalSpacing="md">
        <Stack>
          <PersonIdentity person={person} />
          <PersonAccess person={person} />
          <PersonPowers person={person} />
        </Stack>
        <Stack>
          <PersonRoles person={person} />
          <PersonStores person={person} />
        </Stack>
      </SimpleGrid>
    </Page>
  )
}

function RemoveButton({ person }: { readonly person: User }) {
  const t = useText()
  const undo = useUndo()
  const navigate = useNavigate()
  const { can, profile } = useSession()
  const remove = useAction(api.deleteUser, PERSON_READS)
  const restore = useAction(api.restoreUser, PERSON_READS)
  // Whoever removed themselves could not even take it back.
  if (!can('users.delete') || profile.user?.id === person.id) return null
  const act = async () => {
    try {
      await remove.mutateAsync([person.id])
      undo(t(messages.personRemoved, { name: person.name }), () => restore.mutateAsync([person.id]))
      void navigate({ to: '/people' })
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <Button color="brique" variant="light" loading={remove.isPending} onClick={() => void act()}>
      {t(messages.remove)}
    </Button>
  )
}

function RemovedNotice({ person }: { readonly person: User }) {
  const t = useText()
  const { can } = useSession()
  const restore = useAction(api.restoreUser, PERSON_READS)
  const act = async () => {
    try {
      await restore.mutateAsync([person.id])
      notifyDone(t(messages.personRestored, { name: person.name }))
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <Alert color="safran" title={<Badge color="safran">{t(messages.removed)}</Badge>}>
      <Group justify="space-between">
        {t(messages.removedHint)}
        {can('users.restore') && (
          <Button size="sm" loading={restore.isPending} onClick={() => void act()}>
            {t(messages.restore)}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
