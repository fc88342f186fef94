import { Select, type SelectProps } from '@mantine/core'
import { useText } from '../i18n/index.ts'
import { messages } from './messages.ts'
import { useCategories } from './use-categories.ts'

type CategorySelectProps = Omit<SelectProps, 'data' | 'value' | 'onChange' | 'label'> & {
  readonly value: number | null
  readonly onChange: (id: number | null) => void
  readonly label?: string
}

/** A category by its name or that of one above it. */
export function CategorySelect({ value, onChange, label, ...others }: CategorySelectProps) {
  const t = useText()
  const { all } = useCategories()
  return (
    <Select
      label={label ?? t(messages.category)}
      placeholder={t(messages.noCategory)}
      data={all.map(({ id, path }) => ({ value: String(id), label: path }))}
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
      nothingFoundMessage={t(messages.noSuchCategory)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t(messages.clear) }}
      {...others}
    />
  )
}
