import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ComptoirError } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Dialog, formErrors } from '../../ui/index.ts'
import { messages } from '../messages.ts'

type NameDialogProps = {
  readonly title: string
  readonly label: string
  readonly name?: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly save: (name: string) => Promise<unknown>
}

/** Asks for a name and nothing else. */
export function NameDialog({ isOpen, onClose, title, ...rest }: NameDialogProps) {
  return (
    <Dialog opened={isOpen} onClose={onClose} title={title}>
      <NameForm onClose={onClose} {...rest} />
    </Dialog>
  )
}

function NameForm({ label, name = '', save, onClose }: Omit<NameDialogProps, 'isOpen' | 'title'>) {
  const t = useText()
  const [typed, type] = useState(name)
  const [isSaving, setSaving] = useState(false)
  const [refusal, refuse] = useState<string | undefined>(undefined)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setSaving(true)
    try {
      await save(typed.trim())
      onClose()
    } catch (error) {
      if (!(error instanceof ComptoirError)) throw error
      refuse(formErrors(error).name ?? error.message)
    } finally {
      setSaving(false)
    }
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={label}
          value={typed}
          onChange={({ currentTarget }) => type(currentTarget.value)}
          error={refusal}
          data-autofocus
          required
          withAsterisk={false}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={isSaving} disabled={typed.trim() === ''}>
            {t(messages.save)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
