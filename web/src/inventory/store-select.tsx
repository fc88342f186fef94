import { Select, type SelectProps } from '@mantine/core'
import { useStores } from '../app/store-choice.tsx'

type StoreSelectProps = {
  readonly label: string
  readonly value: number | null
  readonly onChange: (id: number | null) => void
  /** Only these; all of one's stores unless given. */
  readonly kind?: 'store' | 'warehouse'
  /** One that stands elsewhere in the form. */
  readonly except?: number | null
  /** Others than one's own that may be chosen. */
  readonly others?: readonly { readonly id: number; readonly name: string }[]
} & Pick<SelectProps, 'error' | 'required' | 'clearable' | 'placeholder' | 'w' | 'description'>

/** A store of one's own, by its name. */
export function StoreSelect({ value, onChange, kind, except, others = [], ...props }: StoreSelectProps) {
  const stores = useStores()
  const own = stores.filter((store) => kind === undefined || store.kind === kind)
  const choices = [...own, ...others.filter(({ id }) => !own.some((store) => store.id === id))]
  return (
    <Select
      data={choices
        .filter(({ id }) => id !== except)
        .map(({ id, name }) => ({ value: String(id), label: name ?? String(id) }))}
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
      searchable
      {...props}
    />
  )
}
