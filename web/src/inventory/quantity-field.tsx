import { MinusIcon, PlusIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Group, TextInput, type TextInputProps } from '@mantine/core'
import { useText } from '../i18n/index.ts'
import { Icon } from '../ui/index.ts'
import { messages } from './messages.ts'
import { add, isPositive, readTyped, subtract } from './quantity.ts'

type QuantityFieldProps = {
  /** As it was typed. */
  readonly value: string
  readonly onChange: (typed: string) => void
  /** Buttons for one less and one more, where a finger counts. */
  readonly withSteps?: boolean
} & Omit<TextInputProps, 'value' | 'onChange'>

/** A quantity as people of the reader’s language type it: at most three decimals. What is none says so. */
export function QuantityField({ value, onChange, withSteps = false, error, ...props }: QuantityFieldProps) {
  const t = useText()
  const quantity = readTyped(value)
  const field = (
    <TextInput
      inputMode="decimal"
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      onFocus={({ currentTarget }) => currentTarget.select()}
      error={error ?? (value.trim() !== '' && quantity === null ? t(messages.notNumber) : undefined)}
      styles={{ input: { textAlign: 'right' } }}
      {...props}
    />
  )
  if (!withSteps) return field
  return (
    <Group gap={4} wrap="nowrap" align="flex-end">
      <ActionIcon
        variant="default"
        aria-label={t(messages.less)}
        disabled={quantity === null || !isPositive(quantity)}
        onClick={() => onChange(subtract(quantity ?? '0', '1'))}
      >
        <Icon of={MinusIcon} size={1} />
      </ActionIcon>
      {field}
      <ActionIcon variant="default" aria-label={t(messages.more)} onClick={() => onChange(add(quantity ?? '0', '1'))}>
        <Icon of={PlusIcon} size={1} />
      </ActionIcon>
    </Group>
  )
}
