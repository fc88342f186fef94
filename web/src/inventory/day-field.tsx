import { TextInput } from '@mantine/core'

type DayFieldProps = {
  readonly label: string
  /** `2026-11-27`. */
  readonly value: string | undefined
  readonly onChange: (day: string | undefined) => void
}

/** A day, by the calendar of the browser itself: it is at home on every device. */
export function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <TextInput
      type="date"
      label={label}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
      w={{ base: '100%', xs: '10rem' }}
    />
  )
}
