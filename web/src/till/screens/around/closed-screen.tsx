import { PrinterIcon } from '@heroicons/react/24/outline'
import { Alert, Button, Group, Stack } from '@mantine/core'
import { useEffect, useState } from 'react'
import { api, type XReport } from '../../../api/index.ts'
import { useText } from '../../../i18n/index.ts'
import { Icon } from '../../../ui/index.ts'
import type { ClosedDrawer } from '../../memory.ts'
import { messages as settings } from '../settings/messages.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { StartFrame } from '../start/start-frame.tsx'
import { Anchor, ClosedReport } from './drawer-report.tsx'
import { messages } from './messages.ts'

/** The drawer is closed: the difference first, then the Z with its anchor once the server has numbered it. */
export function ClosedScreen({ closed }: { readonly closed: ClosedDrawer }) {
  const t = useText()
  const { snapshot, setClosed, setCashier } = useSellingTill()
  const report = useZReport(closed.id)
  const number = report?.session.z_number ?? null
  const end = () => {
    setClosed(null)
    setCashier(null)
  }
  return (
    <StartFrame title={number === null ? t(messages.zTitle) : t(messages.zNumber, { number })} width="34rem">
      <Stack>
        {snapshot.outbox.waiting > 0 && (
          <Alert color="safran">{t(settings.waiting, { count: snapshot.outbox.waiting })}</Alert>
        )}
        <ClosedReport closed={closed} />
        {report?.anchor != null && (
          <Anchor label={messages.anchor} hint={messages.anchorHint} hash={report.anchor.hash} />
        )}
        <Group grow className="no-print">
          <Button variant="default" size="lg" leftSection={<Icon of={PrinterIcon} />} onClick={() => window.print()}>
            {t(messages.print)}
          </Button>
          <Button size="lg" onClick={end}>
            {t(messages.closedDone)}
          </Button>
        </Group>
      </Stack>
    </StartFrame>
  )
}

/** Asked for until the closing has arrived; null without a network. */
function useZReport(sessionId: string): XReport | null {
  const { memory, snapshot } = useSellingTill()
  const [report, setReport] = useState<XReport | null>(null)
  const isSent = snapshot.outbox.waiting === 0
  const { isOnline } = snapshot
  useEffect(() => {
    if (!isSent || isOnline === false) {
      void memory.outbox.deliver().catch(() => {})
      return
    }
    let isHere = true
    api
      .getZReport(sessionId)
      .then((found) => isHere && setReport(found))
      .catch(() => {})
    return () => {
      isHere = false
    }
  }, [memory, sessionId, isSent, isOnline])
  return report
}
