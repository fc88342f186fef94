import { Button, Group, Stack, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../i18n/index.ts'
import { Dialog } from './dialog.tsx'
import { messages } from './messages.ts'
import { notifyError } from './notify.ts'

type ConfirmDialogProps = {
  readonly title: string
  /** What it does that cannot be undone. */
  readonly hint: string
  /** What the button says: a verb. */
  readonly action: string
  readonly act: () => Promise<unknown>
  readonly onClose: () => void
}

/** Asks beforehand about what cannot be taken back; everything else is done at once and offers its undo. */
export function ConfirmDialog({ title, hint, action, act, onClose, ...others }: ConfirmDialogProps) {
  const t = useText()
  const [isBusy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    try {
      await act()
      onClose()
    } catch (error) {
      notifyError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog {...others} opened onClose={onClose} title={title}>
      <Stack>
        <Words>{hint}</Words>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t(messages.cancel)}
          </Button>
          <Button color="brique" loading={isBusy} onClick={() => void confirm()}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
