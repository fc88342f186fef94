import { Drawer, type DrawerProps, Modal, type ModalProps } from '@mantine/core'
import { useText } from '../i18n/index.ts'
import { FocusKept } from './focus-kept.tsx'
import { messages } from './messages.ts'
import { useFocusBack } from './use-focus-back.ts'

/** The top of a dialog is no banner of the page. */
const ATTRIBUTES = { header: { role: 'none' } }

/** What asks for something above the page; its cross says what it does in the reader's language. */
export function Dialog(props: ModalProps) {
  const t = useText()
  useFocusBack(props.opened)
  return (
    <Modal
      {...props}
      attributes={ATTRIBUTES}
      closeButtonProps={{ 'aria-label': t(messages.close) }}
      returnFocus={false}
    >
      <FocusKept isOpen={props.opened}>{props.children}</FocusKept>
    </Modal>
  )
}

/** What stands beside the page until it is closed: the details of a row, filters on a narrow screen. */
export function SidePanel(props: DrawerProps) {
  const t = useText()
  useFocusBack(props.opened)
  return (
    <Drawer
      {...props}
      position="right"
      attributes={ATTRIBUTES}
      closeButtonProps={{ 'aria-label': t(messages.close) }}
      returnFocus={false}
    >
      <FocusKept isOpen={props.opened}>{props.children}</FocusKept>
    </Drawer>
  )
}
