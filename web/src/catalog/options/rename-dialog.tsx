import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { ComptoirError } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Dialog } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'

type RenameDialogProps = {
  readonly title: string
  readonly name: string
  readonly onClose: () => void
  readonly rename: (name: string) => Promise<unknown>
}

/** Another name for an option or a value; a refusal stands at the field. */
export function RenameDialog({ title, name, onClose, rename }: RenameDialogProps) {
  const t = useText()
  const [typed, setTyped] = useState(name)
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      await rename(typed.trim())
      onClose()
    } catch (refusal) {
      const { errors = {}, message } = refusal as ComptoirError
      setError(Object.values(errors).flat()[0] ?? message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog opened onClose={onClose} title={title}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <TextInput
            label={t(messages.newName)}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            error={error}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(common.cancel)}
            </Button>
            <Button type="submit" loading={isBusy} disabled={typed.trim() === '' || typed.trim() === name}>
              {t(common.save)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
