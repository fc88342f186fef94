import { Button, Group, Stack, TextInput, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { api, type Transfer, useAction } from '../../../api/index.ts'
import { useText } from '../../../i18n/index.ts'
import { Dialog, notifyDone, notifyError, useOnce } from '../../../ui/index.ts'
import { TRANSFER_READS } from '../transfer-reads.ts'
import { messages } from './messages.ts'

/** What cannot be taken back is asked for with its reason. */
export function CancelDialog({ transfer, onClose }: { readonly transfer: Transfer; readonly onClose: () => void }) {
  const t = useText()
  const [note, setNote] = useState('')
  const cancel = useAction(api.cancelTransfer, TRANSFER_READS)
  const submit = useOnce(async () => {
    try {
      await cancel.mutateAsync([transfer.id, { note: note.trim() || null }])
      notifyDone(t(messages.cancelled))
      onClose()
    } catch (error) {
      notifyError(error)
    }
  })
  return (
    <Dialog opened onClose={onClose} title={t(messages.cancelTitle)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack>
          <Words>{t(messages.cancelHint)}</Words>
          <TextInput
            label={t(messages.cancelWhy)}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(messages.keep)}
            </Button>
            <Button type="submit" color="brique" loading={cancel.isPending}>
              {t(messages.cancelIt)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
