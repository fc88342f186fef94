import { Button, Card, Group, SegmentedControl, Stack, TextInput, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { api, type Transfer, useAction } from '../../../api/index.ts'
import { useSession } from '../../../app/session.tsx'
import { useText } from '../../../i18n/index.ts'
import { Dialog, formErrors, notifyDone, useOnce } from '../../../ui/index.ts'
import { nameOf } from '../../article-name.tsx'
import { messages as shared } from '../../messages.ts'
import { notifyUnplaced } from '../../notify-unplaced.ts'
import { isPositive, readTyped } from '../../quantity.ts'
import { QuantityField } from '../../quantity-field.tsx'
import { TRANSFER_READS } from '../transfer-reads.ts'
import { messages } from './messages.ts'

type Outcome = 'returned' | 'lost'
type Settlement = { readonly outcome: Outcome | 'none'; readonly quantity: string; readonly reason: string }
type Line = Transfer['lines'][number]

/** What became of the goods that did not arrive: the source has them again, or nobody has. */
export function SettleDialog({ transfer, onClose }: { readonly transfer: Transfer; readonly onClose: () => void }) {
  const t = useText()
  const missing = transfer.lines.filter((line) => isPositive(line.in_transit))
  const [given, setGiven] = useState<Readonly<Record<number, Settlement>>>(() =>
    Object.fromEntries(
      missing.map((line) => [line.variant_id, { outcome: 'none', quantity: line.in_transit, reason: '' }] as const),
    ),
  )
  const settled = missing.filter((line) => given[line.variant_id]?.outcome !== 'none')
  const settle = useAction(api.settleTransfer, TRANSFER_READS)
  const errors = settle.error === null ? {} : formErrors(settle.error)
  const isReady =
    settled.length > 0 &&
    settled.every(({ variant_id: id }) => {
      const { quantity = '', reason = '' } = given[id] ?? {}
      return reason.trim() !== '' && isPositive(readTyped(quantity) ?? '0')
    })
  const submit = useOnce(async () => {
    const lines = settled.flatMap(({ variant_id }) => {
      const { outcome = 'none', quantity = '', reason = '' } = given[variant_id] ?? {}
      return outcome === 'none' ? [] : [{ variant_id, outcome, quantity: readTyped(quantity) ?? quantity, reason }]
    })
    try {
      await settle.mutateAsync([transfer.id, { lines }])
      notifyDone(t(messages.settled))
      onClose()
    } catch (error) {
      notifyUnplaced(error, Object.keys(errors))
    }
  })
  return (
    <Dialog opened onClose={onClose} title={t(messages.settleTitle)} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack>
          <Words c="dimmed">{t(messages.settleHint)}</Words>
          {missing.map((line) => (
            <SettleLine
              key={line.variant_id}
              line={line}
              value={given[line.variant_id]}
              error={errors[`lines.${settled.indexOf(line)}.quantity`]}
              onChange={(value) => setGiven({ ...given, [line.variant_id]: value })}
            />
          ))}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(shared.cancel)}
            </Button>
            <Button type="submit" loading={settle.isPending} disabled={!isReady}>
              {t(messages.settle)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

type SettleLineProps = {
  readonly line: Line
  readonly value: Settlement | undefined
  readonly error: string | undefined
  readonly onChange: (value: Settlement) => void
}

function SettleLine({ line, value, error, onChange }: SettleLineProps) {
  const t = useText()
  const { can } = useSession()
  if (value === undefined) return null
  const name = nameOf(line)
  // Who receives takes goods back; that they are lost is for a manager to say.
  const outcomes = [
    { value: 'none', label: t(messages.stillUnderWay) },
    ...(can('transfers.receive') ? [{ value: 'returned', label: t(messages.wasReturned) }] : []),
    ...(can('transfers.approve') ? [{ value: 'lost', label: t(messages.wasLost) }] : []),
  ]
  return (
    <Card>
      <Stack gap="xs">
        <Words fw={600}>{name}</Words>
        <SegmentedControl
          aria-label={t(messages.outcomeOf, { name })}
          data={outcomes}
          value={value.outcome}
          onChange={(outcome) => onChange({ ...value, outcome: outcome as Settlement['outcome'] })}
          fullWidth
        />
        {value.outcome !== 'none' && (
          <Group align="flex-start" grow preventGrowOverflow={false}>
            <QuantityField
              aria-label={t(messages.quantityOf, { name })}
              value={value.quantity}
              onChange={(quantity) => onChange({ ...value, quantity })}
              error={error}
              w="6rem"
              flex="0 0 auto"
            />
            <TextInput
              aria-label={t(messages.reasonOf, { name })}
              placeholder={t(shared.reason)}
              value={value.reason}
              onChange={({ currentTarget }) => onChange({ ...value, reason: currentTarget.value })}
              required
            />
          </Group>
        )}
      </Stack>
    </Card>
  )
}
