import { Box, Select, Stack, Table } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import type { Permission } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { LeaveGuard, LoadingState, SearchField } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import type { WholeRole } from '../people/use-roles.ts'
import classes from './matrix.module.css'
import { MatrixArea } from './matrix-area.tsx'
import { RoleHeading } from './role-heading.tsx'
import { type AreaRows, changesOf, type Draft, gatherAreas, NO_DRAFT } from './role-matrix.ts'
import { SaveBar } from './save-bar.tsx'
import { useSaveRoles } from './use-save-roles.ts'

type MatrixProps = { readonly permissions: readonly Permission[]; readonly roles: readonly WholeRole[] }

/** The matrix, with what was changed in it and is not saved yet. A narrow screen shows one role at a time. */
export function RoleMatrix({ permissions, roles }: MatrixProps) {
  const t = useText()
  const isNarrow = useMediaQuery('(max-width: 48em)') === true
  const [draft, setDraft] = useState<Draft>(NO_DRAFT)
  const [sought, seek] = useState('')
  const [alone, chooseAlone] = useState<string | null>(null)
  const { save, isSaving, refusal } = useSaveRoles()
  if (roles.length === 0) return <LoadingState />
  const single = roles.find(({ id }) => String(id) === alone) ?? roles[0]
  const shown = isNarrow && single !== undefined ? [single] : roles
  const changes = changesOf(roles, draft)
  const areas = keepSought(gatherAreas(permissions), sought)
  return (
    <Stack>
      <SearchField label={t(messages.searchPermissions)} value={sought} onChange={seek} />
      {isNarrow && (
        <Select
          label={t(messages.role)}
          data={roles.map(({ id, label }) => ({ value: String(id), label }))}
          value={String(single?.id ?? '')}
          onChange={chooseAlone}
          allowDeselect={false}
        />
      )}
      <Box className={classes.frame} tabIndex={0} role="region" aria-label={t(messages.matrix)}>
        <Table className={classes.table} highlightOnHover={false}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className={classes.permission}>{t(messages.permission)}</Table.Th>
              {shown.map((role) => (
                <RoleHeading key={role.id} role={role} />
              ))}
            </Table.Tr>
          </Table.Thead>
          {areas.map((rows) => (
            <MatrixArea key={rows.area} rows={rows} roles={shown} draft={draft} onChange={setDraft} />
          ))}
        </Table>
      </Box>
      <LeaveGuard when={draft.size > 0} />
      <SaveBar
        changes={changes}
        refusal={refusal}
        isSaving={isSaving}
        onDrop={() => setDraft(NO_DRAFT)}
        onSave={() => void save(changes, draft).then((rest) => setDraft(rest))}
      />
    </Stack>
  )
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Those whose meaning, in either language, or name holds what is sought. */
function keepSought(areas: readonly AreaRows[], sought: string): AreaRows[] {
  const wanted = fold(sought.trim())
  if (wanted === '') return [...areas]
  const isSought = ({ name, label_fr: fr, label_en: en }: Permission) => fold(`${name} ${fr} ${en}`).includes(wanted)
  return areas
    .map(({ area, permissions }) => ({ area, permissions: permissions.filter(isSought) }))
    .filter(({ permissions }) => permissions.length > 0)
}
