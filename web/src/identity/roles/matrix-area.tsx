import { Checkbox, Table, Text as Words } from '@mantine/core'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { messages } from '../messages.ts'
import type { WholeRole } from '../people/use-roles.ts'
import { AREA_NAMES } from './area-names.ts'
import classes from './matrix.module.css'
import { type AreaRows, type Draft, givenBy, setGiven } from './role-matrix.ts'

type AreaProps = {
  readonly rows: AreaRows
  readonly roles: readonly WholeRole[]
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
}

/** The owner's role gives everything, always. */
const OWNER = 'owner'

/** One area of the matrix: its own row gives or takes all of it, then each permission. */
export function MatrixArea({ rows: { area, permissions }, roles, draft, onChange }: AreaProps) {
  const t = useText()
  const { can } = useSession()
  const mayChange = (role: WholeRole) => can('roles.update') && role.name !== OWNER && role.permissions.every(can)
  const areaName = t(AREA_NAMES[area])
  return (
    <Table.Tbody>
      <Table.Tr className={classes.area}>
        <Table.Th scope="rowgroup" className={classes.permission}>
          {areaName}
        </Table.Th>
        {roles.map((role) => {
          // Nobody gives what they do not hold.
          const names = permissions.map(({ name }) => name).filter(can)
          const given = names.filter((name) => givenBy(role, draft).has(name)).length
          const isAll = given === names.length && names.length > 0
          return (
            <Table.Td key={role.id} className={classes.cell}>
              <Checkbox
                size="md"
                aria-label={t(messages.areaCell, { role: role.label, area: areaName })}
                checked={isAll}
                indeterminate={given > 0 && !isAll}
                disabled={!mayChange(role) || names.length === 0}
                onChange={() => onChange(setGiven(draft, role, names, !isAll))}
              />
            </Table.Td>
          )
        })}
      </Table.Tr>
      {permissions.map(({ name, label }) => (
        <Table.Tr key={name}>
          <Table.Th scope="row" className={classes.permission}>
            <Words size="sm">{label}</Words>
            <Words size="xs" c="dimmed" ff="monospace">
              {name}
            </Words>
          </Table.Th>
          {roles.map((role) => {
            const isGiven = givenBy(role, draft).has(name)
            const isChanged = isGiven !== role.permissions.includes(name)
            return (
              <Table.Td key={role.id} className={classes.cell} data-changed={isChanged || undefined}>
                <Checkbox
                  size="md"
                  aria-label={t(messages.matrixCell, { role: role.label, permission: label })}
                  checked={isGiven}
                  disabled={!mayChange(role) || !can(name)}
                  onChange={() => onChange(setGiven(draft, role, [name], !isGiven))}
                />
                {isChanged && <span className="visually-hidden">{t(messages.changed)}</span>}
              </Table.Td>
            )
          })}
        </Table.Tr>
      ))}
    </Table.Tbody>
  )
}
