import { Button, Card, Group, SegmentedControl, Stack, TextInput, Title, Text as Words } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, type User, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { formErrors, notifyDone } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { PERSON_READS } from './person-reads.ts'

/** How a person is called and reached. */
export function PersonIdentity({ person }: { readonly person: User }) {
  const t = useText()
  const { can } = useSession()
  const save = useAction(api.updateUser, PERSON_READS)
  const { name, email, locale } = person
  const form = useForm({ initialValues: { name, email, locale } })
  const refusals = save.error === null ? {} : formErrors(save.error)
  const isClosed = !can('users.update') || person.deleted_at !== null
  const submit = form.onSubmit(async (values) => {
    try {
      await save.mutateAsync([person.id, values])
      form.resetDirty(values)
      notifyDone(t(messages.saved))
    } catch {
      // The server's sentences stand at their fields.
    }
  })
  return (
    <Card>
      <form onSubmit={submit}>
        <Stack>
          <Title order={2}>{t(messages.identity)}</Title>
          <TextInput
            label={t(messages.name)}
            readOnly={isClosed}
            {...form.getInputProps('name')}
            error={refusals.name}
          />
          <TextInput
            label={t(messages.email)}
            type="email"
            readOnly={isClosed}
            {...form.getInputProps('email')}
            error={refusals.email}
          />
          <div>
            <Words size="sm" fw={500} mb={4} id="locale-label">
              {t(messages.locale)}
            </Words>
            <SegmentedControl
              aria-labelledby="locale-label"
              readOnly={isClosed}
              data={[
                { value: 'fr', label: 'Français' },
                { value: 'en', label: 'English' },
              ]}
              {...form.getInputProps('locale')}
            />
          </div>
          {!isClosed && (
            <Group justify="flex-end">
              <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
                {t(messages.save)}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Card>
  )
}
