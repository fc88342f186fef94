import { Alert, Anchor, Button, Stack, TextInput, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api, useAction } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { formErrors } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { LonePage } from './lone-page.tsx'

/** Asks for a code by e-mail. Whether the account exists is told to nobody. */
export default function ForgotPage() {
  const t = useText()
  const [email, type] = useState('')
  const ask = useAction(api.requestPasswordReset, [])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    await ask.mutateAsync([{ email }]).catch(() => {})
  }
  return (
    <LonePage title={t(messages.forgotTitle)}>
      {ask.isSuccess ? (
        <Stack>
          <Alert color="sapin" role="status">
            {t(messages.codeSent, { email })}
          </Alert>
          <Button component={Link} to="/password/reset">
            {t(messages.haveCode)}
          </Button>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <Words c="dimmed">{t(messages.forgotHint)}</Words>
            <TextInput
              label={t(messages.email)}
              type="email"
              autoComplete="username"
              required
              withAsterisk={false}
              value={email}
              onChange={({ currentTarget }) => type(currentTarget.value)}
              error={ask.error === null ? undefined : (formErrors(ask.error).email ?? ask.error.message)}
            />
            <Button type="submit" loading={ask.isPending}>
              {t(messages.sendCode)}
            </Button>
            <Anchor component={Link} to="/password/reset" size="sm" ta="center">
              {t(messages.haveCode)}
            </Anchor>
          </Stack>
        </form>
      )}
    </LonePage>
  )
}
