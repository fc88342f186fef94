import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { readDecimal, useLanguage } from '../i18n/index.ts'
import { writeDecimal } from './decimal-text.ts'

type DecimalInputProps = Omit<TextInputProps, 'value' | 'onChange'> & {
  /** As the API writes it: `29.99`. */
  readonly value: string
  readonly onChange: (value: string) => void
}

/** An amount or a quantity, exact: with the comma of the reader’s language, and never a float. */
export function DecimalInput({ value, onChange, ...rest }: DecimalInputProps) {
  const { language } = useLanguage()
  const [typed, setTyped] = useState('')
  // What one is typing stays as it is typed, until the value is another.
  const shown = readDecimal(typed, language) === value ? typed : writeDecimal(value, language)
  return (
    <TextInput
      inputMode="decimal"
      {...rest}
      value={shown}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        onChange(readDecimal(currentTarget.value, language))
      }}
    />
  )
}
