import { Button, Progress, Stack, Text as Words } from '@mantine/core'
import { useEffect, useState } from 'react'
import { takeUpdates } from '../../../app/updates.ts'
import { useText } from '../../../i18n/index.ts'
import { LoadingState, notifyError } from '../../../ui/index.ts'
import type { TillSnapshot } from '../../memory.ts'
import { useTill } from '../shared/till-context.tsx'
import { messages } from './messages.ts'
import { StartFrame } from './start-frame.tsx'

export function OpeningScreen() {
  const t = useText()
  return (
    <StartFrame title={t(messages.opening)}>
      <LoadingState />
    </StartFrame>
  )
}

/** Another tab has the till: one takes it from the other. */
export function ElsewhereScreen() {
  const t = useText()
  const { memory } = useTill()
  const [isBusy, setBusy] = useState(false)
  const take = async () => {
    setBusy(true)
    await memory.device.takeHere().catch(notifyError)
    setBusy(false)
  }
  return (
    <StartFrame title={t(messages.elsewhere)} lead={t(messages.elsewhereHint)}>
      <Button fullWidth size="lg" loading={isBusy} onClick={() => void take()}>
        {t(messages.takeHere)}
      </Button>
    </StartFrame>
  )
}

const FAILURES = {
  insecure: { title: messages.insecure, hint: messages.insecureHint },
  unsupported: { title: messages.unsupported, hint: messages.unsupportedHint },
  storage: { title: messages.failed, hint: messages.failedHint },
} as const

/** No till can be here: why, and what helps. */
export function FailedScreen({ failure }: { readonly failure: TillSnapshot['failure'] }) {
  const t = useText()
  const { title, hint } = FAILURES[failure ?? 'storage']
  // A newer version may get further, and nothing is under way that it could disturb.
  useEffect(takeUpdates, [])
  return <StartFrame title={t(title)} lead={t(hint)} />
}

/** The first copy of the store comes in. */
export function FillingScreen() {
  const t = useText()
  const { snapshot } = useTill()
  const { progress } = snapshot.copy
  const rows = progress?.rows ?? 0
  const isKnown = progress?.expected != null && progress.expected > 0
  const share = isKnown ? Math.min(100, (100 * rows) / (progress.expected ?? 1)) : 100
  return (
    <StartFrame title={t(messages.fillingTitle)} lead={t(messages.fillingLead)}>
      <Stack gap="sm">
        <Progress value={share} animated={!isKnown} size="lg" aria-label={t(messages.fillingTitle)} />
        <Words ta="center" c="dimmed" role="status">
          {snapshot.isOnline === false ? t(messages.fillingOffline) : t(messages.fillingRows, { count: rows })}
        </Words>
      </Stack>
    </StartFrame>
  )
}
