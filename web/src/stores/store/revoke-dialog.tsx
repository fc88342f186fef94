import { Button, Group, Stack, Text as Words } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import { Dialog } from '../../ui/index.ts'
import { messages } from '../messages.ts'

type RevokeDialogProps = {
  readonly name: string
  readonly isOpen: boolean
  readonly isBusy: boolean
  readonly onClose: () => void
  readonly onRevoke: () => void
}

/** A key that was revoked cannot be given back, so this is asked beforehand. */
export function RevokeDialog({ name, isOpen, isBusy, onClose, onRevoke }: RevokeDialogProps) {
  const t = useText()
  return (
    <Dialog opened={isOpen} onClose={onClose} title={t(messages.revokeTitle, { name })}>
      <Stack>
        <Words>{t(messages.revokeHint)}</Words>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t(messages.cancel)}
          </Button>
          <Button color="brique" loading={isBusy} onClick={onRevoke}>
            {t(messages.revoke)}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
