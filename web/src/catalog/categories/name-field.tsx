import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'

type NameFieldProps = {
  readonly label: string
  readonly name?: string
  readonly onName: (name: string) => void
  readonly onCancel: () => void
}

/** A name that is typed in its place: Enter keeps it, Escape leaves what was, and so does leaving it empty. */
export function NameField({ label, name = '', onName, onCancel }: NameFieldProps) {
  const [typed, setTyped] = useState(name)
  const isDone = useRef(false)
  const finish = (keeps: boolean) => {
    if (isDone.current) return
    isDone.current = true
    const given = typed.trim()
    if (keeps && given !== '' && given !== name) onName(given)
    else onCancel()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // The tree around it has keys of its own.
    event.stopPropagation()
    if (event.key === 'Enter') finish(true)
    if (event.key === 'Escape') finish(false)
  }
  return (
    <TextInput
      size="xs"
      w="16rem"
      maw="60vw"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true)}
      ref={(field) => {
        if (field === null || field.dataset.seen !== undefined) return
        field.dataset.seen = ''
        field.focus()
        field.select()
      }}
    />
  )
}
