import { Badge, Progress, Stack, Text as Words } from '@mantine/core'
import type { ListedExport } from '../../api/index.ts'
import { type Text, useFormat, useText } from '../../i18n/index.ts'
import { messages } from './messages.ts'

type State = NonNullable<ListedExport['state']>

const STATES: Readonly<Record<State, { readonly label: Text; readonly color: string }>> = {
  queued: { label: messages.queued, color: 'gray' },
  running: { label: messages.running, color: 'safran' },
  done: { label: messages.done, color: 'sapin' },
  failed: { label: messages.failed, color: 'brique' },
  expired: { label: messages.expired, color: 'gray' },
}

const KILOBYTE = 1_000

/** How far an export is, and why it went no further. */
export function ExportState({ item }: { readonly item: ListedExport }) {
  const t = useText()
  const format = useFormat()
  const { state = 'queued', progress, failure, file, expires_at: expiresAt } = item
  const { label, color } = STATES[state]
  return (
    <Stack gap={4} align="flex-start" miw="10rem">
      <Badge color={color}>{t(label)}</Badge>
      {state === 'running' && progress !== undefined && (
        <>
          <Progress value={progress.percent ?? 0} w="100%" aria-label={t(messages.progress)} />
          <Words size="xs" c="dimmed">
            {t(messages.rowsWritten, { count: progress.rows })}
          </Words>
        </>
      )}
      {state === 'failed' && failure != null && (
        <Words size="xs" c="var(--bad)">
          {failure}
        </Words>
      )}
      {state === 'done' && file != null && (
        <Words size="xs" c="dimmed">
          {t(messages.keptUntil, {
            size: format.number(Math.ceil(file.bytes / KILOBYTE)),
            until: format.date(expiresAt),
          })}
        </Words>
      )}
    </Stack>
  )
}
