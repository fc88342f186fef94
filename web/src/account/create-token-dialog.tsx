import { Button, CopyButton, Group, MultiSelect, Select, Stack, TextInput, Text as Words } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { api, useAction } from '../api/index.ts'
import { useSession } from '../app/session.tsx'
import { useText } from '../i18n/index.ts'
import { Dialog, formErrors } from '../ui/index.ts'
import { messages } from './messages.ts'

const DAYS = [30, 90, 365]
const DAY_MS = 86_400_000

/** Makes a token for a program, and shows it the only time that it can be shown. */
export function CreateTokenDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const [secret, show] = useState<string | null>(null)
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(secret === null ? messages.newToken : messages.tokenMade)}
      // A secret that is shown once is not lost by a click beside it.
      closeOnClickOutside={secret === null}
      closeOnEscape={secret === null}
    >
      {secret === null ? <TokenForm onMade={show} /> : <Secret value={secret} onDone={onClose} />}
    </Dialog>
  )
}

function TokenForm({ onMade }: { readonly onMade: (secret: string) => void }) {
  const t = useText()
  const { profile } = useSession()
  const create = useAction(api.createToken, ['listTokens'])
  const form = useForm({
    initialValues: { name: '', abilities: [] as string[], days: String(DAYS[1]) as string | null },
  })
  const refusals = create.error === null ? {} : formErrors(create.error)
  const submit = form.onSubmit(async ({ name, abilities, days }) => {
    const end = days === null ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString()
    try {
      const made = await create.mutateAsync([
        { name, abilities: abilities.length === 0 ? null : abilities, expires_at: end },
      ])
      onMade(made.token)
    } catch {
      // The server's sentences stand at their fields.
    }
  })
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t(messages.tokenPurpose)}
          required
          withAsterisk={false}
          data-autofocus
          {...form.getInputProps('name')}
          error={refusals.name}
        />
        <MultiSelect
          label={t(messages.tokenAbilities)}
          description={t(messages.tokenAbilitiesHint)}
          data={profile.permissions}
          searchable
          clearable
          {...form.getInputProps('abilities')}
          error={refusals.abilities}
        />
        <Select
          label={t(messages.tokenExpiry)}
          data={DAYS.map((days) => ({ value: String(days), label: t(messages.tokenDays, { days }) }))}
          placeholder={t(messages.tokenNoExpiry)}
          clearable
          {...form.getInputProps('days')}
          error={refusals.expires_at}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t(messages.createToken)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Secret({ value, onDone }: { readonly value: string; readonly onDone: () => void }) {
  const t = useText()
  return (
    <Stack>
      <Words>{t(messages.tokenMadeHint)}</Words>
      <Words ff="monospace" p="sm" bg="var(--surface-sunken)" bdrs="md" style={{ overflowWrap: 'anywhere' }}>
        {value}
      </Words>
      <Group justify="flex-end">
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? messages.copied : messages.copy)}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>{t(messages.done)}</Button>
      </Group>
    </Stack>
  )
}
