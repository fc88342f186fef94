import { Timeline, Text as Words } from '@mantine/core'
import type { Transfer } from '../../api/index.ts'
import { type Text, useFormat, useText } from '../../i18n/index.ts'
import { nameOf } from '../article-name.tsx'
import { messages as shared } from '../messages.ts'
import { sum } from '../quantity.ts'
import { messages } from './messages.ts'
import { STEP_KINDS, type TransferStatus } from './transfer-states.ts'

type Step = Transfer['steps'][number]
type Entry = Step['entries'][number]

/** Kinds that tell of a difference: each is told by article, the others by their sum. */
const TOLD: Readonly<Partial<Record<Entry['kind'], Text>>> = {
  surplus: messages.surplus,
  returned: messages.returned,
  lost: messages.lost,
}

/** Whom a transfer waits for. */
const WAITS_FOR: Readonly<
  Partial<Record<TransferStatus, { readonly text: Text; readonly end: 'source' | 'destination' }>>
> = {
  requested: { text: messages.nextApprove, end: 'source' },
  approved: { text: messages.nextShip, end: 'source' },
  picking: { text: messages.nextShip, end: 'source' },
  shipped: { text: messages.nextReceive, end: 'destination' },
  partially_received: { text: messages.nextReceive, end: 'destination' },
}

/** Who did what, when and why; and whom it waits for now. */
export function TransferTimeline({ transfer }: { readonly transfer: Transfer }) {
  const t = useText()
  const format = useFormat()
  const { steps, status } = transfer
  const next = WAITS_FOR[status]
  return (
    <Timeline active={steps.length - 1} bulletSize={14} lineWidth={2} color="sapin">
      {steps.map((step) => (
        <Timeline.Item key={step.step} title={t(STEP_KINDS[step.kind])}>
          <Words size="xs" c="dimmed">
            {format.date(step.recorded_at, 'moment')} · {step.actor_name}
          </Words>
          <StepEntries step={step} transfer={transfer} />
          {step.note !== null && <Words size="sm">{step.note}</Words>}
        </Timeline.Item>
      ))}
      {next !== undefined && (
        <Timeline.Item
          lineVariant="dashed"
          title={
            <Words c="dimmed" size="sm">
              {t(next.text, { store: next.end === 'source' ? transfer.source_name : transfer.destination_name })}
            </Words>
          }
        />
      )}
    </Timeline>
  )
}

function StepEntries({ step, transfer }: { readonly step: Step; readonly transfer: Transfer }) {
  const t = useText()
  const format = useFormat()
  const usual = step.entries.filter(({ kind }) => TOLD[kind] === undefined)
  const units = sum(usual.map(({ quantity }) => quantity))
  const told = step.entries.filter(({ kind }) => TOLD[kind] !== undefined)
  return (
    <>
      {usual.length > 0 && (
        <Words size="xs">
          {t(messages.articles, { count: usual.length })} ·{' '}
          {t(messages.units, { count: Number(units), quantity: format.number(units) })}
        </Words>
      )}
      {told.map(({ variant_id: id, kind, quantity, reason }) => {
        const line = transfer.lines.find((candidate) => candidate.variant_id === id)
        const label = TOLD[kind]
        return (
          <Words key={`${id}-${kind}`} size="xs">
            {t(messages.told, {
              what: label === undefined ? '' : t(label),
              quantity: format.number(quantity),
              name: line === undefined ? t(shared.article) : nameOf(line),
            })}
            {reason !== null && ` (${reason})`}
          </Words>
        )
      })}
    </>
  )
}
