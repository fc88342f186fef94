import '@mantine/dropzone/styles.css'
import { Button, Stack, Text as Words } from '@mantine/core'
import { Dropzone, type DropzoneProps } from '@mantine/dropzone'
import { useRef } from 'react'
import { Icon, type IconType } from '../ui/index.ts'

type FileDropProps = Pick<DropzoneProps, 'accept' | 'maxSize' | 'multiple' | 'loading' | 'onReject'> & {
  readonly icon: IconType
  /** What the button says, by which files are chosen without a mouse. */
  readonly label: string
  readonly hint: string
  readonly onFiles: (files: File[]) => void
}

/** Takes files that are dropped on it, or chosen by its button. */
export function FileDrop({ icon, label, hint, onFiles, ...rest }: FileDropProps) {
  const open = useRef<() => void>(null)
  return (
    <Dropzone
      {...rest}
      openRef={open}
      onDrop={onFiles}
      activateOnClick={false}
      activateOnKeyboard={false}
      enablePointerEvents
      inputProps={{ 'aria-label': label, tabIndex: -1 }}
      p="md"
    >
      <Stack align="center" gap="xs" ta="center">
        <Icon of={icon} size={2} />
        <Button variant="default" size="sm" onClick={() => open.current?.()}>
          {label}
        </Button>
        <Words size="xs" c="dimmed">
          {hint}
        </Words>
      </Stack>
    </Dropzone>
  )
}
