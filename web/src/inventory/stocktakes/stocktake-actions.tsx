import { ArrowDownTrayIcon, QrCodeIcon } from '@heroicons/react/24/outline'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type Stocktake, useAction } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Icon, notifyError, saveFile, useOnce } from '../../ui/index.ts'
import { AskDialog } from './ask-dialog.tsx'
import { FinishDialog } from './finish-dialog.tsx'
import { messages } from './messages.ts'
import { STOCKTAKE_READS } from './stocktake-reads.ts'
import { hasVariances } from './stocktake-states.ts'

type Open = 'finish' | 'approve' | 'cancel' | null

/** What may be done with a stocktake as it stands. */
export function StocktakeActions({
  stocktake,
  hasPending,
}: {
  readonly stocktake: Stocktake
  readonly hasPending: boolean
}) {
  const t = useText()
  const { can } = useSession()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const { id, status } = stocktake
  const isRunning = status === 'counting' || status === 'finished'
  return (
    <>
      {isRunning && can('stock.approve') && (
        <Button variant="subtle" color="brique" onClick={() => setOpen('cancel')}>
          {t(messages.cancelIt)}
        </Button>
      )}
      {can('stock.approve') && hasVariances(stocktake) && <DownloadButton stocktake={stocktake} />}
      {status === 'counting' && (
        <>
          <Button variant="default" disabled={hasPending} onClick={() => setOpen('finish')}>
            {t(messages.finish)}
          </Button>
          <Button component={Link} to={`/stocktakes/${id}/count`} leftSection={<Icon of={QrCodeIcon} size={1.1} />}>
            {t(messages.count)}
          </Button>
        </>
      )}
      {status === 'finished' && can('stock.approve') && (
        <Button onClick={() => setOpen('approve')}>{t(messages.approve)}</Button>
      )}
      {open === 'finish' && <FinishDialog stocktake={stocktake} onClose={close} />}
      {open === 'approve' && <ApproveDialog stocktake={stocktake} onClose={close} />}
      {open === 'cancel' && <CancelStocktakeDialog stocktake={stocktake} onClose={close} />}
    </>
  )
}

function DownloadButton({ stocktake: { id } }: { readonly stocktake: Stocktake }) {
  const t = useText()
  const read = useAction(api.exportStocktakeVariances, [])
  const download = useOnce(async () => {
    try {
      saveFile(await read.mutateAsync([id]), t(messages.fileName, { id: String(id) }), 'text/csv')
    } catch (error) {
      notifyError(error)
    }
  })
  return (
    <Button
      variant="default"
      leftSection={<Icon of={ArrowDownTrayIcon} size={1.1} />}
      loading={read.isPending}
      onClick={() => download()}
    >
      {t(messages.download)}
    </Button>
  )
}

type StepDialogProps = { readonly stocktake: Stocktake; readonly onClose: () => void }

function ApproveDialog({ stocktake: { id }, onClose }: StepDialogProps) {
  const t = useText()
  const approve = useAction(api.approveStocktake, STOCKTAKE_READS)
  return (
    <AskDialog
      title={t(messages.approveTitle)}
      hint={t(messages.approveHint)}
      act={t(messages.approve)}
      done={t(messages.wasApproved)}
      isPending={approve.isPending}
      onAct={() => approve.mutateAsync([id])}
      onClose={onClose}
    />
  )
}

function CancelStocktakeDialog({ stocktake: { id }, onClose }: StepDialogProps) {
  const t = useText()
  const cancel = useAction(api.cancelStocktake, STOCKTAKE_READS)
  return (
    <AskDialog
      title={t(messages.cancelTitle)}
      hint={t(messages.cancelHint)}
      act={t(messages.cancelIt)}
      done={t(messages.wasCancelled)}
      isPending={cancel.isPending}
      onAct={() => cancel.mutateAsync([id])}
      onClose={onClose}
      isLoss
    />
  )
}
