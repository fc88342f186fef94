import { Select, type SelectProps } from '@mantine/core'
import { useApi } from '../api/index.ts'
import { useText } from '../i18n/index.ts'
import { messages } from './messages.ts'

/** Whose taxes an article carries: the classes of the chain, by their names. */
export function TaxClassSelect(props: Omit<SelectProps, 'data'>) {
  const t = useText()
  const { data } = useApi('listTaxClasses', [], { staleTime: 60_000 })
  return (
    <Select
      label={t(messages.taxClass)}
      data={(data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
      allowDeselect={false}
      {...props}
    />
  )
}
