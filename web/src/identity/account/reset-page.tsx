import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link } from '@tanstack/react-router'
import { api, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { formErrors } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { LonePage } from './lone-page.tsx'

/** Chooses another password with the code that came by e-mail. */
export default function ResetPage() {
  const t = useText()
  const reset = useAction(api.resetPassword, [])
  const form = useForm({ initialValues: { token: '', password: '', password_confirmation: '' } })
  const submit = form.onSubmit(async ({ token, ...passwords }) => {
    // The server's sentences stand at their fields.
    await reset.mutateAsync([{ token: token.trim(), ...passwords }]).catch(() => {})
  })
  const refusals = reset.error === null ? {} : formErrors(reset.error)
  const isAtField = Object.keys(refusals).length > 0
  return (
    <LonePage title={t(messages.resetTitle)}>
      {reset.isSuccess ? (
        <Stack>
          <Alert color="sapin" role="status">
            {t(messages.passwordChanged)}
          </Alert>
          <Button component={Link} to="/">
            {t(messages.goSignIn)}
          </Button>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            {reset.error !== null && !isAtField && (
              <Alert color="brique" role="alert">
                {reset.error.message}
              </Alert>
            )}
            <TextInput
              label={t(messages.code)}
              autoComplete="one-time-code"
              required
              withAsterisk={false}
              {...form.getInputProps('token')}
              error={refusals.token}
            />
            <PasswordInput
              label={t(messages.newPassword)}
              autoComplete="new-password"
              required
              withAsterisk={false}
              {...form.getInputProps('password')}
              error={refusals.password}
            />
            <PasswordInput
              label={t(messages.repeatPassword)}
              autoComplete="new-password"
              required
              withAsterisk={false}
              {...form.getInputProps('password_confirmation')}
              error={refusals.password_confirmation}
            />
            <Button type="submit" loading={reset.isPending}>
              {t(messages.changePassword)}
            </Button>
          </Stack>
        </form>
      )}
    </LonePage>
  )
}
