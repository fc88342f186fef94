import { Autocomplete, Button, Group, SegmentedControl, Stack, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { api, type ListedStock, useAction } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { Dialog, formErrors, useOnce, useRequestKeys, useUndo } from '../../ui/index.ts'
import { nameOf } from '../article-name.tsx'
import { messages as shared } from '../messages.ts'
import { notifyUnplaced } from '../notify-unplaced.ts'
import { add, isZero, negate, readTyped, subtract } from '../quantity.ts'
import { QuantityField } from '../quantity-field.tsx'
import { useStoreNames } from '../store-names.ts'
import { messages } from './messages.ts'
import { STOCK_READS } from './stock-reads.ts'

type Mode = 'counted' | 'changed'

const REASONS = [
  messages.reasonBroken,
  messages.reasonStolen,
  messages.reasonExpired,
  messages.reasonUsed,
  messages.reasonFound,
]

type AdjustDialogProps = {
  readonly level: ListedStock & { readonly variant_id: number; readonly store_id: number }
  readonly onClose: () => void
}

/** Says what is really there, or what came or went, and why. */
export function AdjustDialog({ level, onClose }: AdjustDialogProps) {
  const t = useText()
  const format = useFormat()
  const nameOfStore = useStoreNames()
  const [mode, setMode] = useState<Mode>('counted')
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState(t(messages.reasonCounted))
  const { save, errors, isPending } = useAdjustment(level, onClose)
  const quantity = readTyped(typed)
  const before = level.on_hand ?? '0'
  const after = quantity === null ? null : mode === 'counted' ? quantity : add(before, quantity)
  const choose = (next: Mode) => {
    setMode(next)
    setReason(next === 'counted' ? t(messages.reasonCounted) : '')
  }
  const submit = () => {
    if (quantity === null || after === null) return
    save({ [mode === 'counted' ? 'on_hand' : 'delta']: quantity, reason }, after)
  }
  return (
    <Dialog opened onClose={onClose} title={t(messages.adjustTitle, { store: nameOfStore(level.store_id) })}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack>
          <Words fw={600}>{nameOf(level)}</Words>
          <SegmentedControl
            aria-label={t(messages.adjust)}
            data={[
              { value: 'counted', label: t(messages.counted) },
              { value: 'changed', label: t(messages.changed) },
            ]}
            value={mode}
            onChange={(value) => choose(value as Mode)}
            fullWidth
          />
          <QuantityField
            label={t(mode === 'counted' ? messages.countedQuantity : messages.change)}
            description={mode === 'changed' ? t(messages.changeHint) : undefined}
            value={typed}
            onChange={setTyped}
            error={errors.on_hand ?? errors.delta}
            size="lg"
            data-autofocus
            required
          />
          <Words size="sm" c="dimmed" aria-live="polite" mih="1.4rem">
            {after !== null && t(messages.becomes, { before: format.number(before), after: format.number(after) })}
          </Words>
          <Autocomplete
            label={t(shared.reason)}
            data={REASONS.map((text) => t(text))}
            value={reason}
            onChange={setReason}
            error={errors.reason}
            required
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(shared.cancel)}
            </Button>
            <Button type="submit" loading={isPending} disabled={after === null || reason.trim() === ''}>
              {t(shared.save)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

type Change = { readonly on_hand?: string; readonly delta?: string; readonly reason: string }

/** Writes the change, and offers to take it back by the opposite one. */
function useAdjustment(level: AdjustDialogProps['level'], onDone: () => void) {
  const t = useText()
  const format = useFormat()
  const offerUndo = useUndo()
  const adjust = useAction(api.adjustStock, STOCK_READS)
  const keys = useRequestKeys()
  const { variant_id: variantId, store_id: storeId } = level
  const save = useOnce(async (change: Change, after: string) => {
    try {
      const asked = { store_id: storeId, ...change }
      const options = { idempotencyKey: keys.keyOf([variantId, asked]) }
      const { movement, on_hand: onHand } = await adjust.mutateAsync([variantId, asked, options])
      keys.renew()
      onDone()
      const before = movement === null ? onHand : subtract(onHand, movement.quantity)
      const done = t(messages.adjusted, {
        name: nameOf(level),
        before: format.number(before),
        after: format.number(movement === null ? after : onHand),
      })
      if (movement === null || isZero(movement.quantity)) return
      const reason = t(messages.undoReason, { reason: change.reason })
      const opposite = { store_id: storeId, delta: negate(movement.quantity), reason }
      offerUndo(done, () => adjust.mutateAsync([variantId, opposite]))
    } catch (error) {
      notifyUnplaced(error, ['on_hand', 'delta', 'reason'])
    }
  })
  return { save, errors: adjust.error === null ? {} : formErrors(adjust.error), isPending: adjust.isPending }
}
