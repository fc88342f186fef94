import { Accordion, Badge, Card, Group, List, Title, Text as Words } from '@mantine/core'
import { type User, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { messages } from '../messages.ts'
import { AREA_NAMES } from '../roles/area-names.ts'
import { gatherAreas } from '../roles/role-matrix.ts'
import { useRoles } from './use-roles.ts'

/** What all roles of a person allow together, in words. */
export function PersonPowers({ person }: { readonly person: User }) {
  const t = useText()
  const { can } = useSession()
  const roles = useRoles()
  const permissions = useApi('listPermissions', [], { enabled: can('roles.view'), staleTime: 600_000 })
  const held = new Set((person.roles ?? []).map(({ name }) => name))
  const given = new Set(roles.filter(({ name }) => held.has(name)).flatMap((role) => role.permissions))
  const areas = gatherAreas((permissions.data ?? []).filter(({ name }) => given.has(name)))
  if (areas.length === 0) return null
  return (
    <Card>
      <Title order={2} mb="xs">
        {t(messages.powers)}
      </Title>
      <Accordion multiple order={3}>
        {areas.map(({ area, permissions: allowed }) => (
          <Accordion.Item key={area} value={area}>
            <Accordion.Control>
              <Group gap="xs">
                <Words>{t(AREA_NAMES[area])}</Words>
                <Badge color="gray">{allowed.length}</Badge>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <List size="sm">
                {allowed.map(({ name, label }) => (
                  <List.Item key={name}>{label}</List.Item>
                ))}
              </List>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Card>
  )
}
