import { ArrowRightStartOnRectangleIcon, CommandLineIcon, UserCircleIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Avatar, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useText } from '../i18n/index.ts'
import { Icon, notifyError } from '../ui/index.ts'
import { messages } from './messages.ts'
import { useSession } from './session.tsx'
import { useShortcuts } from './shortcuts.tsx'

export function AccountMenu() {
  const t = useText()
  const { profile, signOut } = useSession()
  const { show } = useShortcuts()
  const name = profile.user?.name ?? ''
  return (
    <Menu position="bottom-end" width="15rem" withinPortal={false}>
      <Menu.Target>
        <ActionIcon radius="xl">
          <Avatar name={name} size="sm" color="sapin" aria-hidden="true" />
          <span className="visually-hidden">{t(messages.account)}</span>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {name}
          <br />
          {profile.roles.map(({ label }) => label).join(', ')}
        </Menu.Label>
        <Menu.Item leftSection={<Icon of={UserCircleIcon} />} component={Link} to="/account">
          {t(messages.account)}
        </Menu.Item>
        <Menu.Item leftSection={<Icon of={CommandLineIcon} />} onClick={show}>
          {t(messages.shortcuts)}
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon of={ArrowRightStartOnRectangleIcon} />}
          onClick={() => void signOut().catch(notifyError)}
        >
          {t(messages.signOut)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
