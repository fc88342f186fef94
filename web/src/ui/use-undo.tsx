import { Button, Group } from '@mantine/core'
import { randomId } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import { useText } from '../i18n/index.ts'
import { messages } from './messages.ts'
import { notifyError, notifyUndo } from './notify.ts'

/** Says what was done and lets it be taken back for some seconds, instead of asking beforehand. */
export function useUndo(): (done: string, takeBack: () => Promise<unknown>) => void {
  const t = useText()
  return useCallback(
    (done, takeBack) => {
      const id = randomId()
      const undo = () => {
        notifications.hide(id)
        takeBack().catch(notifyError)
      }
      notifyUndo(
        id,
        <Group justify="space-between" wrap="nowrap">
          <span>{done}</span>
          <Button size="compact-sm" variant="light" flex="none" onClick={undo}>
            {t(messages.undo)}
          </Button>
        </Group>,
      )
    },
    [t],
  )
}
