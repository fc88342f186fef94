import { PlusIcon } from '@heroicons/react/24/outline'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Icon, Loaded, Page } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { useRoles } from '../people/use-roles.ts'
import { RoleDialog } from './role-dialog.tsx'
import { RoleMatrix } from './role-matrix-table.tsx'

/** What each role may: permissions down, roles across. */
export default function RolesPage() {
  const t = useText()
  const { can } = useSession()
  const permissions = useApi('listPermissions', [], { staleTime: 600_000 })
  const roles = useRoles()
  const [isCreating, dialog] = useDisclosure()
  return (
    <Page
      title={t(messages.roles)}
      lead={t(messages.rolesLead)}
      actions={
        can('roles.create') && (
          <Button leftSection={<Icon of={PlusIcon} />} onClick={dialog.open}>
            {t(messages.addRole)}
          </Button>
        )
      }
    >
      <Loaded of={permissions}>{(all) => <RoleMatrix permissions={all} roles={roles} />}</Loaded>
      <RoleDialog isOpen={isCreating} onClose={dialog.close} of={null} />
    </Page>
  )
}
