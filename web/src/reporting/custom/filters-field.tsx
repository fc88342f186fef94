import { PlusIcon, XMarkIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Button, Fieldset, Group, MultiSelect, Select, Stack, Text as Words } from '@mantine/core'
import { useApi } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Icon } from '../../ui/index.ts'
import { toldOf } from '../answer.ts'
import type { Dimension } from '../fields/use-fields.ts'
import classes from './custom.module.css'
import type { DefinitionPartProps } from './custom-form.tsx'
import { type Definition, type DefinitionFilter, readKey, sentencesAt, writeKey } from './definition.ts'
import { messages } from './messages.ts'

/** As many values as all filters together may have. */
const VALUES_MAX = 200

/** Only what has one of these values is counted. */
export function FiltersField({ definition, set, fields, errors }: DefinitionPartProps) {
  const t = useText()
  const filters = definition.filters ?? []
  const used = filters.map(({ dimension }) => dimension as Dimension)
  const free = fields.dimensions.filter((field) => field.is_filter && !used.includes(field.name))
  const [next] = free
  const put = (changed: readonly DefinitionFilter[]) => set({ filters: [...changed] })
  const add = () =>
    next !== undefined && put([...filters, { dimension: next.name as DefinitionFilter['dimension'], values: [] }])
  const error = sentencesAt({ filters: errors.filters ?? [] }, 'filters')
  return (
    <Fieldset legend={t(messages.filters)}>
      <Stack gap="xs">
        {filters.map((filter, place) => (
          <FilterField
            key={filter.dimension}
            filter={filter}
            definition={definition}
            choices={fields.dimensions.filter((field) => field.name === filter.dimension || free.includes(field))}
            error={sentencesAt(errors, `filters.${place}`)}
            onChange={(changed) => put(filters.with(place, changed))}
            onRemove={() => put(filters.filter((other) => other !== filter))}
          />
        ))}
        {next !== undefined && (
          <Button variant="subtle" size="compact-sm" leftSection={<Icon of={PlusIcon} size={0.9} />} onClick={add}>
            {t(messages.addFilter)}
          </Button>
        )}
        {error && (
          <Words size="xs" c="var(--bad)" role="alert">
            {error}
          </Words>
        )}
      </Stack>
    </Fieldset>
  )
}

type FilterFieldProps = {
  readonly filter: DefinitionFilter
  readonly definition: Definition
  readonly choices: readonly { readonly name: string; readonly label: string }[]
  readonly error: string | undefined
  readonly onChange: (filter: DefinitionFilter) => void
  readonly onRemove: () => void
}

function FilterField({ filter, definition, choices, error, onChange, onRemove }: FilterFieldProps) {
  const t = useText()
  const { dimension, values } = filter
  const label = choices.find(({ name }) => name === dimension)?.label ?? dimension
  return (
    <Stack gap={6} className={classes.filter}>
      <Group gap={4} wrap="nowrap">
        <Select
          aria-label={t(messages.filterBy)}
          data={choices.map((choice) => ({ value: choice.name, label: choice.label }))}
          value={dimension}
          onChange={(name) =>
            name !== null && onChange({ dimension: name as DefinitionFilter['dimension'], values: [] })
          }
          allowDeselect={false}
          flex={1}
        />
        <ActionIcon aria-label={t(messages.remove, { name: label })} onClick={onRemove}>
          <Icon of={XMarkIcon} size={1} />
        </ActionIcon>
      </Group>
      <MultiSelect
        aria-label={t(messages.valuesOf, { name: label })}
        placeholder={values.length === 0 ? t(messages.chooseValues) : undefined}
        data={useValues(filter, definition)}
        value={values.map(writeKey)}
        onChange={(texts) => onChange({ dimension, values: texts.map(readKey) })}
        maxValues={VALUES_MAX}
        searchable
        error={error}
      />
    </Stack>
  )
}

/** What there is of a dimension in the days and stores of the report, the most sold first; and what is chosen already. */
function useValues({ dimension, values }: DefinitionFilter, definition: Definition) {
  const { period, date_from, date_to, store_id } = definition
  const question = {
    period,
    date_from,
    date_to,
    store_id,
    dimensions: [dimension],
    measures: ['net' as const],
    limit: VALUES_MAX,
  }
  const told = toldOf(useApi('reportCustom', [question], { staleTime: 60_000 }).data)
  const options = new Map<string, string>()
  for (const block of [told, ...(told?.currencies ?? [])]) {
    for (const { keys, labels } of block?.rows ?? []) {
      options.set(writeKey(keys[dimension] ?? null), labels[dimension] ?? '')
    }
  }
  for (const value of values) if (!options.has(writeKey(value))) options.set(writeKey(value), String(value))
  return [...options].map(([value, label]) => ({ value, label }))
}
