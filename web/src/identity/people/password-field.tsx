import { SparklesIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Group, PasswordInput, Tooltip } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../i18n/index.ts'
import { Icon } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { drawPassword } from './draw-password.ts'

type PasswordFieldProps = {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
  readonly description?: string
}

/** A password for somebody else: typed, or drawn and shown so that it can be told. */
export function PasswordField({ value, onChange, error, description }: PasswordFieldProps) {
  const t = useText()
  const [isShown, show] = useState(false)
  return (
    <Group align="flex-end" wrap="nowrap" gap="xs">
      <PasswordInput
        label={t(messages.password)}
        description={description}
        autoComplete="new-password"
        flex={1}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        visible={isShown}
        onVisibilityChange={show}
        error={error}
      />
      <Tooltip label={t(messages.drawPassword)}>
        <ActionIcon
          variant="default"
          aria-label={t(messages.drawPassword)}
          onClick={() => {
            onChange(drawPassword())
            show(true)
          }}
        >
          <Icon of={SparklesIcon} size={1.1} />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}
