import { Card, Group, MultiSelect, NumberInput, SegmentedControl, Select, Stack, Text as Words } from '@mantine/core'
import { useChosenStore, useStores } from '../../app/store-choice.tsx'
import { useText } from '../../i18n/index.ts'
import { PeriodField, periodOf, todayOf } from '../../ui/period/index.ts'
import type { ReportFields } from '../fields/use-fields.ts'
import { CurrencyField, StoresField } from '../scope/scope-toolbar.tsx'
import { CompareField } from './compare-field.tsx'
import classes from './custom.module.css'
import { type Definition, sentencesAt } from './definition.ts'
import { DimensionsField } from './dimensions-field.tsx'
import { FiltersField } from './filters-field.tsx'
import { messages } from './messages.ts'

export type DefinitionPartProps = {
  readonly definition: Definition
  readonly set: (patch: Partial<Definition>) => void
  readonly fields: ReportFields
  readonly errors: Readonly<Record<string, readonly string[]>>
}

const ROWS_MAX = 10_000

/** Everything that a custom report may be asked; what the API refuses stands at its part. */
export function CustomForm(props: DefinitionPartProps) {
  const { definition, set, errors } = props
  const t = useText()
  const [chosen] = useChosenStore()
  const above = useStores().find(({ id }) => id === chosen)?.name
  const isByWeek = definition.dimensions.some((name) => name === 'week' || name === 'weekday')
  return (
    <Card className={classes.form} component="section" aria-label={t(messages.form)}>
      <Stack gap="md">
        <DimensionsField {...props} />
        <MeasuresField {...props} />
        <DaysField {...props} />
        <StoresField
          stores={definition.store_id === undefined ? null : String(definition.store_id)}
          onChange={(ids) => set({ store_id: ids ?? undefined })}
          isWide
          placeholder={above === undefined ? undefined : t(messages.storeAbove, { name: above })}
          error={sentencesAt(errors, 'store_id')}
        />
        <CurrencyField
          currency={definition.currency ?? null}
          onChange={(currency) => set({ currency: currency ?? undefined })}
        />
        <CompareField {...props} />
        <FiltersField {...props} />
        <OrderField {...props} />
        {isByWeek && (
          <SegmentedControl
            aria-label={t(messages.weekStart)}
            data={[
              { value: 'monday', label: t(messages.fromMonday) },
              { value: 'sunday', label: t(messages.fromSunday) },
            ]}
            value={definition.week_start ?? 'monday'}
            onChange={(value) => set({ week_start: value === 'sunday' ? 'sunday' : undefined })}
          />
        )}
        <NumberInput
          label={t(messages.limit)}
          description={t(messages.limitHint)}
          min={1}
          max={ROWS_MAX}
          clampBehavior="strict"
          allowDecimal={false}
          value={definition.limit ?? ''}
          onChange={(value) => set({ limit: typeof value === 'number' ? value : undefined })}
          error={sentencesAt(errors, 'limit')}
        />
      </Stack>
    </Card>
  )
}

function MeasuresField({ definition, set, fields, errors }: DefinitionPartProps) {
  const t = useText()
  const meaningOf = (name: string) => fields.measures.find((field) => field.name === name)?.meaning
  return (
    <MultiSelect
      label={t(messages.measures)}
      data={fields.measures.map(({ name, label }) => ({ value: name, label }))}
      value={[...definition.measures]}
      // The last one stays: a report without measures is none.
      onChange={(names) => names.length > 0 && set({ measures: names as Definition['measures'] })}
      renderOption={({ option }) => (
        <span>
          {option.label}
          <span className={classes.option}>{meaningOf(option.value)}</span>
        </span>
      )}
      searchable
      hidePickedOptions
      error={sentencesAt(errors, 'measures')}
    />
  )
}

/** A period by its name goes with the calendar whenever the report is opened; without any it is the last thirty days. */
function DaysField({ definition, set, errors }: DefinitionPartProps) {
  const t = useText()
  const today = todayOf()
  const { date_from: from, date_to: to, period: name = 'last_30_days' } = definition
  const isMoving = from === undefined || to === undefined
  const error = ['period', 'date_from', 'date_to'].map((path) => sentencesAt(errors, path)).find(Boolean)
  return (
    <Stack gap={4}>
      <PeriodField
        period={isMoving ? periodOf(name, today) : { date_from: from, date_to: to }}
        name={isMoving ? name : null}
        onName={(period) => set({ period, date_from: undefined, date_to: undefined })}
        onDates={(dates) => set({ ...dates, period: undefined })}
      />
      <Words size="xs" c={error === undefined ? 'dimmed' : 'var(--bad)'}>
        {error ?? t(isMoving ? messages.daysMove : messages.daysStay)}
      </Words>
    </Stack>
  )
}

const USUAL = 'usual'

function OrderField({ definition, set, fields, errors }: DefinitionPartProps) {
  const t = useText()
  const [first = ''] = (definition.sort ?? '').split(',')
  const isDescending = first.startsWith('-')
  const name = first.replace(/^-/, '')
  const labelOf = (wanted: string) =>
    [...fields.dimensions, ...fields.measures].find((field) => field.name === wanted)?.label ?? wanted
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <Select
        label={t(messages.order)}
        data={[
          { value: USUAL, label: t(messages.usualOrder) },
          ...[...definition.dimensions, ...definition.measures].map((value) => ({
            value: value as string,
            label: labelOf(value),
          })),
        ]}
        value={name === '' ? USUAL : name}
        onChange={(value) => set({ sort: value === USUAL || value === null ? undefined : `-${value}` })}
        allowDeselect={false}
        flex={1}
        error={sentencesAt(errors, 'sort')}
      />
      {name !== '' && (
        <SegmentedControl
          aria-label={t(messages.direction)}
          data={[
            { value: 'down', label: t(messages.largestFirst) },
            { value: 'up', label: t(messages.smallestFirst) },
          ]}
          value={isDescending ? 'down' : 'up'}
          onChange={(value) => set({ sort: value === 'down' ? `-${name}` : name })}
        />
      )}
    </Group>
  )
}
