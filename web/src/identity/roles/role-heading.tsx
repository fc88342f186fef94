import { EllipsisVerticalIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Group, Menu, Table, Text as Words } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { api, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Icon, notifyError, useUndo } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import type { WholeRole } from '../people/use-roles.ts'
import classes from './matrix.module.css'
import { RoleDialog } from './role-dialog.tsx'

/** A role at the head of its column: its name, and what can be done with it. */
export function RoleHeading({ role }: { readonly role: WholeRole }) {
  const { can } = useSession()
  return (
    <Table.Th className={classes.heading} scope="col">
      <Group gap={2} justify="center" wrap="nowrap">
        <Words fw={650} size="sm">
          {role.label}
        </Words>
        {(can('roles.update') || can('users.view')) && <RoleMenu role={role} />}
      </Group>
    </Table.Th>
  )
}

function RoleMenu({ role }: { readonly role: WholeRole }) {
  const t = useText()
  const { can } = useSession()
  const undo = useUndo()
  const [isEditing, dialog] = useDisclosure()
  const remove = useAction(api.deleteRole, ['listRoles'])
  const create = useAction(api.createRole, ['listRoles'])
  const act = async () => {
    try {
      await remove.mutateAsync([role.id])
      const { name, label_fr, label_en, permissions, discount_limit } = role
      undo(t(messages.roleRemoved, { role: role.label }), () =>
        create.mutateAsync([{ name, label_fr, label_en, permissions, discount_limit }]),
      )
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon size={26} aria-label={t(messages.roleMenu, { role: role.label })}>
            <Icon of={EllipsisVerticalIcon} size={1} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {can('users.view') && (
            <Menu.Item component={Link} to={`/people?role=${encodeURIComponent(role.name)}`}>
              {t(messages.holders)}
            </Menu.Item>
          )}
          {can('roles.update') && <Menu.Item onClick={dialog.open}>{t(messages.editRole)}</Menu.Item>}
          {can('roles.delete') && !role.is_system && (
            <Menu.Item color="var(--bad)" onClick={() => void act()}>
              {t(messages.remove)}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <RoleDialog isOpen={isEditing} onClose={dialog.close} of={role} />
    </>
  )
}
