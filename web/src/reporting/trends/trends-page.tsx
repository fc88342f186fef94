import { Select, Stack } from '@mantine/core'
import { type Answer, api, useApi } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Loaded, Page } from '../../ui/index.ts'
import type { BlockOf, Told } from '../answer.ts'
import { ExportMenu } from '../export/export-menu.tsx'
import { FILE_TIMEOUT_MS } from '../export/formats.ts'
import { type MeasureField, type ReportFields, useFields } from '../fields/use-fields.ts'
import { messages } from '../messages.ts'
import { choiceFault } from '../scope/address-faults.ts'
import { ScopeToolbar } from '../scope/scope-toolbar.tsx'
import { useScope } from '../scope/use-scope.ts'
import { Blocks } from '../table/blocks.tsx'
import { DayTrend } from './day-trend.tsx'
import { MonthTrend } from './month-trend.tsx'
import { WeekTrend } from './week-trend.tsx'

export type TrendsBlock = BlockOf<Told<Answer<'reportTrends'>>>
export type TrendProps = { readonly block: TrendsBlock; readonly measure: MeasureField }

const MEASURES = ['revenue', 'tickets', 'average_ticket', 'units', 'margin'] as const

/** How sales go over months, weekdays and days. */
export default function TrendsPage() {
  const t = useText()
  const fields = useFields()
  return <Loaded of={fields}>{(known) => <Trends title={t(messages.trends)} fields={known} />}</Loaded>
}

function Trends({ title, fields }: { readonly title: string; readonly fields: ReportFields }) {
  const t = useText()
  const control = useScope('since_last_year')
  const known = MEASURES.flatMap((name) => fields.key_figures.filter((field) => field.name === name))
  const measure = known.find(({ name }) => name === control.url.measure) ?? known[0]
  const name = MEASURES.find((one) => one === measure?.name) ?? 'revenue'
  const options = known.map((field) => ({ value: field.name as string, label: field.label }))
  const query = { ...control.scope.query, measure: name }
  const answer = useApi('reportTrends', [query])
  return (
    <Page
      title={title}
      lead={measure?.meaning}
      actions={
        <ExportMenu
          name={t(messages.trendsFile, { from: query.date_from, to: query.date_to })}
          kind="trends"
          parameters={query}
          read={(format) => api.reportTrends({ ...query, format }, { timeoutMs: FILE_TIMEOUT_MS })}
        />
      }
    >
      <ScopeToolbar control={control} faults={[choiceFault(control.url, 'measure', options, name)]}>
        <Select
          label={t(messages.measure)}
          data={options}
          value={name}
          onChange={(value) => control.change({ measure: value === 'revenue' || value === null ? undefined : value })}
          allowDeselect={false}
          w="13rem"
        />
      </ScopeToolbar>
      <Blocks of={answer}>
        {(block) =>
          measure !== undefined && (
            <Stack gap="md">
              <MonthTrend block={block} measure={measure} />
              <DayTrend block={block} measure={measure} />
              <WeekTrend block={block} measure={measure} />
            </Stack>
          )
        }
      </Blocks>
    </Page>
  )
}
