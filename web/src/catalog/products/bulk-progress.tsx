import { Alert, List, Progress, Stack, Text as Words } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import { messages } from './messages.ts'
import type { Refusal } from './run-bulk.ts'

type BulkProgressProps = {
  readonly progress: { readonly done: number; readonly total: number } | null
  readonly refusals: readonly Refusal[]
}

/** How far it is, and what was refused with its reason. */
export function BulkProgress({ progress, refusals }: BulkProgressProps) {
  const t = useText()
  if (progress !== null) {
    const { done, total } = progress
    return (
      <Stack gap={4} role="status">
        <Progress value={(done / total) * 100} aria-label={t(messages.applying, { done, total })} />
        <Words size="sm" c="dimmed">
          {t(messages.applying, { done, total })}
        </Words>
      </Stack>
    )
  }
  if (refusals.length === 0) return null
  return (
    <Alert color="brique" title={t(messages.refused, { count: refusals.length })} role="alert">
      <List size="sm">
        {refusals.map(({ name, reason }) => (
          <List.Item key={`${name} ${reason}`}>
            <strong>{name}</strong> {reason}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
