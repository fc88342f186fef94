import { SegmentedControl, Select } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import type { ReportFields } from '../fields/use-fields.ts'
import { messages } from '../messages.ts'
import { choiceFault } from '../scope/address-faults.ts'
import { filteredStores } from '../scope/covered-stores.ts'
import { ScopeToolbar } from '../scope/scope-toolbar.tsx'
import type { ScopeControl } from '../scope/use-scope.ts'
import { narrow } from './drill.ts'
import type { SalesView } from './sales-question.ts'

type SalesToolbarProps = { readonly control: ScopeControl; readonly view: SalesView; readonly fields: ReportFields }

const NONE = 'none'

/** Days, stores, what the rows stand for, and what they are beside. */
export function SalesToolbar({ control, view, fields }: SalesToolbarProps) {
  const t = useText()
  const { change } = control
  const used = view.path.map(({ dimension }) => dimension)
  const dimensions = fields.dimensions
    .filter(({ name }) => name === view.groupBy || !used.includes(name))
    .map(({ name, label }) => ({ value: name as string, label }))
  const { filters } = narrow(control.scope.period, view.path)
  const isByWeek = view.groupBy === 'week' || view.groupBy === 'weekday'
  const comparisons = [
    { value: NONE, label: t(messages.noComparison) },
    { value: 'previous_period', label: t(messages.previousPeriod) },
    { value: 'previous_year', label: t(messages.previousYear) },
  ]
  const all = fields.dimensions.map(({ name, label }) => ({ value: name as string, label }))
  const faults = [
    choiceFault(control.url, 'group_by', all, view.groupBy),
    choiceFault(control.url, 'compare', comparisons, view.compare ?? NONE),
  ]
  return (
    <ScopeToolbar control={control} filtered={filteredStores(filters)} faults={faults}>
      <Select
        label={t(messages.groupBy)}
        data={dimensions}
        value={view.groupBy}
        onChange={(value) => change({ group_by: value ?? undefined, sort: undefined })}
        allowDeselect={false}
        searchable
        w={{ base: '10.4rem', xs: '11.5rem' }}
      />
      <Select
        label={t(messages.compareWith)}
        data={comparisons}
        value={view.compare ?? NONE}
        onChange={(value) => change({ compare: value === NONE || value === null ? undefined : value })}
        allowDeselect={false}
        w={{ base: '10.4rem', xs: '11.5rem' }}
      />
      {isByWeek && (
        <SegmentedControl
          aria-label={t(messages.weekStart)}
          data={[
            { value: 'monday', label: t(messages.fromMonday) },
            { value: 'sunday', label: t(messages.fromSunday) },
          ]}
          value={view.weekStart}
          onChange={(value) => change({ week_start: value === 'monday' ? undefined : value })}
        />
      )}
    </ScopeToolbar>
  )
}
