import { MagnifyingGlassIcon } from '@heroicons/react/24/outline'
import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useText } from '../i18n/index.ts'
import { Icon } from './icon.tsx'
import { messages } from './messages.ts'

type SearchFieldProps = {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly label?: string
  /** What Enter does with what stands there: that is also how a scanner ends a code. */
  readonly onSubmit?: (value: string) => void
}

const PAUSE_MS = 250

/** Asks when one stops typing for a moment. */
export function SearchField({ value, onChange, label, onSubmit }: SearchFieldProps) {
  const t = useText()
  const [typed, setTyped] = useState(value)
  const tell = useDebouncedCallback(onChange, PAUSE_MS)
  useEffect(() => setTyped(value), [value])
  return (
    <TextInput
      type="search"
      aria-label={label ?? t(messages.search)}
      placeholder={label ?? t(messages.search)}
      leftSection={<Icon of={MagnifyingGlassIcon} size={1} />}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        tell(currentTarget.value)
      }}
      onKeyDown={({ key, currentTarget }) => {
        if (key !== 'Enter') return
        // Asked now, so that it is not asked later of the page that the code opens.
        tell.flush()
        if (currentTarget.value.trim() !== '') onSubmit?.(currentTarget.value.trim())
      }}
      miw="12rem"
      maw={{ xs: '24rem' }}
      flex={{ base: '1 1 calc(100% - 3rem)', xs: '1 1 13rem' }}
    />
  )
}
