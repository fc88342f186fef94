import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { type ListedCustomer, useApi } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { messages } from './messages.ts'

type CustomerSelectProps = {
  readonly label: string
  readonly value: number | null
  readonly onChange: (id: number | null) => void
  /** Not offered: the customer whom one is looking at. */
  readonly except?: number
  readonly error?: string
}

const PAUSE_MS = 200
const SHOWN = 10

/** One of the chain's customers, found by name, e-mail or telephone. */
export function CustomerSelect({ label, value, onChange, except, error }: CustomerSelectProps) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<ListedCustomer | null>(null)
  const [q] = useDebouncedValue(typed === describe(chosen) ? '' : typed, PAUSE_MS)
  const found = useApi('listCustomers', [{ per_page: SHOWN, ...(q !== '' && { q }) }]).data?.data ?? []
  const offered = found.filter(({ id }) => id !== except && id !== chosen?.id)
  const all = chosen === null ? offered : [chosen, ...offered]
  return (
    <Select
      // Whoever comes to it by key is not yet looking for anybody: Escape leaves what it stands in.
      openOnFocus={false}
      label={label}
      placeholder={t(messages.search)}
      data={all.map((customer) => ({ value: String(customer.id), label: describe(customer) }))}
      value={value === null ? null : String(value)}
      onChange={(id) => {
        setChosen(all.find((customer) => String(customer.id) === id) ?? null)
        onChange(id === null ? null : Number(id))
      }}
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has searched; what it found is what is offered.
      filter={({ options }) => options}
      nothingFoundMessage={t(messages.nobodyFound)}
      searchable
      clearable
      error={error}
    />
  )
}

const describe = (customer: ListedCustomer | null): string =>
  customer === null
    ? ''
    : [customer.name, customer.email ?? customer.phone, `#${customer.id}`].filter(Boolean).join(' · ')
