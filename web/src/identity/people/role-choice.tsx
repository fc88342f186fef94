import { Checkbox, Group, SimpleGrid, Text as Words } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import { messages } from '../messages.ts'
import { useCanGive, useRoles } from './use-roles.ts'

type RoleChoiceProps = {
  /** Names of roles. */
  readonly value?: readonly string[]
  readonly onChange?: (names: string[]) => void
  readonly error?: string | undefined
  readonly isReadOnly?: boolean
}

/** The roles of a person; those that give more than one holds are shown, not offered. */
export function RoleChoice({ value = [], onChange, error, isReadOnly = false }: RoleChoiceProps) {
  const t = useText()
  const roles = useRoles()
  const canGive = useCanGive()
  return (
    <Checkbox.Group label={t(messages.roles)} value={[...value]} onChange={(names) => onChange?.(names)} error={error}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6}>
        {roles.map((role) => (
          <Checkbox.Card key={role.name} value={role.name} p="sm" radius="md" disabled={isReadOnly || !canGive(role)}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <span>
                <Words fw={600} span display="block">
                  {role.label}
                </Words>
                <Words size="sm" c="dimmed" span>
                  {t(messages.permissionCount, { count: role.permissions.length })}
                </Words>
              </span>
              <Checkbox.Indicator />
            </Group>
          </Checkbox.Card>
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  )
}
