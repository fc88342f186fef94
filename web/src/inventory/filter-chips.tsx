import { Chip, Group } from '@mantine/core'
import { useText } from '../i18n/index.ts'
import { messages } from './messages.ts'

type FilterChipsProps<Value extends string> = {
  /** What is filtered by, for those who hear it. */
  readonly label: string
  readonly choices: readonly { readonly value: Value; readonly label: string }[]
  /** undefined: all. */
  readonly value: string | undefined
  readonly onChange: (value: Value | undefined) => void
}

/** One of a few filters, or all, at one touch. */
export function FilterChips<Value extends string>({ label, choices, value, onChange }: FilterChipsProps<Value>) {
  const t = useText()
  return (
    <Group gap={6} role="radiogroup" aria-label={label}>
      <Chip.Group
        value={value ?? ''}
        onChange={(chosen) => onChange(choices.find((choice) => choice.value === chosen)?.value)}
      >
        <Chip value="" size="sm" variant="light">
          {t(messages.all)}
        </Chip>
        {choices.map((choice) => (
          <Chip key={choice.value} value={choice.value} size="sm" variant="light">
            {choice.label}
          </Chip>
        ))}
      </Chip.Group>
    </Group>
  )
}
