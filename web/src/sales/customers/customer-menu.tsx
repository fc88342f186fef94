import {
  ArrowDownTrayIcon,
  ArrowsPointingInIcon,
  EllipsisVerticalIcon,
  FireIcon,
  UserMinusIcon,
} from '@heroicons/react/24/outline'
import { ActionIcon, Menu } from '@mantine/core'
import { useState } from 'react'
import { api, type Customer, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Dialog, Icon, notifyError, saveFile } from '../../ui/index.ts'
import { EraseForm } from './erase-form.tsx'
import { MergeForm } from './merge-form.tsx'
import { messages } from './messages.ts'
import { RemoveForm } from './remove-form.tsx'

type Shown = 'merge' | 'erase' | 'remove' | null

/** What is done rarely, each with what it means before it is done: none of it can be undone. */
export function CustomerMenu({ customer }: { readonly customer: Customer }) {
  const t = useText()
  const { can } = useSession()
  const [shown, show] = useState<Shown>(null)
  const take = useAction(api.exportCustomer, [])
  const download = () =>
    take
      .mutateAsync([customer.id])
      .then(
        (data) => saveFile(JSON.stringify(data, null, 2), `client-${customer.id}.json`, 'application/json'),
        notifyError,
      )
  const [mayMerge, mayErase, mayRemove] = [can('customers.update'), can('customers.erase'), can('customers.delete')]
  if (!mayMerge && !mayErase && !mayRemove) return null
  const close = () => show(null)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size="input-sm" aria-label={t(messages.more)}>
            <Icon of={EllipsisVerticalIcon} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayMerge && (
            <Menu.Item leftSection={<Icon of={ArrowsPointingInIcon} size={1} />} onClick={() => show('merge')}>
              {t(messages.mergeTitle)}
            </Menu.Item>
          )}
          {mayErase && (
            <Menu.Item leftSection={<Icon of={ArrowDownTrayIcon} size={1} />} onClick={() => void download()}>
              {t(messages.export)}
            </Menu.Item>
          )}
          {mayRemove && (
            <Menu.Item leftSection={<Icon of={UserMinusIcon} size={1} />} onClick={() => show('remove')}>
              {t(messages.remove)}
            </Menu.Item>
          )}
          {mayErase && (
            <Menu.Item color="var(--bad)" leftSection={<Icon of={FireIcon} size={1} />} onClick={() => show('erase')}>
              {t(messages.erase)}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Dialog opened={shown === 'merge'} onClose={close} title={t(messages.mergeTitle)}>
        <MergeForm customer={customer} onDone={close} />
      </Dialog>
      <Dialog opened={shown === 'remove'} onClose={close} title={t(messages.remove)}>
        <RemoveForm customer={customer} />
      </Dialog>
      <Dialog opened={shown === 'erase'} onClose={close} title={t(messages.erase)}>
        <EraseForm customer={customer} />
      </Dialog>
    </>
  )
}
