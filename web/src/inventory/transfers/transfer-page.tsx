import { PrinterIcon } from '@heroicons/react/24/outline'
import { Button, Card, Group, Title, Text as Words } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { type Transfer, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Icon, Loaded, Page, useUrlState } from '../../ui/index.ts'
import { messages as shared } from '../messages.ts'
import { messages } from './messages.ts'
import { CancelDialog } from './steps/cancel-dialog.tsx'
import { ChangeRequest } from './steps/change-request.tsx'
import { SettleDialog } from './steps/settle-dialog.tsx'
import { StepForm } from './steps/step-form.tsx'
import { isStep } from './steps/step-plan.ts'
import { TransferBadge } from './transfer-badge.tsx'
import { TransferLines } from './transfer-lines.tsx'
import { TRANSFER_ACTIONS, type TransferAction } from './transfer-states.ts'
import { TransferTimeline } from './transfer-timeline.tsx'
import classes from './transfers.module.css'

/** One transfer, and the step of it that one takes (`?step=receive`). */
export default function TransferPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const transfer = useApi('getTransfer', [Number(id)])
  return <Loaded of={transfer}>{(found) => <TransferDetail transfer={found} />}</Loaded>
}

function TransferDetail({ transfer }: { readonly transfer: Transfer }) {
  const t = useText()
  const [{ step }, change] = useUrlState()
  const close = () => change({ step: undefined })
  const taken = transfer.actions.find((action) => action === step)
  const { source_name: source, destination_name: destination, reference, note } = transfer
  return (
    <Page
      title={t(messages.fromTo, { source, destination })}
      lead={[t(messages.number, { id: String(transfer.id) }), reference, note].filter(Boolean).join(' · ')}
      crumbs={[{ label: t(shared.transfers), to: '/transfers' }]}
      actions={
        <Actions transfer={transfer} taken={taken} onTake={(action) => change({ step: action }, { isStep: true })} />
      }
    >
      {taken !== undefined && isStep(taken) ? (
        <StepForm key={taken} transfer={transfer} step={taken} onDone={close} />
      ) : taken === 'change' ? (
        <ChangeRequest transfer={transfer} onDone={close} />
      ) : (
        <div className={classes.detail}>
          <TransferLines transfer={transfer} />
          <Card component="aside" aria-labelledby="steps">
            <Group justify="space-between" mb="sm">
              <Title order={2} size="h3" id="steps">
                {t(messages.steps)}
              </Title>
              <TransferBadge status={transfer.status} />
            </Group>
            <TransferTimeline transfer={transfer} />
          </Card>
        </div>
      )}
      {taken === 'settle' && <SettleDialog transfer={transfer} onClose={close} />}
      {taken === 'cancel' && <CancelDialog transfer={transfer} onClose={close} />}
      {transfer.lines.length === 0 && <Words c="dimmed">{t(messages.noLines)}</Words>}
    </Page>
  )
}

type ActionsProps = {
  readonly transfer: Transfer
  readonly taken: TransferAction | undefined
  readonly onTake: (action: TransferAction | undefined) => void
}

const isPickable = ({ status }: Transfer): boolean => ['requested', 'approved', 'picking'].includes(status)

/** The steps that the reader may take now, as the API says; the one that brings it further stands out. */
function Actions({ transfer, taken, onTake }: ActionsProps) {
  const t = useText()
  const { can } = useSession()
  if (taken !== undefined && taken !== 'settle' && taken !== 'cancel') {
    return (
      <Button variant="default" onClick={() => onTake(undefined)}>
        {t(messages.back)}
      </Button>
    )
  }
  const open = (Object.keys(TRANSFER_ACTIONS) as TransferAction[]).filter((action) => transfer.actions.includes(action))
  const [main] = open
  return (
    <>
      {can('transfers.ship') && isPickable(transfer) && (
        <Button
          component={Link}
          to={`/transfers/${transfer.id}/pick-list`}
          variant="default"
          leftSection={<Icon of={PrinterIcon} size={1.1} />}
        >
          {t(messages.pickList)}
        </Button>
      )}
      {open.toReversed().map((action) => (
        <Button
          key={action}
          variant={action === main && action !== 'cancel' ? 'filled' : action === 'cancel' ? 'subtle' : 'default'}
          {...(action === 'cancel' && { color: 'brique' })}
          onClick={() => onTake(action)}
        >
          {t(TRANSFER_ACTIONS[action])}
        </Button>
      ))}
    </>
  )
}
