import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Dialog } from '../../ui/index.ts'
import { CategorySelect } from '../category-select.tsx'
import { ROUNDINGS, type Rounding, typedDecimal } from '../decimals.ts'
import { messages as common } from '../messages.ts'
import type { BulkChange } from './bulk-change.ts'
import { BulkProgress } from './bulk-progress.tsx'
import { messages } from './messages.ts'
import { changeProducts } from './run-bulk.ts'
import { useBulk } from './use-bulk.ts'

type BulkDialogProps = {
  readonly ids: readonly number[]
  readonly onClose: () => void
  readonly onDone: () => void
}

type Wanted = { category: number | null; active: string; featured: string; percent: string; rounding: Rounding }

const NOTHING: Wanted = { category: null, active: '', featured: '', percent: '', rounding: 'cent' }
const MOST_PERCENT = 1000

/** What many products are to become at once; what is left empty stays. */
export function BulkChangeDialog({ ids, onClose, onDone }: BulkDialogProps) {
  const t = useText()
  const [wanted, setWanted] = useState(NOTHING)
  const { progress, refusals, run } = useBulk(messages.changed, { onClose, onDone })
  const set = (patch: Partial<Wanted>) => setWanted((before) => ({ ...before, ...patch }))
  const percent = typedDecimal(wanted.percent.replace('−', '-').replace('%', ''))
  const isBadPercent =
    percent !== '' &&
    !(/^-?\d+(\.\d{1,4})?$/.test(percent) && Number(percent) >= -100 && Number(percent) <= MOST_PERCENT)
  const change = toChange(wanted, percent)
  const isVain = Object.keys(change).length === 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // A percentage that is applied once more would raise again what is raised already.
    if (!isVain && !isBadPercent && refusals.length === 0)
      void run((onProgress) => changeProducts(api, { ids, wanted: change }, onProgress))
  }
  const flag = (yes: string, no: string) => [
    { value: '', label: t(messages.unchanged) },
    { value: 'true', label: yes },
    { value: 'false', label: no },
  ]
  return (
    <Dialog opened onClose={onClose} title={t(messages.changeMany, { count: ids.length })}>
      <form onSubmit={submit}>
        <Stack>
          <PriceChange wanted={wanted} set={set} error={isBadPercent ? t(messages.badPercent) : null} />
          <CategorySelect
            label={t(messages.moveTo)}
            description={t(messages.moveToHint)}
            placeholder={t(messages.unchanged)}
            value={wanted.category}
            onChange={(category) => set({ category })}
          />
          <Select
            label={t(messages.state)}
            data={flag(t(messages.putOnSale), t(messages.takeOffSale))}
            value={wanted.active}
            onChange={(active) => set({ active: active ?? '' })}
            allowDeselect={false}
          />
          <Select
            label={t(common.featured)}
            data={flag(t(messages.feature), t(messages.unfeature))}
            value={wanted.featured}
            onChange={(featured) => set({ featured: featured ?? '' })}
            allowDeselect={false}
          />
          <BulkProgress progress={progress} refusals={refusals} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(refusals.length > 0 ? messages.close : common.cancel)}
            </Button>
            {refusals.length === 0 && (
              <Button type="submit" loading={progress !== null} disabled={isVain || isBadPercent}>
                {t(messages.apply)}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

type PriceChangeProps = {
  readonly wanted: Wanted
  readonly set: (patch: Partial<Wanted>) => void
  readonly error: string | null
}

function PriceChange({ wanted, set, error }: PriceChangeProps) {
  const t = useText()
  const names = { cent: messages.roundCent, five: messages.roundFive, ninety_nine: messages.roundNinetyNine }
  return (
    <Group grow align="flex-start">
      <TextInput
        label={t(messages.pricePercent)}
        description={t(messages.pricePercentHint)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        inputMode="decimal"
        data-autofocus
        value={wanted.percent}
        onChange={({ currentTarget }) => set({ percent: currentTarget.value })}
        error={error}
      />
      <Select
        label={t(messages.rounding)}
        data={ROUNDINGS.map((rounding) => ({ value: rounding, label: t(names[rounding]) }))}
        value={wanted.rounding}
        onChange={(rounding) => set({ rounding: (rounding ?? 'cent') as Rounding })}
        allowDeselect={false}
      />
    </Group>
  )
}

function toChange({ category, active, featured, rounding }: Wanted, percent: string): BulkChange {
  return {
    ...(category !== null && { category_id: category }),
    ...(active !== '' && { is_active: active === 'true' }),
    ...(featured !== '' && { is_featured: featured === 'true' }),
    ...(percent !== '' && { price: { percent, rounding } }),
  }
}
