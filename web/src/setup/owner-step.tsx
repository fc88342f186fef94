import { Alert, Button, PasswordInput, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, useAction } from '../api/index.ts'
import { useText } from '../i18n/index.ts'
import { formErrors } from '../ui/index.ts'
import { messages } from './messages.ts'
import classes from './setup.module.css'

const EMPTY = { setup_code: '', name: '', email: '', password: '', password_confirmation: '' }

/** Makes the owner, with the code that only whoever started the program has read. */
export function OwnerStep() {
  const t = useText()
  const register = useAction(api.registerUser, ['readSetup', 'readProfile'])
  const form = useForm({ initialValues: EMPTY })
  const refusals = register.error === null ? {} : formErrors(register.error)
  const isAtField = Object.keys(refusals).length > 0
  const submit = form.onSubmit(async (values) => {
    // The server's sentences stand at their fields.
    await register.mutateAsync([{ ...values, setup_code: values.setup_code.trim(), session: true }]).catch(() => {})
  })
  const field = (name: keyof typeof EMPTY) => ({
    required: true,
    withAsterisk: false,
    ...form.getInputProps(name),
    error: refusals[name],
  })
  return (
    <form onSubmit={submit}>
      <Stack>
        {register.error !== null && !isAtField && (
          <Alert color="brique" role="alert">
            {register.error.message}
          </Alert>
        )}
        <TextInput
          label={t(messages.setupCode)}
          description={t(messages.setupCodeHint)}
          placeholder="GCF5-27FJ-2ESA-SBVV"
          classNames={{ input: classes.code }}
          autoCapitalize="characters"
          {...field('setup_code')}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label={t(messages.yourName)} autoComplete="name" {...field('name')} />
          <TextInput label={t(messages.yourEmail)} type="email" autoComplete="username" {...field('email')} />
          <PasswordInput label={t(messages.password)} autoComplete="new-password" {...field('password')} />
          <PasswordInput
            label={t(messages.repeatPassword)}
            autoComplete="new-password"
            {...field('password_confirmation')}
          />
        </SimpleGrid>
        <Button type="submit" size="md" loading={register.isPending}>
          {t(messages.next)}
        </Button>
      </Stack>
    </form>
  )
}
