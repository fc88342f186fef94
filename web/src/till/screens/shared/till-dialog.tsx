import type { ModalProps } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Dialog } from '../../../ui/index.ts'

type TillDialogProps = {
  readonly title: string
  readonly onClose: () => void
  readonly size?: ModalProps['size']
  readonly children: ReactNode
}

/** A dialog of the till: on a phone it takes the whole screen. */
export function TillDialog({ title, onClose, size = 'md', children, ...others }: TillDialogProps) {
  const isNarrow = useMediaQuery('(max-width: 40em)', false, { getInitialValueInEffect: false })
  return (
    <Dialog
      {...others}
      opened
      data-density="touch"
      onClose={onClose}
      title={title}
      size={size}
      fullScreen={isNarrow}
      radius={isNarrow ? 0 : 'lg'}
      transitionProps={{ duration: 120 }}
      styles={{ title: { fontSize: '1.25rem', fontWeight: 650 } }}
    >
      {children}
    </Dialog>
  )
}
