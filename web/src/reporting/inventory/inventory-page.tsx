import { Button, Group, NumberInput, Select } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { type Answer, api, useApi } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Loaded, Page, useList } from '../../ui/index.ts'
import type { BlockOf, Told } from '../answer.ts'
import { ExportMenu } from '../export/export-menu.tsx'
import { FILE_TIMEOUT_MS } from '../export/formats.ts'
import { type ReportFields, useFields } from '../fields/use-fields.ts'
import { messages } from '../messages.ts'
import { choiceFault, numberFault } from '../scope/address-faults.ts'
import { ScopeToolbar } from '../scope/scope-toolbar.tsx'
import { type ScopeControl, useScope } from '../scope/use-scope.ts'
import { Blocks } from '../table/blocks.tsx'
import { Shrinkage } from './shrinkage.tsx'
import { StockTable } from './stock-table.tsx'
import { StockTotals } from './stock-totals.tsx'

export type InventoryBlock = BlockOf<Told<Answer<'reportInventory'>>>

const PAUSE_MS = 400
const USUAL_DEAD_DAYS = 90
const MOST_DEAD_DAYS = 3_650
const ROWS_MAX = 1_000

/** What the stores have beside what they sold and lost: value, turnover, cover, what sleeps, what is lost. */
export default function InventoryPage() {
  const t = useText()
  const fields = useFields()
  return <Loaded of={fields}>{(known) => <Inventory title={t(messages.inventoryReport)} fields={known} />}</Loaded>
}

function Inventory({ title, fields }: { readonly title: string; readonly fields: ReportFields }) {
  const t = useText()
  const control = useScope()
  const { url } = control
  const { sort } = useList()
  const groupBy = fields.stock_groupings.find(({ name }) => name === url.group_by)?.name ?? 'store'
  const asked = Number.parseInt(url.dead_days ?? '', 10)
  const deadDays = asked >= 1 && asked <= MOST_DEAD_DAYS ? asked : USUAL_DEAD_DAYS
  const isSorted =
    sort !== undefined && ['label', ...fields.stock_measures.map(({ name }) => name)].includes(sort.replace(/^-/, ''))
  const whole = { ...control.scope.query, group_by: groupBy, dead_days: deadDays, ...(isSorted && { sort }) }
  const answer = useApi('reportInventory', [{ ...whole, limit: ROWS_MAX }])
  return (
    <Page
      title={title}
      lead={t(messages.inventoryLead)}
      actions={
        <ExportMenu
          name={t(messages.inventoryFile, { from: whole.date_from, to: whole.date_to })}
          kind="inventory"
          parameters={whole}
          read={(format) => api.reportInventory({ ...whole, format }, { timeoutMs: FILE_TIMEOUT_MS })}
        />
      }
    >
      <InventoryToolbar control={control} fields={fields} groupBy={groupBy} deadDays={deadDays} />
      <Blocks of={answer}>
        {(block) => (
          <>
            <StockTotals block={block} fields={fields} />
            <StockTable block={block} fields={fields} groupBy={groupBy} isStale={answer.isPlaceholderData} />
            <Shrinkage block={block} />
          </>
        )}
      </Blocks>
    </Page>
  )
}

type InventoryToolbarProps = {
  readonly control: ScopeControl
  readonly fields: ReportFields
  readonly groupBy: string
  readonly deadDays: number
}

function InventoryToolbar({ control, fields, groupBy, deadDays }: InventoryToolbarProps) {
  const t = useText()
  const { change } = control
  const changeDays = useDebouncedCallback((days: string | number) => change({ dead_days: String(days) }), PAUSE_MS)
  const groupings = fields.stock_groupings.map(({ name, label }) => ({ value: name as string, label }))
  const faults = [
    choiceFault(control.url, 'group_by', groupings, groupBy),
    numberFault(control.url, 'dead_days', deadDays),
  ]
  const show = (group_by: string, sort?: string) => change({ group_by, sort }, { isStep: true })
  return (
    <>
      <ScopeToolbar control={control} faults={faults}>
        <Select
          label={t(messages.groupBy)}
          data={groupings}
          value={groupBy}
          onChange={(value) => change({ group_by: value ?? undefined, sort: undefined })}
          allowDeselect={false}
          w="12rem"
        />
        <NumberInput
          label={t(messages.deadDays)}
          min={1}
          max={MOST_DEAD_DAYS}
          clampBehavior="strict"
          defaultValue={deadDays}
          onChange={changeDays}
          w="9rem"
        />
      </ScopeToolbar>
      <Group gap="xs">
        <Button variant="light" size="compact-md" onClick={() => show('variant', '-dead_value_at_price')}>
          {t(messages.showDead)}
        </Button>
        <Button variant="light" size="compact-md" onClick={() => show('abc_class')}>
          {t(messages.showAbc)}
        </Button>
        <Button variant="light" size="compact-md" onClick={() => show('variant', 'days_of_cover')}>
          {t(messages.showShort)}
        </Button>
        <Button variant="light" size="compact-md" onClick={() => show('store')}>
          {t(messages.showStores)}
        </Button>
      </Group>
    </>
  )
}
