import { TextInput } from '@mantine/core'
import { type Language, useLanguage } from '../../../i18n/index.ts'
import classes from './typed-field.module.css'

type TypedFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** What counts while nothing is typed. */
  readonly placeholder?: string
  /** Nothing counts while nothing is typed, written with so many decimals. */
  readonly decimals?: number
  readonly onEnter?: () => void
  readonly error?: string | null
  readonly unit?: string
  readonly id?: string
}

/** A large field for a number: the keypad beside it types too, so that no keyboard covers the screen of a tablet. */
export function TypedField(props: TypedFieldProps) {
  const { label, value, onChange, placeholder, decimals, onEnter, error, unit, id } = props
  const { language } = useLanguage()
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
      placeholder={placeholder ?? (decimals === undefined ? undefined : nothing(decimals, language))}
      error={error}
      inputMode="none"
      size="xl"
      data-autofocus
      rightSection={unit}
      classNames={{ input: classes.input }}
    />
  )
}

const nothing = (decimals: number, language: Language): string =>
  decimals === 0 ? '0' : `0${language === 'fr' ? ',' : '.'}${'0'.repeat(decimals)}`
