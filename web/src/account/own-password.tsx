import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, useAction } from '../api/index.ts'
import { useText } from '../i18n/index.ts'
import { formErrors, notifyDone, Section } from '../ui/index.ts'
import { messages } from './messages.ts'

const EMPTY = { current_password: '', password: '', password_confirmation: '' }

export function OwnPassword() {
  const t = useText()
  const save = useAction(api.changePassword, ['listTokens'])
  const form = useForm({ initialValues: EMPTY })
  const refusals = save.error === null ? {} : formErrors(save.error)
  const submit = form.onSubmit(async (values) => {
    try {
      await save.mutateAsync([values])
      form.reset()
      notifyDone(t(messages.passwordChanged))
    } catch {
      // The server's sentences stand at their fields.
    }
  })
  return (
    <Section title={t(messages.password)}>
      <form onSubmit={submit}>
        <Stack>
          <PasswordInput
            label={t(messages.currentPassword)}
            autoComplete="current-password"
            {...form.getInputProps('current_password')}
            error={refusals.current_password}
          />
          <PasswordInput
            label={t(messages.newPassword)}
            autoComplete="new-password"
            {...form.getInputProps('password')}
            error={refusals.password}
          />
          <PasswordInput
            label={t(messages.repeatPassword)}
            autoComplete="new-password"
            {...form.getInputProps('password_confirmation')}
            error={refusals.password_confirmation}
          />
          <Group justify="flex-end">
            <Button
              type="submit"
              variant="default"
              loading={save.isPending}
              disabled={Object.values(form.values).some((value) => value === '')}
            >
              {t(messages.changePassword)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
