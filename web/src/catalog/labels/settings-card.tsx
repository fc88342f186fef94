import { Card, Checkbox, NumberInput, SegmentedControl, Select, SimpleGrid, Stack, Title } from '@mantine/core'
import { useSession } from '../../app/session.tsx'
import { useStores } from '../../app/store-choice.tsx'
import { type Text, useText } from '../../i18n/index.ts'
import type { UrlState } from '../../ui/index.ts'
import { isRoll, type LabelSettings, SHEETS, SHOWN, type SheetName, type Shown } from './label-settings.ts'
import { messages } from './messages.ts'

type SettingsCardProps = { readonly settings: LabelSettings; readonly change: (patch: UrlState) => void }

const SHEET_TITLES: Readonly<Record<SheetName, Text>> = {
  'avery-5160': messages.avery5160,
  'avery-l7160': messages.averyL7160,
  'roll-50x30': messages.roll50,
  'roll-57x32': messages.roll57,
}

const SHOWN_TITLES: Readonly<Record<Shown, Text>> = {
  price: messages.showPrice,
  compare_at_price: messages.showCompareAt,
  unit_price: messages.showUnitPrice,
  tax: messages.showTax,
  sku: messages.showSku,
  barcode: messages.showBarcode,
  date: messages.showDate,
}

/** Only labels of shelves bear these. */
const OF_SHELVES: ReadonlySet<Shown> = new Set(['unit_price', 'tax', 'date'])

/** On what, whose prices, and what stands there. */
export function SettingsCard({ settings, change }: SettingsCardProps) {
  const t = useText()
  const { can } = useSession()
  const stores = useStores()
  const { kind, sheet, storeId, language, startAt } = settings
  return (
    <Card component="section" aria-label={t(messages.paper)}>
      <Stack gap="sm">
        <Title order={2}>{t(messages.paper)}</Title>
        <SegmentedControl
          aria-label={t(messages.kind)}
          data={[
            { value: 'shelf', label: t(messages.shelf) },
            { value: 'product', label: t(messages.product) },
          ]}
          value={kind}
          onChange={(value) => change({ kind: value })}
        />
        <Select
          label={t(messages.sheet)}
          data={SHEETS.map((name) => ({ value: name, label: t(SHEET_TITLES[name]) }))}
          value={sheet}
          onChange={(value) => change({ sheet: value ?? undefined })}
          allowDeselect={false}
        />
        <SimpleGrid cols={2} spacing="sm">
          {can('stores.view') && (
            <Select
              label={t(messages.store)}
              data={[
                { value: '0', label: t(messages.chain) },
                ...stores.map(({ id, name = '' }) => ({ value: String(id), label: name })),
              ]}
              value={String(storeId ?? 0)}
              onChange={(value) => change({ store: value ?? undefined })}
              allowDeselect={false}
            />
          )}
          <Select
            label={t(messages.language)}
            data={[
              { value: 'fr', label: t(messages.french) },
              { value: 'en', label: t(messages.english) },
            ]}
            value={language}
            onChange={(value) => change({ language: value ?? undefined })}
            allowDeselect={false}
          />
        </SimpleGrid>
        {!isRoll(sheet) && (
          <NumberInput
            label={t(messages.startAt)}
            description={t(messages.startAtHint)}
            min={1}
            max={30}
            allowDecimal={false}
            value={startAt}
            onChange={(value) => change({ start: String(value) })}
            hideControls={false}
          />
        )}
        <ShownChoice settings={settings} change={change} />
      </Stack>
    </Card>
  )
}

/** What a label of this kind may show. */
function ShownChoice({ settings: { kind, hidden }, change }: SettingsCardProps) {
  const t = useText()
  const toggle = (name: Shown) => {
    const next = new Set(hidden)
    if (!next.delete(name)) next.add(name)
    change({ hide: [...next].join() })
  }
  return (
    <Checkbox.Group label={t(messages.show)} value={SHOWN.filter((name) => !hidden.has(name))} onChange={() => {}}>
      <Stack gap={6} mt={6}>
        {SHOWN.filter((name) => kind === 'shelf' || !OF_SHELVES.has(name)).map((name) => (
          <Checkbox key={name} value={name} label={t(SHOWN_TITLES[name])} onChange={() => toggle(name)} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
