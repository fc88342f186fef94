import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { api, ComptoirError } from '../api/index.ts'
import { useText } from '../i18n/index.ts'
import { messages } from './messages.ts'

type SignInFormProps = {
  /** What follows belongs to it: the form waits, and says why it failed; to ask once more is to sign in again. */
  readonly onSignedIn: () => Promise<void>
}

export function SignInForm({ onSignedIn }: SignInFormProps) {
  const t = useText()
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '' } })
  const signIn = form.onSubmit(async ({ email, password }) => {
    setBusy(true)
    setRefusal(null)
    try {
      await api.logIn({ email, password, session: true })
      await onSignedIn()
    } catch (error) {
      if (!(error instanceof ComptoirError)) throw error
      setRefusal(error.message)
    } finally {
      setBusy(false)
    }
  })
  return (
    <form onSubmit={signIn}>
      <Stack>
        {refusal !== null && (
          <Alert color="brique" role="alert">
            {refusal}
          </Alert>
        )}
        <TextInput
          label={t(messages.email)}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t(messages.password)}
          autoComplete="current-password"
          required
          withAsterisk={false}
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={isBusy} size="md">
          {t(messages.signIn)}
        </Button>
      </Stack>
    </form>
  )
}
