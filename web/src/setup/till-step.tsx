import { ComputerDesktopIcon, DevicePhoneMobileIcon } from '@heroicons/react/24/outline'
import { Button, Group, Stack, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type ListedStore, useAction, useApi } from '../api/index.ts'
import { useFormat, useText } from '../i18n/index.ts'
import { Icon, notifyError } from '../ui/index.ts'
import { messages } from './messages.ts'
import { ensureTill } from './open-store.ts'

/** The till: on this very device, or on another by a code. */
export function TillStep({ store }: { readonly store: ListedStore }) {
  const t = useText()
  const format = useFormat()
  const storeId = store.id ?? 0
  const ensure = useAction((id: number, name: string) => ensureTill(api, id, name), ['listRegisters'])
  const registers = useApi('listRegisters', [storeId, { kind: 'till', per_page: 1 }])
  const [given, give] = useState<{ code: string; code_expires_at: string } | null>(null)
  const create = useAction(api.createDevice, ['listDevices'])
  const makeCode = async () => {
    try {
      give(await create.mutateAsync([{ store_id: storeId, name: t(messages.firstDevice) }]))
    } catch (error) {
      notifyError(error)
    }
  }
  if (registers.data?.data.length === 0) {
    return (
      <Stack align="flex-start">
        <Words>{t(messages.noRegister)}</Words>
        <Button
          loading={ensure.isPending}
          onClick={() => void ensure.mutateAsync([storeId, t(messages.firstRegister)]).catch(notifyError)}
        >
          {t(messages.addRegister)}
        </Button>
      </Stack>
    )
  }
  return (
    <Stack gap="lg">
      <Group wrap="nowrap" align="flex-start">
        <Icon of={ComputerDesktopIcon} size={2} />
        <Stack gap="xs" align="flex-start">
          <Words fw={600}>{t(messages.sellHere)}</Words>
          <Words size="sm" c="dimmed">
            {t(messages.sellHereHint)}
          </Words>
          <Button component="a" href="/till" size="md">
            {t(messages.openTill)}
          </Button>
        </Stack>
      </Group>
      <Group wrap="nowrap" align="flex-start">
        <Icon of={DevicePhoneMobileIcon} size={2} />
        <Stack gap="xs" align="flex-start">
          <Words fw={600}>{t(messages.sellThere)}</Words>
          {given === null ? (
            <>
              <Words size="sm" c="dimmed">
                {t(messages.sellThereHint)}
              </Words>
              <Button variant="default" loading={create.isPending} onClick={() => void makeCode()}>
                {t(messages.makeCode)}
              </Button>
            </>
          ) : (
            <div role="status">
              <Words ff="monospace" fz="1.75rem" fw={700} lh={1.3}>
                {given.code}
              </Words>
              <Words size="sm" c="dimmed">
                {t(messages.codeUse, {
                  address: `${location.origin}/till`,
                  time: format.date(given.code_expires_at, 'time'),
                })}
              </Words>
            </div>
          )}
        </Stack>
      </Group>
      <Button component={Link} to="/" variant="subtle" ml="auto">
        {t(messages.finish)}
      </Button>
    </Stack>
  )
}
