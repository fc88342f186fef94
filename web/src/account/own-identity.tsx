import { Button, Group, PasswordInput, SegmentedControl, Stack, TextInput, Text as Words } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, type UpdateProfileData, useAction } from '../api/index.ts'
import { useText } from '../i18n/index.ts'
import { formErrors, notifyDone, Section } from '../ui/index.ts'
import { messages } from './messages.ts'

/** How one is called and reached. A new e-mail is a new way in: it takes the password. */
export function OwnIdentity({ user }: { readonly user: UpdateProfileData }) {
  const t = useText()
  const save = useAction(api.updateProfile, ['readProfile', 'listUsers', 'getUser'])
  const { name, email, locale } = user
  const form = useForm({ initialValues: { name, email, locale, current_password: '' } })
  const refusals = save.error === null ? {} : formErrors(save.error)
  const isNewEmail = form.values.email !== email
  const submit = form.onSubmit(async (values) => {
    const key = isNewEmail && { email: values.email, current_password: values.current_password }
    try {
      await save.mutateAsync([{ name: values.name, locale: values.locale, ...key }])
      form.resetDirty()
      notifyDone(t(messages.saved))
    } catch {
      // The server's sentences stand at their fields.
    }
  })
  return (
    <Section title={t(messages.identity)}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t(messages.name)}
            autoComplete="name"
            {...form.getInputProps('name')}
            error={refusals.name}
          />
          <TextInput
            label={t(messages.email)}
            type="email"
            autoComplete="email"
            {...form.getInputProps('email')}
            error={refusals.email}
          />
          {isNewEmail && (
            <PasswordInput
              label={t(messages.currentPassword)}
              description={t(messages.emailNeedsPassword)}
              autoComplete="current-password"
              {...form.getInputProps('current_password')}
              error={refusals.current_password}
            />
          )}
          <div>
            <Words size="sm" fw={500} mb={4} id="own-locale">
              {t(messages.locale)}
            </Words>
            <SegmentedControl
              aria-labelledby="own-locale"
              data={[
                { value: 'fr', label: 'Français' },
                { value: 'en', label: 'English' },
              ]}
              {...form.getInputProps('locale')}
            />
          </div>
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t(messages.save)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
