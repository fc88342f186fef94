import { Select, type SelectProps } from '@mantine/core'
import { useApi } from '../api/index.ts'
import { useText } from '../i18n/index.ts'
import { messages } from './messages.ts'

const MOST = 100

type CategorySelectProps = {
  readonly value: string | undefined
  readonly onChange: (id: string | undefined) => void
} & Pick<SelectProps, 'w' | 'label'>

/** A category and those below it. */
export function CategorySelect({ value, onChange, label, w }: CategorySelectProps) {
  const t = useText()
  const { data } = useApi('listCategories', [{ per_page: MOST, sort: 'name' }], { staleTime: 60_000 })
  return (
    <Select
      label={label}
      aria-label={t(messages.category)}
      placeholder={t(messages.category)}
      data={(data?.data ?? []).map(({ id, name }) => ({ value: String(id), label: name ?? String(id) }))}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      searchable
      clearable
      w={w}
    />
  )
}
