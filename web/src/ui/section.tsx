import { Card, Group, Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'

type SectionProps = {
  readonly title: string
  /** Buttons that belong to it. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A part of a page under its own heading. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <Card component="section" aria-label={title}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h3">
            {title}
          </Title>
          {actions !== undefined && <Group gap="xs">{actions}</Group>}
        </Group>
        {children}
      </Stack>
    </Card>
  )
}
