import { Alert, Button, Card, Checkbox, Group, Select, Stack, Table, Title, Text as Words } from '@mantine/core'
import type { PreviewImportData } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { type Text, useText } from '../../i18n/index.ts'
import { messages as common } from '../messages.ts'
import { type Choices, repeatedPlaces } from './column-choice.ts'
import type { ImportKind, ImportOptions } from './import-request.ts'
import { useFormatTitle } from './import-state.tsx'
import classes from './imports.module.css'
import { messages } from './messages.ts'

type ColumnsStepProps = {
  readonly kind: ImportKind
  readonly preview: PreviewImportData
  readonly choices: Choices
  readonly onChoices: (choices: Choices) => void
  readonly options: ImportOptions
  readonly onOptions: (patch: Partial<ImportOptions>) => void
  readonly refusal: string | null
  readonly isBusy: boolean
  readonly onTry: () => void
  readonly onImport: () => void
}

const DELIMITERS: Readonly<Record<PreviewImportData['delimiter'], Text>> = {
  ',': messages.comma,
  ';': messages.semicolon,
  '|': messages.bar,
  tab: messages.tab,
}

/** The columns of the file, what each is taken for, and how the file is read. */
export function ColumnsStep(props: ColumnsStepProps) {
  const t = useText()
  const formatTitle = useFormatTitle()
  const { preview, choices, refusal, isBusy, onTry, onImport } = props
  const isRepeated = repeatedPlaces(choices).size > 0
  const recognized = {
    format: formatTitle(preview.format),
    encoding: preview.encoding.toUpperCase(),
    delimiter: t(DELIMITERS[preview.delimiter]),
  }
  return (
    <Stack>
      <Card component="section" aria-label={t(messages.stepColumns)}>
        <Stack gap="sm">
          <div>
            <Title order={2}>{t(messages.stepColumns)}</Title>
            <Words size="sm" c="dimmed">
              {t(messages.recognized, recognized)}
            </Words>
            <Words size="sm" c="dimmed">
              {t(messages.columnsLead)}
            </Words>
          </div>
          <ColumnTable {...props} />
        </Stack>
      </Card>
      <OptionsCard {...props} />
      {refusal !== null && (
        <Alert color="brique" role="alert">
          {refusal}
        </Alert>
      )}
      <Group justify="space-between">
        <Words size="sm" c="dimmed">
          {t(messages.tryOutHint)}
        </Words>
        <Group gap="xs">
          <Button variant="default" onClick={onImport} loading={isBusy} disabled={isRepeated}>
            {t(messages.importNow)}
          </Button>
          <Button onClick={onTry} loading={isBusy} disabled={isRepeated}>
            {t(messages.tryOut)}
          </Button>
        </Group>
      </Group>
    </Stack>
  )
}

function ColumnTable({ preview, choices, onChoices }: ColumnsStepProps) {
  const t = useText()
  const repeated = repeatedPlaces(choices)
  const fields = preview.fields.map(({ name, label }) => ({ value: name, label }))
  return (
    <Table.ScrollContainer minWidth={300} scrollAreaProps={{ tabIndex: 0 }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(messages.column)}</Table.Th>
            <Table.Th visibleFrom="sm">{t(messages.cells)}</Table.Th>
            <Table.Th>{t(messages.field)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.columns.map((column, place) => {
            const samples = column.samples.filter((cell) => cell !== '').join(' · ')
            const name = column.name === '' ? t(messages.unnamed, { number: place + 1 }) : column.name
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns are known by their places, and names may repeat.
              <Table.Tr key={place}>
                <Table.Th scope="row">
                  {name}
                  <Words hiddenFrom="sm" size="xs" c="dimmed" lineClamp={2}>
                    {samples}
                  </Words>
                </Table.Th>
                <Table.Td className={classes.samples} visibleFrom="sm">
                  {samples}
                </Table.Td>
                <Table.Td w={{ base: '11rem', sm: '16rem' }}>
                  <Select
                    size="sm"
                    aria-label={t(messages.fieldOf, { name })}
                    placeholder={t(messages.ignored)}
                    data={fields}
                    value={choices[place] ?? null}
                    onChange={(field) => onChoices(choices.map((other, index) => (index === place ? field : other)))}
                    searchable
                    clearable
                    clearButtonProps={{ 'aria-label': t(common.clear) }}
                    error={repeated.has(place) ? t(messages.twice) : null}
                  />
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function OptionsCard({ kind, choices, options, onOptions }: ColumnsStepProps) {
  const t = useText()
  const { can } = useSession()
  const hasPictures = choices.some((field) => field === 'image_url' || field === 'variant_image_url')
  return (
    <Card component="section" aria-label={t(messages.options)}>
      <Stack gap="sm">
        <Title order={2}>{t(messages.options)}</Title>
        {kind === 'products' && hasPictures && can('products.attachGallery') && (
          <Checkbox
            label={t(messages.fetchImages)}
            checked={options.fetchImages}
            onChange={({ currentTarget }) => onOptions({ fetchImages: currentTarget.checked })}
          />
        )}
        {kind === 'sales' && (
          <Checkbox
            label={t(messages.createProducts)}
            checked={options.createProducts}
            onChange={({ currentTarget }) => onOptions({ createProducts: currentTarget.checked })}
          />
        )}
        <Group align="flex-end">
          <Select
            label={t(messages.decimalMark)}
            data={[
              { value: 'auto', label: t(messages.decimalAuto) },
              { value: 'comma', label: t(messages.decimalComma) },
              { value: 'point', label: t(messages.decimalPoint) },
            ]}
            value={options.decimalMark}
            onChange={(mark) => onOptions({ decimalMark: (mark ?? 'auto') as ImportOptions['decimalMark'] })}
            allowDeselect={false}
          />
          {(kind === 'sales' || kind === 'stores') && (
            <Select
              label={t(messages.dateFormat)}
              data={[
                { value: 'iso', label: t(messages.dateIso) },
                { value: 'dmy', label: t(messages.dateDmy) },
                { value: 'mdy', label: t(messages.dateMdy) },
              ]}
              value={options.dateFormat}
              onChange={(order) => onOptions({ dateFormat: (order ?? 'iso') as ImportOptions['dateFormat'] })}
              allowDeselect={false}
            />
          )}
        </Group>
      </Stack>
    </Card>
  )
}
