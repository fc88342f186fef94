import { Alert, Button, Center, Loader, Stack, Title, Text as Words } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ComptoirError } from '../api/index.ts'
import { useText } from '../i18n/index.ts'
import { messages } from './messages.ts'

/** What stands where a list has nothing yet: what belongs here, and the first step towards it. */
export function EmptyState({ title, hint, icon, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      {icon}
      <Title order={2} size="h3">
        {title}
      </Title>
      {hint !== undefined && (
        <Words c="dimmed" maw="28rem" style={{ textWrap: 'balance' }}>
          {hint}
        </Words>
      )}
      {action}
    </Stack>
  )
}

type EmptyStateProps = {
  readonly title: string
  readonly hint?: string
  readonly icon?: ReactNode
  readonly action?: ReactNode
}

export function LoadingState() {
  const t = useText()
  return (
    <Center py="xl" role="status" aria-label={t(messages.loading)}>
      <Loader type="dots" />
    </Center>
  )
}

/** What went wrong, in the server's own words, and the way to try again. */
export function ErrorState({ error, retry }: { readonly error: Error; readonly retry?: () => void }) {
  const t = useText()
  const { status, requestId } = error as Partial<ComptoirError>
  const isOffline = status === 0
  return (
    <Alert color="brique" title={t(isOffline ? messages.offline : messages.failed)} my="md">
      <Stack gap="xs" align="flex-start">
        <Words size="sm">{isOffline ? t(messages.offlineHint) : error.message}</Words>
        {status !== undefined && status >= 500 && requestId !== undefined && (
          <Words size="xs" c="dimmed">
            {t(messages.requestId, { id: requestId })}
          </Words>
        )}
        {retry !== undefined && (
          <Button size="xs" variant="default" onClick={retry}>
            {t(messages.retry)}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

type Read<Value> = { data: Value | undefined; error: Error | null; refetch: () => unknown }

/** Shows what a read has answered; until then that it loads, or why it does not. */
export function Loaded<Value>({ of, children }: { of: Read<Value>; children: (value: Value) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (of.error !== null) return <ErrorState error={of.error} retry={() => void of.refetch()} />
  return <LoadingState />
}
