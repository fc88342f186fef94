import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { readLanguage } from '../i18n/index.ts'
import { messages } from './messages.ts'

const UNDO_MS = 8_000

const closeButton = () => ({ 'aria-label': messages.close[readLanguage()] })

/** Says that something is done. */
export const notifyDone = (message: string): void => {
  notifications.show({ message, color: 'sapin', withBorder: true, closeButtonProps: closeButton() })
}

/** Says in the server's words what was refused. */
export const notifyError = (error: unknown): void => {
  const message = error instanceof Error ? error.message : String(error)
  notifications.show({ message, color: 'brique', withBorder: true, closeButtonProps: closeButton(), autoClose: 10_000 })
}

/** Says what is done, with what takes it back beside it; `UndoButton` makes it. */
export const notifyUndo = (id: string, message: ReactNode): void => {
  notifications.show({
    id,
    message,
    color: 'sapin',
    withBorder: true,
    closeButtonProps: closeButton(),
    autoClose: UNDO_MS,
  })
}
