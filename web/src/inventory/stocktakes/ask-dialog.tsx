import { Button, Group, Stack, Text as Words } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import { Dialog, notifyDone, notifyError, useOnce } from '../../ui/index.ts'
import { messages } from './messages.ts'

type AskDialogProps = {
  readonly title: string
  readonly hint: string
  readonly act: string
  readonly done: string
  readonly isPending: boolean
  readonly isLoss?: boolean
  readonly onAct: () => Promise<unknown>
  readonly onClose: () => void
}

/** Asks before what nobody can take back. */
export function AskDialog({ title, hint, act, done, isPending, isLoss = false, onAct, onClose }: AskDialogProps) {
  const t = useText()
  const go = useOnce(async () => {
    try {
      await onAct()
      notifyDone(done)
      onClose()
    } catch (error) {
      notifyError(error)
    }
  })
  return (
    <Dialog opened onClose={onClose} title={title}>
      <Stack>
        <Words>{hint}</Words>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(messages.keep)}
          </Button>
          <Button color={isLoss ? 'brique' : 'sapin'} loading={isPending} onClick={() => go()} data-autofocus>
            {act}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
