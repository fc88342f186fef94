import { Button, CopyButton, Group, List, Stack } from '@mantine/core'
import type { CreateDeviceData } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { Dialog } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import classes from './receipt.module.css'

type DeviceCodeProps = { readonly given: CreateDeviceData | null; readonly onClose: () => void }

/** The code that settles a till on a device: shown large, once, with what to do with it. */
export function DeviceCode({ given, onClose }: DeviceCodeProps) {
  const t = useText()
  const format = useFormat()
  return (
    <Dialog opened={given !== null} onClose={onClose} title={t(messages.codeTitle)} size="lg">
      {given !== null && (
        <Stack>
          <div className={classes.code} role="status">
            {given.code}
          </div>
          <List type="ordered" spacing="xs">
            <List.Item>{t(messages.codeOpen, { address: `${location.origin}/till` })}</List.Item>
            <List.Item>{t(messages.codeType, { time: format.date(given.code_expires_at, 'time') })}</List.Item>
            <List.Item>{t(messages.codeChoose)}</List.Item>
          </List>
          <Group justify="flex-end">
            <CopyButton value={given.code}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {t(copied ? messages.copied : messages.copy)}
                </Button>
              )}
            </CopyButton>
            <Button onClick={onClose}>{t(messages.close)}</Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  )
}
