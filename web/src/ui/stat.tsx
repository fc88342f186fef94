import { QuestionMarkCircleIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Card, Group, Popover, Stack, Text as Words } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../i18n/index.ts'
import { Icon } from './icon.tsx'
import { messages } from './messages.ts'
import classes from './stat.module.css'

type StatProps = {
  readonly label: string
  readonly value: ReactNode
  /** How it is computed, told when one asks. */
  readonly meaning?: string
  /** What it is beside, such as another day. */
  readonly children?: ReactNode
  readonly isLarge?: boolean
}

/** A figure that stands by itself. */
export function Stat({ label, value, meaning, children, isLarge = false }: StatProps) {
  return (
    <Card>
      <Stack gap={4} className={classes.body}>
        <Group gap={4} wrap="nowrap" justify="space-between" mih="1.75rem">
          <Words size="sm" c="dimmed" fw={500}>
            {label}
          </Words>
          {meaning !== undefined && <Meaning of={label} text={meaning} />}
        </Group>
        <Words className={classes.value} data-large={isLarge || undefined}>
          {value}
        </Words>
        {children}
      </Stack>
    </Card>
  )
}

/** What a figure means, for whoever asks: by mouse, finger or keyboard. */
function Meaning({ of, text }: { readonly of: string; readonly text: string }) {
  const t = useText()
  return (
    <Popover width="18rem" withArrow shadow="md" position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon size="sm" aria-label={t(messages.meaningOf, { name: of })}>
          <Icon of={QuestionMarkCircleIcon} size={1} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={of}>
        <Words size="sm">{text}</Words>
      </Popover.Dropdown>
    </Popover>
  )
}
