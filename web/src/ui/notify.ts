import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'

const UNDO_MS = 8_000

/** Says that something is done. */
export const notifyDone = (message: string): void => {
  notifications.show({ message, color: 'sapin', withBorder: true })
}

/** Says in the server's words what was refused. */
export const notifyError = (error: unknown): void => {
  const message = error instanceof Error ? error.message : String(error)
  notifications.show({ message, color: 'brique', withBorder: true, autoClose: 10_000 })
}

/** Says what is done, with what takes it back beside it; `UndoButton` makes it. */
export const notifyUndo = (id: string, message: ReactNode): void => {
  notifications.show({ id, message, color: 'sapin', withBorder: true, autoClose: UNDO_MS })
}
