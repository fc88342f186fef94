import { TextInput } from '@mantine/core'
import classes from './typed-field.module.css'

type TypedFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** What counts while nothing is typed. */
  readonly placeholder?: string
  readonly onEnter?: () => void
  readonly error?: string | null
  readonly unit?: string
  readonly id?: string
}

/** A large field for a number: the keypad beside it types too, so that no keyboard covers the screen of a tablet. */
export function TypedField({ label, value, onChange, placeholder, onEnter, error, unit, id }: TypedFieldProps) {
  return (
    <TextInput
      {...(id !== undefined && { id })}
      label={label}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value.replace(/[^\d.,]/g, ''))}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || onEnter === undefined) return
        event.preventDefault()
        if (!event.repeat) onEnter()
      }}
      placeholder={placeholder}
      error={error}
      inputMode="none"
      size="xl"
      data-autofocus
      rightSection={unit}
      classNames={{ input: classes.input }}
    />
  )
}
