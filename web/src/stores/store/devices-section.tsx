import { PlusIcon } from '@heroicons/react/24/outline'
import { Badge, Button, Group, Stack, Text as Words } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { api, type CreateDeviceData, type ListedDevice, type Store, useAction, useApi } from '../../api/index.ts'
import { type Text, useFormat, useText } from '../../i18n/index.ts'
import { EmptyState, Icon, Loaded, notifyDone, notifyError, Section } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { DeviceCode } from './device-code.tsx'
import { NameDialog } from './name-dialog.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'

type Device = Required<ListedDevice>

const DEVICE_READS = ['listDevices', 'reportDashboard'] as const
const MOST = 100
const STATES: Readonly<Record<Device['state'], { readonly name: Text; readonly color: string }>> = {
  waiting: { name: messages.deviceWaiting, color: 'safran' },
  enrolled: { name: messages.deviceEnrolled, color: 'sapin' },
  revoked: { name: messages.deviceRevoked, color: 'gray' },
}

/** The devices that may sell here, each with a key of its own. */
export function DevicesSection({ store }: { readonly store: Store }) {
  const t = useText()
  const [isAdding, dialog] = useDisclosure()
  const [given, give] = useState<CreateDeviceData | null>(null)
  const devices = useApi('listDevices', [{ store_id: store.id, per_page: MOST, sort: 'name' }])
  const registers = useApi('listRegisters', [store.id, { per_page: MOST, sort: 'name' }])
  const create = useAction(api.createDevice, DEVICE_READS)
  const names = new Map(registers.data?.data.map(({ id, name }) => [id, name]))
  return (
    <Section
      title={t(messages.devices)}
      actions={
        <Button size="sm" leftSection={<Icon of={PlusIcon} size={1} />} onClick={dialog.open}>
          {t(messages.addDevice)}
        </Button>
      }
    >
      <Loaded of={devices}>
        {({ data }) =>
          data.length === 0 ? (
            <EmptyState title={t(messages.noDevices)} hint={t(messages.noDevicesHint)} />
          ) : (
            <Stack gap="md">
              {(data as Device[]).map((device) => (
                <DeviceRow key={device.id} device={device} registerName={(id) => names.get(id) ?? ''} onCode={give} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      <NameDialog
        title={t(messages.addDevice)}
        label={t(messages.deviceName)}
        isOpen={isAdding}
        onClose={dialog.close}
        save={async (name) => give(await create.mutateAsync([{ store_id: store.id, name }]))}
      />
      <DeviceCode given={given} onClose={() => give(null)} />
    </Section>
  )
}

type DeviceRowProps = {
  readonly device: Device
  readonly registerName: (id: number) => string
  readonly onCode: (given: CreateDeviceData) => void
}

function DeviceRow({ device, registerName, onCode }: DeviceRowProps) {
  const t = useText()
  const format = useFormat()
  const { state, leases } = device
  const { name, color } = STATES[state]
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Words fw={600}>{device.name}</Words>
          <Badge color={color}>{t(name)}</Badge>
        </Group>
        {state !== 'revoked' && <DeviceActions device={device} onCode={onCode} />}
      </Group>
      {device.last_seen_at !== null && (
        <Words size="sm" c="dimmed">
          {t(messages.lastSeen, { time: format.date(device.last_seen_at, 'moment') })}
        </Words>
      )}
      {leases.map(({ register_id: id, series, last_number: last, leased_at: at }) => (
        <Words key={`${id} ${series}`} size="sm" c="dimmed">
          {t(messages.lease, { register: registerName(id), series, last, date: format.date(at) })}
        </Words>
      ))}
    </div>
  )
}

function DeviceActions({ device, onCode }: Omit<DeviceRowProps, 'registerName'>) {
  const t = useText()
  const [isRenaming, renaming] = useDisclosure()
  const [isRevoking, revoking] = useDisclosure()
  const update = useAction(api.updateDevice, DEVICE_READS)
  const issue = useAction(api.issueDeviceCode, DEVICE_READS)
  const revoke = useAction(api.revokeDevice, DEVICE_READS)
  const makeCode = async () => {
    try {
      onCode(await issue.mutateAsync([device.id]))
    } catch (error) {
      notifyError(error)
    }
  }
  const end = async () => {
    try {
      await revoke.mutateAsync([device.id])
      notifyDone(t(messages.revoked, { name: device.name }))
      revoking.close()
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <Group gap={4}>
      {device.state === 'waiting' && (
        <Button variant="light" size="compact-sm" loading={issue.isPending} onClick={() => void makeCode()}>
          {t(messages.newCode)}
        </Button>
      )}
      <Button variant="subtle" size="compact-sm" onClick={renaming.open}>
        {t(messages.rename)}
      </Button>
      <Button variant="subtle" color="brique" size="compact-sm" onClick={revoking.open}>
        {t(messages.revoke)}
      </Button>
      <NameDialog
        title={t(messages.rename)}
        label={t(messages.deviceName)}
        name={device.name}
        isOpen={isRenaming}
        onClose={renaming.close}
        save={(name) => update.mutateAsync([device.id, { name }])}
      />
      <RevokeDialog
        name={device.name}
        isOpen={isRevoking}
        isBusy={revoke.isPending}
        onClose={revoking.close}
        onRevoke={() => void end()}
      />
    </Group>
  )
}
