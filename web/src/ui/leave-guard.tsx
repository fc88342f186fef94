import { Button, Group, Stack, Text as Words } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useText } from '../i18n/index.ts'
import { Dialog } from './dialog.tsx'
import { messages } from './messages.ts'

/** Asks before what was typed and not saved is left behind. A change of what stands behind `?` leaves nothing. */
export function LeaveGuard({ when, ...others }: { readonly when: boolean }) {
  const t = useText()
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => when && current.pathname !== next.pathname,
    enableBeforeUnload: () => when,
    withResolver: true,
  })
  const isBlocked = blocker.status === 'blocked'
  return (
    <Dialog {...others} opened={isBlocked} onClose={() => blocker.reset?.()} title={t(messages.unsaved)}>
      <Stack>
        <Words>{t(messages.unsavedHint)}</Words>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => blocker.proceed?.()}>
            {t(messages.leave)}
          </Button>
          <Button data-autofocus onClick={() => blocker.reset?.()}>
            {t(messages.stay)}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
