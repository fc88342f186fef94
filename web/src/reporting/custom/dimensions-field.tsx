import { ArrowUpIcon, PlusIcon, XMarkIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Button, Fieldset, Group, Select, Stack, Text as Words } from '@mantine/core'
import { useText } from '../../i18n/index.ts'
import { Icon } from '../../ui/index.ts'
import type { Dimension } from '../fields/use-fields.ts'
import type { DefinitionPartProps } from './custom-form.tsx'
import { DIMENSIONS_MAX, moveUp, sentencesAt } from './definition.ts'
import { messages } from './messages.ts'

/** What the rows stand for, one within the other. */
export function DimensionsField({ definition, set, fields, errors }: DefinitionPartProps) {
  const t = useText()
  const { dimensions } = definition
  const free = fields.dimensions.filter(({ name }) => !dimensions.includes(name))
  const [next] = free
  const error = sentencesAt(errors, 'dimensions')
  const replace = (place: number, name: string | null) =>
    name !== null && set({ dimensions: dimensions.with(place, name as Dimension) })
  return (
    <Fieldset legend={t(messages.dimensions)}>
      <Stack gap="xs">
        {dimensions.map((dimension, place) => {
          const label = fields.dimensions.find(({ name }) => name === dimension)?.label ?? dimension
          return (
            <Group key={dimension} gap={4} wrap="nowrap">
              <Select
                aria-label={t(messages.dimension, { place: place + 1 })}
                data={fields.dimensions
                  .filter(({ name }) => name === dimension || !dimensions.includes(name))
                  .map((field) => ({ value: field.name as string, label: field.label }))}
                value={dimension}
                onChange={(name) => replace(place, name)}
                allowDeselect={false}
                searchable
                flex={1}
              />
              {place > 0 && (
                <ActionIcon
                  aria-label={t(messages.moveUp, { name: label })}
                  onClick={() => set({ dimensions: moveUp(dimensions, place) })}
                >
                  <Icon of={ArrowUpIcon} size={1} />
                </ActionIcon>
              )}
              <ActionIcon
                aria-label={t(messages.remove, { name: label })}
                onClick={() => set({ dimensions: dimensions.filter((name) => name !== dimension) })}
              >
                <Icon of={XMarkIcon} size={1} />
              </ActionIcon>
            </Group>
          )
        })}
        {dimensions.length === 0 && (
          <Words size="sm" c="dimmed">
            {t(messages.totalsOnly)}
          </Words>
        )}
        {dimensions.length < DIMENSIONS_MAX && next !== undefined && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Icon of={PlusIcon} size={0.9} />}
            onClick={() => set({ dimensions: [...dimensions, next.name] })}
          >
            {t(messages.addDimension)}
          </Button>
        )}
        {error !== undefined && (
          <Words size="xs" c="var(--bad)" role="alert">
            {error}
          </Words>
        )}
      </Stack>
    </Fieldset>
  )
}
