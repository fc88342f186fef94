import { Button, Group, PasswordInput, Stack, Text as Words } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, useAction } from '../api/index.ts'
import { useText } from '../i18n/index.ts'
import { formErrors, notifyDone, Section } from '../ui/index.ts'
import { messages } from './messages.ts'

const PIN_LENGTH = 6

/** With what one takes one's turn at a till. Whoever finds this page open needs the password to change it. */
export function OwnPin({ id }: { readonly id: number }) {
  const t = useText()
  const save = useAction(api.setUserPin, ['getUser', 'listUsers'])
  const form = useForm({ initialValues: { pin: '', current_password: '' } })
  const refusals = save.error === null ? {} : formErrors(save.error)
  const give = async (pin: string | null) => {
    try {
      await save.mutateAsync([id, { pin, current_password: form.values.current_password }])
      form.reset()
      notifyDone(t(pin === null ? messages.pinRemoved : messages.pinChanged))
    } catch {
      // The server's sentences stand at their fields.
    }
  }
  const hasPassword = form.values.current_password !== ''
  return (
    <Section title={t(messages.pin)}>
      <form onSubmit={form.onSubmit(({ pin }) => give(pin))}>
        <Stack>
          <Words size="sm" c="dimmed">
            {t(messages.pinHint)}
          </Words>
          <PasswordInput
            label={t(messages.newPin)}
            inputMode="numeric"
            maxLength={PIN_LENGTH}
            autoComplete="off"
            {...form.getInputProps('pin')}
            error={refusals.pin}
          />
          <PasswordInput
            label={t(messages.currentPassword)}
            autoComplete="current-password"
            {...form.getInputProps('current_password')}
            error={refusals.current_password ?? (Object.keys(refusals).length === 0 ? save.error?.message : undefined)}
          />
          <Group justify="flex-end">
            <Button
              variant="subtle"
              color="brique"
              disabled={!hasPassword}
              loading={save.isPending}
              onClick={() => void give(null)}
            >
              {t(messages.removePin)}
            </Button>
            <Button
              type="submit"
              variant="default"
              loading={save.isPending}
              disabled={!hasPassword || form.values.pin.length < PIN_LENGTH}
            >
              {t(messages.changePin)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
