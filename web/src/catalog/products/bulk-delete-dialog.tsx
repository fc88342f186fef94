import { Button, Group, Stack } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { api } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Dialog } from '../../ui/index.ts'
import { BulkProgress } from './bulk-progress.tsx'
import { messages } from './messages.ts'
import { deleteProducts } from './run-bulk.ts'
import { useBulk } from './use-bulk.ts'

type BulkDeleteDialogProps = {
  readonly ids: readonly number[]
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Deletes at once, since it can be undone; it stays open only to say what was refused. */
export function BulkDeleteDialog({ ids, onClose, onDone }: BulkDeleteDialogProps) {
  const t = useText()
  const { progress, refusals, run } = useBulk(messages.deleted, { onClose, onDone })
  const isStarted = useRef(false)
  useEffect(() => {
    if (isStarted.current) return
    isStarted.current = true
    void run((onProgress) => deleteProducts(api, ids, onProgress))
  }, [ids, run])
  return (
    <Dialog opened onClose={onClose} title={t(messages.deleting, { count: ids.length })}>
      <Stack>
        <BulkProgress progress={progress} refusals={refusals} />
        <Group justify="flex-end">
          <Button onClick={onClose} disabled={progress !== null} data-autofocus>
            {t(messages.close)}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
