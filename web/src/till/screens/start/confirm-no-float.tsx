import { Button, Group, Stack, Text as Words } from '@mantine/core'
import { useText } from '../../../i18n/index.ts'
import { messages as shared } from '../shared/messages.ts'
import { TillDialog } from '../shared/till-dialog.tsx'
import { messages } from './messages.ts'

type ConfirmNoFloatProps = {
  readonly onOpen: () => void
  readonly onClose: () => void
}

/** An empty drawer is rare, and a float that was forgotten is missed in the evening: it is asked once more. */
export function ConfirmNoFloat({ onOpen, onClose }: ConfirmNoFloatProps) {
  const t = useText()
  return (
    <TillDialog title={t(messages.noFloatTitle)} onClose={onClose} size="sm">
      <Stack>
        <Words>{t(messages.noFloatLead)}</Words>
        <Group grow preventGrowOverflow={false}>
          <Button variant="default" size="lg" onClick={onClose} data-autofocus>
            {t(shared.back)}
          </Button>
          <Button size="lg" onClick={onOpen}>
            {t(messages.openWithoutFloat)}
          </Button>
        </Group>
      </Stack>
    </TillDialog>
  )
}
