import { Alert, Button, Group, NumberInput, SimpleGrid, Stack, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { api, type StockLevel, useAction, useApi } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { Dialog, formErrors, Loaded, notifyDone, useOnce } from '../../ui/index.ts'
import { nameOf } from '../article-name.tsx'
import { messages as shared } from '../messages.ts'
import { notifyUnplaced } from '../notify-unplaced.ts'
import { readTyped } from '../quantity.ts'
import { QuantityField } from '../quantity-field.tsx'
import { useStoreNames } from '../store-names.ts'
import { messages } from './messages.ts'
import { STOCK_READS } from './stock-reads.ts'

type TargetsDialogProps = { readonly storeId: number; readonly variantId: number; readonly onClose: () => void }

/** What a store wants to have of an article, beside what its sales suggest. */
export function TargetsDialog({ storeId, variantId, onClose }: TargetsDialogProps) {
  const t = useText()
  const nameOfStore = useStoreNames()
  const level = useApi('getStockLevel', [storeId, variantId])
  return (
    <Dialog opened onClose={onClose} title={t(messages.levelsTitle, { store: nameOfStore(storeId) })}>
      <Loaded of={level}>{(found) => <TargetsForm level={found} onClose={onClose} />}</Loaded>
    </Dialog>
  )
}

type Typed = { readonly reorder_point: string; readonly target: string; readonly pack_size: string }

function TargetsForm({ level, onClose }: { readonly level: StockLevel; readonly onClose: () => void }) {
  const t = useText()
  const save = useAction(api.setStockTargets, STOCK_READS)
  const [typed, setTyped] = useState<Typed>({
    reorder_point: level.reorder_point ?? '',
    target: level.target ?? '',
    pack_size: level.pack_size ?? '',
  })
  const [days, setDays] = useState<number | string>(level.lead_time_days ?? '')
  const errors = save.error === null ? {} : formErrors(save.error)
  const isReadable = Object.values(typed).every((text) => text.trim() === '' || readTyped(text) !== null)
  const submit = useOnce(async () => {
    const wanted = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, readTyped(text)]))
    try {
      const body = { ...wanted, lead_time_days: days === '' ? null : Number(days) }
      await save.mutateAsync([level.store_id, level.variant_id, body])
      notifyDone(t(messages.levelsSaved))
      onClose()
    } catch (error) {
      notifyUnplaced(error, [...Object.keys(typed), 'lead_time_days'])
    }
  })
  const field = (name: keyof Typed) => ({
    value: typed[name],
    onChange: (text: string) => setTyped({ ...typed, [name]: text }),
    error: errors[name],
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack>
        <Words fw={600}>{nameOf(level)}</Words>
        <Suggestion level={level} onTake={(point, target) => setTyped({ ...typed, reorder_point: point, target })} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <QuantityField
            label={t(shared.reorderPoint)}
            description={t(messages.reorderHint)}
            {...field('reorder_point')}
          />
          <QuantityField label={t(shared.target)} description={t(messages.targetHint)} {...field('target')} />
          <QuantityField label={t(messages.packSize)} description={t(messages.packSizeHint)} {...field('pack_size')} />
          <NumberInput
            label={t(messages.leadTime)}
            description=" "
            value={days}
            onChange={setDays}
            allowDecimal={false}
            allowNegative={false}
            error={errors.lead_time_days}
          />
        </SimpleGrid>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(shared.cancel)}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!isReadable}>
            {t(shared.save)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type SuggestionProps = { readonly level: StockLevel; readonly onTake: (point: string, target: string) => void }

function Suggestion({ level: { suggestion }, onTake }: SuggestionProps) {
  const t = useText()
  const format = useFormat()
  const { reorder_point: point, target, daily_sales: daily, days } = suggestion
  if (point === null || target === null) {
    return (
      <Words size="sm" c="dimmed">
        {t(messages.noSuggestion)}
      </Words>
    )
  }
  return (
    <Alert color="sapin" variant="light" p="sm">
      <Group justify="space-between" gap="xs">
        <Words size="sm" flex={1}>
          {t(messages.suggestion, {
            daily: format.number(daily, 1),
            days,
            point: format.number(point),
            target: format.number(target),
          })}
        </Words>
        <Button size="compact-sm" variant="light" onClick={() => onTake(point, target)}>
          {t(messages.takeSuggestion)}
        </Button>
      </Group>
    </Alert>
  )
}
