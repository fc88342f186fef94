import { Modal, type ModalProps } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useText } from '../../../i18n/index.ts'
import { messages } from './messages.ts'

type TillDialogProps = {
  readonly title: string
  readonly onClose: () => void
  readonly size?: ModalProps['size']
  readonly children: ReactNode
}

/** A dialog of the till: on a phone it takes the whole screen. */
export function TillDialog({ title, onClose, size = 'md', children }: TillDialogProps) {
  const t = useText()
  const isNarrow = useMediaQuery('(max-width: 40em)', false, { getInitialValueInEffect: false })
  return (
    <Modal
      opened
      data-density="touch"
      onClose={onClose}
      title={title}
      size={size}
      fullScreen={isNarrow}
      radius={isNarrow ? 0 : 'lg'}
      closeButtonProps={{ 'aria-label': t(messages.close), size: 'lg' }}
      transitionProps={{ duration: 120 }}
      styles={{ title: { fontSize: '1.25rem', fontWeight: 650 } }}
    >
      {children}
    </Modal>
  )
}
