import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { messages } from '../messages.ts'

type PersonFilterProps = {
  readonly value: string | undefined
  readonly onChange: (id: string | undefined) => void
}

const PAUSE_MS = 200
const OFFERED = 20

/** Finds a person by name or e-mail among however many. */
export function PersonFilter({ value, onChange }: PersonFilterProps) {
  const t = useText()
  const { can } = useSession()
  const [typed, type] = useState('')
  const [sought] = useDebouncedValue(typed, PAUSE_MS)
  const found = useApi('listUsers', [{ per_page: OFFERED, sort: 'name', ...(sought !== '' && { q: sought }) }], {
    enabled: can('users.view'),
  })
  const chosen = useApi('getUser', [Number(value)], { enabled: value !== undefined && can('users.view') })
  if (!can('users.view')) return null
  const people = new Map((found.data?.data ?? []).map(({ id, name = '' }) => [String(id), name]))
  if (value !== undefined && chosen.data !== undefined) people.set(value, chosen.data.name)
  return (
    <Select
      aria-label={t(messages.person)}
      placeholder={t(messages.everyPerson)}
      data={[...people].map(([id, name]) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      onSearchChange={type}
      filter={({ options }) => options}
      searchable
      clearable
    />
  )
}
